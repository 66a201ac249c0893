/// What a figure says, or a sum of figures: from where, up to where, and the number itself where one was given.
///
/// An open bound is nil, which is not zero: nobody has said anything about that side.
package struct CountInterval: Hashable, Sendable, BitwiseCopyable {
    /// As columns keep them, since sums go through very many; what is open is `Column.noNumber`.
    private var least: Int64
    private var most: Int64
    private var given: Int64

    package init(min: Int64?, max: Int64?, value: Int64?) {
        self.init(words: min ?? Column.noNumber, max ?? Column.noNumber, value ?? Column.noNumber)
    }

    /// Of the words of three columns.
    @inline(__always)
    init(words least: Int64, _ most: Int64, _ given: Int64) {
        (self.least, self.most, self.given) = (least, most, given)
    }

    package var min: Int64? {
        get { Self.known(least) }
        set { least = newValue ?? Column.noNumber }
    }

    package var max: Int64? {
        get { Self.known(most) }
        set { most = newValue ?? Column.noNumber }
    }

    /// The given figure ("at least 255" gives 255); nil where there is no single one.
    package var value: Int64? {
        get { Self.known(given) }
        set { given = newValue ?? Column.noNumber }
    }

    private static func known(_ word: Int64) -> Int64? { word == Column.noNumber ? nil : word }

    /// What "nobody" says: the sum of no counts at all would be this, but none is ever made of nothing.
    static let zero = CountInterval(min: 0, max: 0, value: 0)

    /// Adds what does not overlap. An open minimum adds nothing, and the sum has none only when neither has; an open
    /// maximum opens the sum; the sum has a value when both have.
    ///
    /// The order of adding does not matter, not even where numbers overflow: a minimum stays at the greatest number,
    /// which is still true of it; a maximum or a value that cannot be written is not claimed.
    @inline(__always)
    mutating func add(_ other: CountInterval) {
        least = Self.leastSum(least, other.least)
        most = Self.exactSum(most, other.most)
        given = Self.exactSum(given, other.given)
    }

    /// The sum of several; nil of none.
    static func sum(of intervals: some Sequence<CountInterval>) -> CountInterval? {
        var sum: CountInterval?
        for interval in intervals {
            if sum == nil { sum = interval } else { sum?.add(interval) }
        }
        return sum
    }

    @inline(__always)
    private static func leastSum(_ a: Int64, _ b: Int64) -> Int64 {
        if a == Column.noNumber { return b }
        if b == Column.noNumber { return a }
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }

    @inline(__always)
    private static func exactSum(_ a: Int64, _ b: Int64) -> Int64 {
        if a == Column.noNumber || b == Column.noNumber { return Column.noNumber }
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? Column.noNumber : sum
    }
}

extension CountInterval {
    /// Widens it to hold what somebody else says of the same thing: the lowest minimum that is given, and the highest
    /// maximum unless one is open.
    mutating func formHull(_ other: CountInterval) {
        if let least = other.min { min = Swift.min(min ?? least, least) }
        max = if let max, let other = other.max { Swift.max(max, other) } else { nil }
        value = value == other.value ? value : nil
    }

    /// Whether one number could be what both mean.
    func overlaps(_ other: CountInterval) -> Bool { gap(to: other) == nil }

    /// How far apart the nearest numbers are that both could mean; nil when one number fits both.
    func gap(to other: CountInterval) -> Int64? {
        if let max, let least = other.min, least > max { return least - max }
        if let max = other.max, let least = min, least > max { return least - max }
        return nil
    }
}

/// The figures of counts, read from their columns.
struct CountFigures: Sendable {
    private let value: Column
    private let min: Column
    private let max: Column

    init(_ records: Records) {
        value = records.columns[FigureColumns.ofCounts.value]
        min = records.columns[FigureColumns.ofCounts.min]
        max = records.columns[FigureColumns.ofCounts.max]
    }

    func of(_ row: Int) -> CountInterval { CountInterval(words: min.wide(row), max.wide(row), value.wide(row)) }
}
