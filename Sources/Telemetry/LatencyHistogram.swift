internal import Synchronization

/// How long answers took, in buckets whose bounds double. Only the owning loop records; anyone may read. Recording is two
/// plain stores and allocates nothing.
package final class LatencyHistogram: Sendable {
    /// Bounds from 1 µs, less than any answer takes, to 8.6 s, longer than any client waits.
    static let bucketCount = 24
    /// The first bound is 2 to this power, in nanoseconds: 1.024 µs.
    private static let firstPower = 10

    /// One more than there are bounds: the last is for what is slower.
    private let counts = InlineArray<25, Atomic<UInt64>> { _ in Atomic(0) }
    private let sum = Atomic<UInt64>(0)

    package init() {}

    /// Counts one answer; on the owning loop only.
    package func record(nanoseconds: UInt64) {
        let count = counts[Self.bucket(of: nanoseconds)].load(ordering: .relaxed)
        counts[Self.bucket(of: nanoseconds)].store(count &+ 1, ordering: .relaxed)
        sum.store(sum.load(ordering: .relaxed) &+ nanoseconds, ordering: .relaxed)
    }

    /// The upper bound of a bucket, itself included, in nanoseconds.
    static func bound(ofBucket index: Int) -> UInt64 { 1 << UInt64(firstPower + index) }

    /// The first bucket whose bound is not below.
    static func bucket(of nanoseconds: UInt64) -> Int {
        guard nanoseconds > 1 else { return 0 }
        let power = UInt64.bitWidth - (nanoseconds - 1).leadingZeroBitCount
        return min(max(power - firstPower, 0), bucketCount)
    }

    /// What was recorded, of one loop or of several.
    struct Reading: Equatable {
        /// By bucket, not cumulative; the last is for what is slower than every bound.
        var counts = [UInt64](repeating: 0, count: LatencyHistogram.bucketCount + 1)
        var sumNanoseconds: UInt64 = 0

        mutating func add(_ histogram: LatencyHistogram) {
            for index in counts.indices { counts[index] += histogram.counts[index].load(ordering: .relaxed) }
            sumNanoseconds += histogram.sum.load(ordering: .relaxed)
        }
    }
}
