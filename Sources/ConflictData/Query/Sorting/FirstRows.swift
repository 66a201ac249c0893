/// The first rows of an order, found without sorting the others: a row that stands behind as many as are wanted is
/// passed over at the price of one comparison.
struct FirstRows {
    private struct Candidate {
        let key: Int64
        let row: UInt32
    }

    /// Backward everything is compared the other way round.
    private struct Comparison {
        let keys: SortKeys
        let isBackward: Bool

        func isBefore(_ one: Candidate, _ other: Candidate) -> Bool {
            if one.key != other.key { return one.key < other.key }
            return isBackward
                ? keys.isBefore(other.row, tiedWith: one.row) : keys.isBefore(one.row, tiedWith: other.row)
        }
    }

    private let keys: SortKeys
    private let comparison: Comparison
    private let limit: Int
    /// Only rows on one side of this place count.
    private let place: [Int64]?
    /// The last rows before the place are wanted, the nearest first, and not the first behind it.
    private let isBackward: Bool
    private var candidates: [Candidate] = []
    /// The last candidate that can still be among the first.
    private var bound: Candidate?
    private var blockKeys: [Int64] = []
    /// How many rows are on the side of the place that counts.
    private(set) var count = 0

    /// Candidates are thinned out when this many more than wanted have come together, so that each is sorted about once.
    private static let slack = 256

    init(_ limit: Int, by keys: SortKeys, beyond place: [Int64]?, isBackward: Bool) {
        self.keys = keys
        self.limit = limit
        self.place = place
        self.isBackward = isBackward
        comparison = Comparison(keys: keys, isBackward: isBackward)
    }

    /// Looks at a set of rows, beginning at the end that is nearer to what is wanted: most orders go along with that in
    /// which rows are stored or against it, and then what is found first is good enough to pass over the rest.
    mutating func offer(_ rows: Bitmap) {
        guard let first = rows.next(from: 0), let last = rows.previous(before: rows.count) else { return }
        let place = keys.columns.map { $0.key(of: UInt32(first)) }
        let isAgainst = (keys.comparison(of: UInt32(last), to: place) < 0) != isBackward
        rows.forEachBlock(fromLast: isAgainst) { offer($0) }
    }

    /// Looks at more rows; in any order, each once.
    private mutating func offer(_ rows: [UInt32]) {
        keys.columns[0].read(rows, into: &blockKeys)
        let isOnePlace = place != nil
        if !isOnePlace { count += rows.count }
        var boundKey = bound?.key ?? .max
        for index in rows.indices {
            let candidate = Candidate(key: isBackward ? ~blockKeys[index] : blockKeys[index], row: rows[index])
            if isOnePlace {
                guard isBeyondPlace(candidate) else { continue }
                count += 1
            }
            if candidate.key > boundKey { continue }
            if let bound, candidate.key == boundKey, !comparison.isBefore(candidate, bound) { continue }
            candidates.append(candidate)
            if candidates.count - limit >= max(limit, Self.slack) {
                thinOut()
                boundKey = bound?.key ?? .max
            }
        }
    }

    /// The wanted rows in order, going away from the place.
    mutating func finish() -> [UInt32] {
        thinOut()
        return sorted(candidates).map(\.row)
    }

    /// In order of what was read already, then of the next of the columns, which is read for all at once, and only where
    /// that is the same of the rest.
    private func sorted(_ rows: [Candidate]) -> [Candidate] {
        guard rows.count > 1 else { return rows }
        guard keys.columns.count > 1 else { return rows.sorted { $0.key < $1.key } }
        var seconds: [Int64] = []
        keys.columns[1].read(rows.map(\.row), into: &seconds)
        var order = zip(rows, seconds).map { (first: $0, second: isBackward ? ~$1 : $1) }
        order.sort { one, other in
            if one.first.key != other.first.key { return one.first.key < other.first.key }
            if one.second != other.second { return one.second < other.second }
            return comparison.isBefore(one.first, other.first)
        }
        return order.map(\.first)
    }

    /// Keeps those that can still be among the first, in any order.
    private mutating func thinOut() {
        guard candidates.count >= limit, limit > 0 else { return }
        let last = candidates.keySelected(at: limit - 1, by: \.key)
        var tied = candidates.filter { $0.key == last }
        candidates.removeAll { $0.key >= last }
        let wanted = limit - candidates.count
        if tied.count > 1 { tied = sorted(tied) }
        candidates += tied.prefix(wanted)
        bound = candidates.last
    }

    private func isBeyondPlace(_ candidate: Candidate) -> Bool {
        guard let place else { return true }
        let first = isBackward ? ~place[0] : place[0]
        if candidate.key != first { return candidate.key > first }
        let comparison = keys.comparison(of: candidate.row, to: place)
        return isBackward ? comparison < 0 : comparison > 0
    }
}

extension Array {
    /// Reorders the elements until the one at a place has the key that it would have if they were sorted, and gives that
    /// key: quickselect, which looks at each element about three times.
    fileprivate mutating func keySelected(at place: Int, by key: (Element) -> Int64) -> Int64 {
        unsafe withUnsafeMutableBufferPointer { elements in
            var (low, high) = (0, elements.count - 1)
            while low < high {
                let middle = unsafe Self.median(
                    key(elements[low]), key(elements[low + (high - low) / 2]), key(elements[high]))
                var (left, right) = (low, high)
                while left <= right {
                    while unsafe key(elements[left]) < middle { left += 1 }
                    while unsafe key(elements[right]) > middle { right -= 1 }
                    guard left <= right else { break }
                    unsafe elements.swapAt(left, right)
                    (left, right) = (left + 1, right - 1)
                }
                if place <= right { high = right } else if place >= left { low = left } else { break }
            }
            return unsafe key(elements[place])
        }
    }

    private static func median(_ a: Int64, _ b: Int64, _ c: Int64) -> Int64 {
        Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
    }
}
