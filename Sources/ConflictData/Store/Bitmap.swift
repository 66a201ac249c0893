/// A set of rows, a bit each.
///
/// Words are kept for one stretch of the rows, and no row outside it is in the set: what was reported in a few months
/// stands together, and should cost what those months hold and not what there is.
package struct Bitmap: Sendable, Equatable {
    /// The words of the stretch.
    private(set) var words: [UInt64]
    /// The place of the first of them among the words of all rows.
    private(set) var firstWord = 0
    /// How many rows there are, in it or not.
    let count: Int

    init(count: Int, filled: Bool = false) {
        self.count = count
        words = Array(repeating: filled ? .max : 0, count: Self.wordCount(of: count))
        if filled { clearBeyondEnd() }
    }

    /// An empty set with words for some of the rows only; others can be added, at the price of all words.
    init(count: Int, around rows: Range<Int>) {
        self.count = count
        firstWord = rows.lowerBound / 64
        words = Array(repeating: 0, count: rows.isEmpty ? 0 : (rows.upperBound - 1) / 64 - firstWord + 1)
    }

    /// The same bits; those past `count` must be clear.
    init(words: [UInt64], count: Int) {
        precondition(words.count == Self.wordCount(of: count))
        self.count = count
        self.words = words
    }

    /// The rows that pass; all are tried.
    @inline(__always)
    init(count: Int, where passes: (Int) -> Bool) {
        self.init(count: count, filled: true)
        keep(where: passes)
    }

    private static func wordCount(of rows: Int) -> Int { (rows + 63) / 64 }

    package static func == (one: Bitmap, other: Bitmap) -> Bool {
        one.count == other.count && one.allWords == other.allWords
    }

    /// The words of all rows.
    var allWords: [UInt64] {
        var all = self
        all.widen(to: 0..<Self.wordCount(of: count))
        return all.words
    }

    func contains(_ row: Int) -> Bool {
        let place = row / 64 - firstWord
        return words.indices.contains(place) && words[place] & (1 << UInt64(row % 64)) != 0
    }

    mutating func insert(_ row: Int) {
        if !stretch.contains(row / 64) { widen(to: 0..<Self.wordCount(of: count)) }
        words[row / 64 - firstWord] |= 1 << UInt64(row % 64)
    }

    mutating func remove(_ row: Int) {
        if stretch.contains(row / 64) { words[row / 64 - firstWord] &= ~(1 << UInt64(row % 64)) }
    }

    /// Adds all rows of a range.
    mutating func insert(_ rows: Range<Int>) {
        guard !rows.isEmpty else { return }
        let (first, last) = (rows.lowerBound / 64, (rows.upperBound - 1) / 64)
        if !stretch.contains(first) || !stretch.contains(last) { widen(to: 0..<Self.wordCount(of: count)) }
        let head = UInt64.max << UInt64(rows.lowerBound % 64)
        let tail = UInt64.max >> UInt64(63 - (rows.upperBound - 1) % 64)
        guard first < last else { return words[first - firstWord] |= head & tail }
        words[first - firstWord] |= head
        for index in first + 1..<last { words[index - firstWord] = .max }
        words[last - firstWord] |= tail
    }

    /// Drops all rows from `row` on.
    mutating func removeAll(from row: Int) {
        let place = row / 64 - firstWord
        guard row < count, place < words.count else { return }
        if place >= 0 { words[place] &= 1 << UInt64(row % 64) - 1 }
        for index in max(0, place + 1)..<max(0, place + 1, words.count) { words[index] = 0 }
    }

    // MARK: The stretch

    /// The places of the words that are kept.
    private var stretch: Range<Int> { firstWord..<firstWord + words.count }

    /// Gives up the words before the first row and after the last, where that is most of them.
    mutating func trim() {
        guard let first = words.firstIndex(where: { $0 != 0 }), let last = words.lastIndex(where: { $0 != 0 }) else {
            return words = []
        }
        if (last - first + 1) * 2 <= words.count { narrow(to: firstWord + first..<firstWord + last + 1) }
    }

    /// Drops the rows outside some words.
    mutating func narrow(to places: Range<Int>) {
        let kept = places.clamped(to: stretch)
        guard kept != stretch else { return }
        words = Array(words[kept.lowerBound - firstWord..<kept.upperBound - firstWord])
        firstWord = kept.lowerBound
    }

    /// Makes room for the rows of some words.
    private mutating func widen(to places: Range<Int>) {
        guard !places.isEmpty, places.clamped(to: stretch) != places else { return }
        let hull =
            words.isEmpty
            ? places : min(places.lowerBound, firstWord)..<max(places.upperBound, firstWord + words.count)
        var wider = [UInt64](repeating: 0, count: hull.count)
        for index in words.indices { wider[firstWord - hull.lowerBound + index] = words[index] }
        (words, firstWord) = (wider, hull.lowerBound)
    }

    // MARK: Sets by words

    mutating func formIntersection(_ other: Bitmap) {
        narrow(to: other.stretch)
        combine(other) { $0 & $1 }
    }

    mutating func formUnion(_ other: Bitmap) {
        widen(to: other.stretch)
        combine(other) { $0 | $1 }
    }

    mutating func subtract(_ other: Bitmap) { combine(other) { $0 & ~$1 } }

    /// Joins the words that both have.
    @inline(__always)
    private mutating func combine(_ other: Bitmap, _ join: (UInt64, UInt64) -> UInt64) {
        precondition(count == other.count, "sets of the same rows")
        let (shared, first) = (stretch.clamped(to: other.stretch), firstWord)
        unsafe words.withUnsafeMutableBufferPointer { own in
            unsafe other.words.withUnsafeBufferPointer { others in
                for index in shared {
                    unsafe own[index - first] = join(own[index - first], others[index - other.firstWord])
                }
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
        let firstWord = firstWord
        unsafe words.withUnsafeMutableBufferPointer { words in
            for index in 0..<words.count {
                let word = unsafe words[index]
                if word != 0 { unsafe words[index] = word & passing(firstWord &+ index, word) }
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
                body((firstWord &+ index) &* 64 &+ rest.trailingZeroBitCount)
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
        guard !words.isEmpty, row < (firstWord + words.count) * 64, row < count else { return nil }
        let first = max(row, firstWord * 64)
        var index = first / 64 - firstWord
        var word = words[index] & (.max << UInt64(first % 64))
        while word == 0 {
            index += 1
            guard index < words.count else { return nil }
            word = words[index]
        }
        return (firstWord + index) * 64 + word.trailingZeroBitCount
    }

    /// The first row not below `row`, which is in it, that is not in it; `count` when there is none.
    private func firstAbsent(from row: Int) -> Int {
        var index = row / 64 - firstWord
        var word = ~words[index] & (.max << UInt64(row % 64))
        while word == 0 {
            index += 1
            guard index < words.count else { return min(count, (firstWord + index) * 64) }
            word = ~words[index]
        }
        return min(count, (firstWord + index) * 64 + word.trailingZeroBitCount)
    }

    /// The last row in it that is below `row`.
    func previous(before row: Int) -> Int? {
        let last = min(row, (firstWord + words.count) * 64) - 1
        guard last >= firstWord * 64, !words.isEmpty else { return nil }
        var index = last / 64 - firstWord
        var word = words[index] & (.max >> UInt64(63 - last % 64))
        while word == 0 {
            index -= 1
            guard index >= 0 else { return nil }
            word = words[index]
        }
        return (firstWord + index) * 64 + 63 - word.leadingZeroBitCount
    }

    private mutating func clearBeyondEnd() {
        if count % 64 != 0 { words[words.count - 1] &= 1 << UInt64(count % 64) - 1 }
    }
}
