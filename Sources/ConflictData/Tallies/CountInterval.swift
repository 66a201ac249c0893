/// What a figure says, or a sum of figures: from where, up to where, and the number itself where one was given.
///
/// An open bound is nil, which is not zero: nobody has said anything about that side.
package struct CountInterval: Hashable, Sendable {
    package var min: Int64?
    package var max: Int64?
    /// The given figure ("at least 255" gives 255); nil where there is no single one.
    package var value: Int64?

    package init(min: Int64?, max: Int64?, value: Int64?) {
        self.min = min
        self.max = max
        self.value = value
    }

    /// What "nobody" says: the sum of no counts at all would be this, but none is ever made of nothing.
    static let zero = CountInterval(min: 0, max: 0, value: 0)

    /// Adds what does not overlap. An open minimum adds nothing, and the sum has none only when neither has; an open
    /// maximum opens the sum; the sum has a value when both have.
    ///
    /// The order of adding does not matter, not even where numbers overflow: a minimum stays at the greatest number,
    /// which is still true of it; a maximum or a value that cannot be written is not claimed.
    mutating func add(_ other: CountInterval) {
        min = Self.leastSum(min, other.min)
        max = Self.exactSum(max, other.max)
        value = Self.exactSum(value, other.value)
    }

    /// The sum of several; nil of none.
    static func sum(of intervals: some Sequence<CountInterval>) -> CountInterval? {
        var sum: CountInterval?
        for interval in intervals {
            if sum == nil { sum = interval } else { sum?.add(interval) }
        }
        return sum
    }

    private static func leastSum(_ a: Int64?, _ b: Int64?) -> Int64? {
        guard let a, let b else { return a ?? b }
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }

    private static func exactSum(_ a: Int64?, _ b: Int64?) -> Int64? {
        guard let a, let b else { return nil }
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? nil : sum
    }
}

extension CountInterval {
    /// Widens it to hold what somebody else says of the same thing: the lowest minimum that is given, and the highest
    /// maximum unless one is open.
    mutating func formHull(_ other: CountInterval) {
        min = [min, other.min].compactMap(\.self).min()
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

    func of(_ row: Int) -> CountInterval {
        CountInterval(min: Self.known(min, row), max: Self.known(max, row), value: Self.known(value, row))
    }

    private static func known(_ column: Column, _ row: Int) -> Int64? {
        let number = column.wide(row)
        return number == Column.noNumber ? nil : number
    }
}
