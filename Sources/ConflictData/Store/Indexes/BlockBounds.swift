/// Least and greatest word of every 64 rows of a column of dates or integers.
///
/// Rows stand in order of one date, and most other dates go along with it. So nearly all words of a bitmap lie wholly in
/// or wholly out of an interval, and only the few at its ends are looked at row by row: the speed of a sorted index for
/// a quarter of a byte a row.
struct BlockBounds: Sendable {
    /// Of each block: "least" is above "greatest" when none of its rows has a value.
    private let least: [Int64]
    private let greatest: [Int64]
    /// Blocks of which every row has a value.
    private let complete: Bitmap
    /// Bits of the precisions of dates, as `PackedDate` numbers them.
    private let precisions: UInt8
    /// Where both bounds go down from block to block, but for precisions, as they do of the date that rows are in order
    /// of: the blocks before those without a value.
    private let descending: Range<Int>?

    init(_ words: [Int64]) {
        let count = (words.count + 63) / 64
        var least = [Int64](repeating: .max, count: count)
        var greatest = [Int64](repeating: .min, count: count)
        var complete = Bitmap(count: count, filled: true)
        var precisions: UInt8 = 0
        for (row, word) in words.enumerated() {
            guard word != Column.noNumber else {
                complete.remove(row / 64)
                continue
            }
            least[row / 64] = min(least[row / 64], word)
            greatest[row / 64] = max(greatest[row / 64], word)
            precisions |= 1 << UInt8(word & 7)
        }
        let filled = 0..<((0..<count).last { least[$0] <= greatest[$0] } ?? -1) + 1
        descending =
            filled.dropFirst().allSatisfy { block in
                Self.coarse(least[block]) <= Self.coarse(least[block - 1])
                    && Self.coarse(greatest[block]) <= Self.coarse(greatest[block - 1])
            } ? filled : nil
        (self.least, self.greatest, self.complete, self.precisions) = (least, greatest, complete, precisions)
    }

    /// A word without the precision of its date.
    private static func coarse(_ word: Int64) -> Int64 { word >> 3 }

    /// The blocks that may hold words of an interval, found without a look at the others; nil when they may be anywhere.
    private func blocks(around interval: ClosedRange<Int64>) -> Range<Int>? {
        guard let descending else { return nil }
        let first = descending.partitioningIndex { Self.coarse(least[$0]) <= Self.coarse(interval.upperBound) }
        let end = descending.partitioningIndex { Self.coarse(greatest[$0]) < Self.coarse(interval.lowerBound) }
        return first..<max(first, end)
    }

    /// A stretch of rows that holds all words of an interval, and few others; nil when they may be anywhere.
    func rows(around interval: ClosedRange<Int64>) -> Range<Int>? {
        blocks(around: interval).map { $0.lowerBound * 64..<$0.upperBound * 64 }
    }

    /// Narrows rows to those whose word passes. `interval` holds all words that pass; when `isExact`, it holds no other.
    @inline(__always)
    func keep(
        _ words: [Int64], in rows: inout Bitmap, inside interval: ClosedRange<Int64>, isExact: Bool,
        where passes: (Int64) -> Bool
    ) {
        keep(words, in: &rows, out: interval, sure: isExact ? interval : nil, where: passes)
    }

    /// Narrows rows to those whose dates last until an instant.
    func keep(_ words: [Int64], in rows: inout Bitmap, lasting ends: DateEnds) {
        guard let bounds = ends.bounds(of: precisions) else { return rows = Bitmap(count: rows.count) }
        keep(words, in: &rows, out: bounds.lowerBound ... .max, sure: bounds.upperBound ... .max) { ends.contains($0) }
    }

    /// Narrows rows to those that have a value.
    func keepExisting(_ words: [Int64], in rows: inout Bitmap) {
        let all = WordIntervals.least ... .max
        keep(words, in: &rows, out: all, sure: all) { $0 != Column.noNumber }
    }

    /// - Parameters:
    ///   - out: no word outside passes.
    ///   - sure: every word inside passes.
    @inline(__always)
    private func keep(
        _ words: [Int64], in rows: inout Bitmap, out: ClosedRange<Int64>, sure: ClosedRange<Int64>?,
        where passes: (Int64) -> Bool
    ) {
        rows.removeAll(from: words.count)
        if let blocks = blocks(around: out) { rows.narrow(to: blocks) }
        unsafe words.withUnsafeBufferPointer { words in
            rows.narrow { index, word in
                let (low, high) = (least[index], greatest[index])
                guard low <= high, high >= out.lowerBound, low <= out.upperBound else { return 0 }
                if let sure, low >= sure.lowerBound, high <= sure.upperBound, complete.contains(index) { return .max }
                return Bitmap.passing(of: word, at: index, below: words.count) { unsafe passes(words[$0]) }
            }
        }
    }
}
