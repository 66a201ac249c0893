/// A tally with what sums read of it, side by side, since they go through all of them.
struct OrderedTally: Sendable {
    let row: UInt32
    /// The row of its first count, and the place of that count in `TallyOrder`. Its counts end where those of the next begin.
    let firstRow: UInt32
    var firstCount: UInt32
    /// Its period, as places in `StatementPeriods`.
    let start: UInt32
    let end: UInt32
}

/// A count with what sums read of it.
struct OrderedCount: Sendable {
    let category: UInt32
    let figure: NarrowFigure
}

/// A figure in half the memory of columns.
struct NarrowFigure: Sendable {
    private let least: UInt32
    private let most: UInt32
    private let given: UInt32

    /// What stands for an open number, and for a figure that has one which is too large.
    private static let open = UInt32.max
    private static let large = UInt32.max - 1

    /// Of the words of three columns.
    init(min: Int64, max: Int64, value: Int64) {
        let words = (Self.word(min), Self.word(max), Self.word(value))
        let isLarge = words.0 == Self.large || words.1 == Self.large || words.2 == Self.large
        (least, most, given) = isLarge ? (Self.large, Self.large, Self.large) : words
    }

    private static func word(_ number: Int64) -> UInt32 {
        if number == Column.noNumber { return open }
        return UInt32(exactly: number).map { Swift.min($0, large) } ?? large
    }

    /// Nil: it is too large, and must be read from the columns.
    @inline(__always)
    var interval: CountInterval? {
        if least == Self.large { return nil }
        return CountInterval(words: Self.number(least), Self.number(most), Self.number(given))
    }

    @inline(__always)
    private static func number(_ word: UInt32) -> Int64 { word == open ? Column.noNumber : Int64(word) }
}
