/// What was added up in one cell.
struct AggregateCell: Sendable {
    let key: UInt64
    /// Meaningless while there are no counts.
    private(set) var interval = CountInterval.zero
    private(set) var counts = 0
    private(set) var tallies = 0
    /// The tally that was added last, so that one with several counts is counted once.
    private var lastTally = Records.none

    init(key: UInt64) { self.key = key }

    /// Adds one count; the counts of a tally come one after the other.
    @inline(__always)
    mutating func add(_ figure: CountInterval, tally: UInt32) {
        add(figure, counts: 1, tallies: tally == lastTally ? 0 : 1)
        lastTally = tally
    }

    /// Adds what several counts come to; their tallies are not met again.
    @inline(__always)
    mutating func add(_ figure: CountInterval, counts: Int, tallies: Int) {
        if self.counts == 0 { interval = figure } else { interval.add(figure) }
        self.counts += counts
        self.tallies += tallies
    }
}

/// The cells that counts have fallen in, in order of first occurrence, found by their key.
struct CellTable: Sendable {
    private(set) var cells: [AggregateCell] = []
    /// Numbers plus one by key, where there are few possible keys; else empty.
    private var direct: [UInt32]
    private var known: [UInt64: UInt32] = [:]

    /// As many direct places as cost less to clear than a dictionary costs to ask.
    private static let mostDirect = 1 << 18

    init(span: Int) { direct = span <= Self.mostDirect ? Array(repeating: 0, count: span) : [] }

    /// The number of a cell.
    @inline(__always)
    mutating func number(of key: UInt64) -> Int {
        if direct.isEmpty { return indirectNumber(of: key) }
        let number = direct[Int(key)]
        if number > 0 { return Int(number) - 1 }
        cells.append(AggregateCell(key: key))
        direct[Int(key)] = UInt32(cells.count)
        return cells.count - 1
    }

    private mutating func indirectNumber(of key: UInt64) -> Int {
        if let number = known[key] { return Int(number) }
        known[key] = UInt32(cells.count)
        cells.append(AggregateCell(key: key))
        return cells.count - 1
    }

    @inline(__always)
    mutating func add(_ figure: CountInterval, tally: UInt32, to number: Int) {
        cells[number].add(figure, tally: tally)
    }

    @inline(__always)
    mutating func add(_ figure: CountInterval, counts: Int, tallies: Int, to number: Int) {
        cells[number].add(figure, counts: counts, tallies: tallies)
    }

    /// Adds the cells of another piece of the same work.
    mutating func merge(_ other: CellTable) {
        for cell in other.cells where cell.counts > 0 {
            add(cell.interval, counts: cell.counts, tallies: cell.tallies, to: number(of: cell.key))
        }
    }
}
