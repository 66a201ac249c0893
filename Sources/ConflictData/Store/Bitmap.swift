/// A set of rows, a bit each.
package struct Bitmap: Sendable, Equatable {
    private(set) var words: [UInt64]
    /// How many rows there are, in it or not.
    let count: Int

    init(count: Int, filled: Bool = false) {
        self.count = count
        words = Array(repeating: filled ? .max : 0, count: (count + 63) / 64)
        if filled { clearBeyondEnd() }
    }

    /// The same bits; those past `count` must be clear.
    init(words: [UInt64], count: Int) {
        precondition(words.count == (count + 63) / 64)
        self.count = count
        self.words = words
    }

    func contains(_ row: Int) -> Bool { words[row / 64] & (1 << UInt64(row % 64)) != 0 }

    mutating func insert(_ row: Int) { words[row / 64] |= 1 << UInt64(row % 64) }

    mutating func remove(_ row: Int) { words[row / 64] &= ~(1 << UInt64(row % 64)) }

    /// Adds all rows of a range.
    mutating func insert(_ rows: Range<Int>) {
        guard !rows.isEmpty else { return }
        let (first, last) = (rows.lowerBound / 64, (rows.upperBound - 1) / 64)
        let head = UInt64.max << UInt64(rows.lowerBound % 64)
        let tail = UInt64.max >> UInt64(63 - (rows.upperBound - 1) % 64)
        guard first < last else { return words[first] |= head & tail }
        words[first] |= head
        for index in first + 1..<last { words[index] = .max }
        words[last] |= tail
    }

    /// Drops all rows from `row` on.
    mutating func removeAll(from row: Int) {
        guard row < count else { return }
        words[row / 64] &= 1 << UInt64(row % 64) - 1
        for index in row / 64 + 1..<max(row / 64 + 1, words.count) { words[index] = 0 }
    }

    // MARK: Sets by words

    mutating func formIntersection(_ other: Bitmap) { combine(other) { $0 & $1 } }

    mutating func formUnion(_ other: Bitmap) { combine(other) { $0 | $1 } }

    mutating func subtract(_ other: Bitmap) { combine(other) { $0 & ~$1 } }

    @inline(__always)
    private mutating func combine(_ other: Bitmap, _ join: (UInt64, UInt64) -> UInt64) {
        precondition(count == other.count, "sets of the same rows")
        unsafe words.withUnsafeMutableBufferPointer { own in
            unsafe other.words.withUnsafeBufferPointer { others in
                for index in 0..<own.count { unsafe own[index] = join(own[index], others[index]) }
            }
        }
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// How many rows are in it.
    var population: Int {
        unsafe words.withUnsafeBufferPointer { words in
            var sum = 0
            for index in 0..<words.count { unsafe sum &+= words[index].nonzeroBitCount }
            return sum
        }
    }

    /// Whether a row of a range is in it.
    func intersects(_ rows: Range<Int>) -> Bool { next(from: rows.lowerBound).map { $0 < rows.upperBound } ?? false }

    // MARK: Row by row

    /// Gives every word that has rows, with its place, and keeps those of its rows that come back; others that come back
    /// are no matter.
    @inline(__always)
    mutating func narrow(_ passing: (_ index: Int, _ word: UInt64) -> UInt64) {
        unsafe words.withUnsafeMutableBufferPointer { words in
            for index in 0..<words.count {
                let word = unsafe words[index]
                if word != 0 { unsafe words[index] = word & passing(index, word) }
            }
        }
    }

    /// Keeps the rows that pass.
    @inline(__always)
    mutating func keep(where passes: (Int) -> Bool) {
        let count = count
        narrow { index, word in Self.passing(of: word, at: index, below: count, where: passes) }
    }

    /// Those rows of a word that pass. Where there are many, all 64 are tried: a loop without branches is faster than
    /// picking rows out. No row from `end` on is tried.
    @inline(__always)
    static func passing(of word: UInt64, at index: Int, below end: Int, where passes: (Int) -> Bool) -> UInt64 {
        var passing: UInt64 = 0
        if word.nonzeroBitCount >= manyRows, index &* 64 &+ 64 <= end {
            for bit in 0..<64 { passing |= (passes(index &* 64 &+ bit) ? 1 : 0) &<< UInt64(bit) }
        } else {
            var rest = word
            while rest != 0 {
                let bit = rest.trailingZeroBitCount
                passing |= (passes(index &* 64 &+ bit) ? 1 : 0) &<< UInt64(bit)
                rest &= rest &- 1
            }
        }
        return passing
    }

    /// Picking a row out of a word costs about as much as trying three.
    private static let manyRows = 24

    /// Gives every row in it, in order.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        for index in words.indices {
            var rest = words[index]
            while rest != 0 {
                body(index &* 64 &+ rest.trailingZeroBitCount)
                rest &= rest &- 1
            }
        }
    }

    /// Gives every run of rows that follow one another, in order.
    @inline(__always)
    func forEachRun(_ body: (Range<Int>) -> Void) {
        var start = next(from: 0)
        while let first = start {
            let end = firstAbsent(from: first)
            body(first..<end)
            start = next(from: end)
        }
    }

    /// The first row in it that is not below `row`.
    func next(from row: Int) -> Int? {
        guard row < count else { return nil }
        var index = row / 64
        var word = words[index] & (.max << UInt64(row % 64))
        while word == 0 {
            index += 1
            guard index < words.count else { return nil }
            word = words[index]
        }
        return index * 64 + word.trailingZeroBitCount
    }

    /// The first row not below `row` that is not in it; `count` when there is none.
    private func firstAbsent(from row: Int) -> Int {
        var index = row / 64
        guard index < words.count else { return count }
        var word = ~words[index] & (.max << UInt64(row % 64))
        while word == 0 {
            index += 1
            guard index < words.count else { return count }
            word = ~words[index]
        }
        return min(count, index * 64 + word.trailingZeroBitCount)
    }

    /// The last row in it that is below `row`.
    func previous(before row: Int) -> Int? {
        guard row > 0 else { return nil }
        var index = (row - 1) / 64
        var word = words[index] & (.max >> UInt64(63 - (row - 1) % 64))
        while word == 0 {
            index -= 1
            guard index >= 0 else { return nil }
            word = words[index]
        }
        return index * 64 + 63 - word.leadingZeroBitCount
    }

    private mutating func clearBeyondEnd() {
        if count % 64 != 0 { words[words.count - 1] &= 1 << UInt64(count % 64) - 1 }
    }
}
