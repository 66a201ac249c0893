/// One record that a search found.
package struct SearchHit: Sendable {
    package let type: RecordType
    // Narrow, since there is one for each record of a whole result.
    private let narrowRow: UInt32
    private let narrowScore: UInt32

    package var row: Int { Int(narrowRow) }
    /// BM25 in thousandths (see `RankedDocuments`).
    package var score: Int { Int(narrowScore) }

    init(type: RecordType, row: Int, score: UInt32) {
        (self.type, narrowRow, narrowScore) = (type, UInt32(row), score)
    }
}

/// A page of what a search found: best first; of one score by type, then in the type's default order.
package struct SearchPage: Sendable {
    package let hits: [SearchHit]
    /// All records found.
    package let total: Int
    /// Opaque cursors of the pages after and before this one.
    package let next: String?
    package let previous: String?

    init(hits: [SearchHit], total: Int, next: SearchCursor?, previous: SearchCursor?, of question: SearchQuestion) {
        self.hits = hits
        self.total = total
        self.next = next?.text(of: question)
        self.previous = previous?.text(of: question)
    }
}

/// A place in the order of a search: by score, then by document.
struct SearchRank: Comparable {
    private let bits: UInt64

    init(score: UInt32, document: UInt32) { bits = UInt64(score) << 32 | UInt64(~document) }

    var score: UInt32 { UInt32(bits >> 32) }
    var document: UInt32 { ~UInt32(truncatingIfNeeded: bits) }

    /// The greater comes first in an answer.
    static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}

/// Keeps the ranks next to a bound: the greatest that are not above it, or going backward the least above it.
struct BestRanks {
    private let count: Int
    private let bound: SearchRank?
    private let isBackward: Bool
    /// A heap with the rank to be given up first at its root.
    private var heap: [SearchRank] = []
    /// A rank on the other side of the bound was seen.
    private var hasOthers = false

    init(count: Int, from bound: SearchRank?, isBackward: Bool) {
        self.count = count
        self.bound = bound
        self.isBackward = isBackward
        heap.reserveCapacity(count)
    }

    mutating func consider(_ rank: SearchRank) {
        if let bound, (rank > bound) != isBackward {
            hasOthers = true
            return
        }
        if heap.count < count {
            heap.append(rank)
            rise(heap.count - 1)
        } else if isWorse(heap[0], than: rank) {
            heap[0] = rank
            sink()
        }
    }

    /// In order of the answer, without the one that only tells that there are more.
    func inOrder(limit: Int) -> (ranks: [SearchRank], hasNext: Bool, hasPrevious: Bool) {
        let sorted = heap.sorted { isWorse($1, than: $0) }
        let kept = sorted.prefix(limit)
        let hasMore = sorted.count > limit
        return isBackward ? (kept.reversed(), hasOthers, hasMore) : (Array(kept), hasMore, hasOthers)
    }

    /// Whether one is further from the bound than another.
    private func isWorse(_ rank: SearchRank, than other: SearchRank) -> Bool {
        isBackward ? rank > other : rank < other
    }

    private mutating func rise(_ start: Int) {
        var index = start
        while index > 0, isWorse(heap[index], than: heap[(index - 1) / 2]) {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func sink() {
        var index = 0
        while true {
            var worst = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < heap.count && isWorse(heap[child], than: heap[worst]) { worst = child }
            if worst == index { return }
            heap.swapAt(index, worst)
            index = worst
        }
    }
}
