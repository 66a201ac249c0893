internal import Synchronization

/// The answers of one route on one loop, by status. Only that loop adds; anyone may read.
final class AnswerCounters: Sendable {
    /// Every status that the server gives, the frequent ones first, because the list is searched.
    static let statuses = [
        200, 304, 404, 400, 204, 308, 405, 406, 408, 410, 412, 413, 414, 417, 431, 500, 501, 503, 505,
    ]

    /// A place for each status and a last one for any other.
    private let counts = InlineArray<20, Atomic<UInt64>> { _ in Atomic(0) }

    init() {
        precondition(Self.statuses.count + 1 == counts.count, "every status has its place")
    }

    /// Counts one answer; on the owning loop only.
    func add(status: Int) {
        let index = Self.statuses.firstIndex(of: status) ?? Self.statuses.count
        counts[index].store(counts[index].load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    }

    /// By place.
    func add(to totals: inout [UInt64]) {
        for index in totals.indices { totals[index] += counts[index].load(ordering: .relaxed) }
    }
}
