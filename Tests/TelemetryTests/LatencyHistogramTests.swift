import Testing

@testable import Telemetry

struct LatencyHistogramTests {
    @Test(arguments: 0..<LatencyHistogram.bucketCount)
    func `a bucket holds its bound, the next one what is above`(_ index: Int) {
        let bound = LatencyHistogram.bound(ofBucket: index)
        #expect(LatencyHistogram.bucket(of: bound) == index)
        #expect(LatencyHistogram.bucket(of: bound + 1) == index + 1)
    }

    @Test(arguments: [(0, 0), (1, 0), (.max, LatencyHistogram.bucketCount)] as [(UInt64, Int)])
    func `the extremes have buckets, too`(_ nanoseconds: UInt64, _ bucket: Int) {
        #expect(LatencyHistogram.bucket(of: nanoseconds) == bucket)
    }

    @Test func `a reading adds up several loops`() {
        let (first, second) = (LatencyHistogram(), LatencyHistogram())
        first.record(nanoseconds: 1_000)
        first.record(nanoseconds: 3_000)
        second.record(nanoseconds: 1_024)
        var reading = LatencyHistogram.Reading()
        reading.add(first)
        reading.add(second)
        #expect(reading.counts[0] == 2)
        #expect(reading.counts[2] == 1)
        #expect(reading.counts.reduce(0, +) == 3)
        #expect(reading.sumNanoseconds == 5_024)
    }
}
