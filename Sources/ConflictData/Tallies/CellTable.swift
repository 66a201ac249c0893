/// What was added up in one cell.
struct AggregateCell: Sendable, BitwiseCopyable {
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
struct CellTable: ~Copyable {
    private var cells = WorkList<AggregateCell>()
    /// Numbers plus one: by key, where there are few possible keys, else by what is made of it.
    private var slots: WorkList<UInt32>
    private let isDirect: Bool

    /// As many direct places as cost less to clear than looking costs.
    private static let mostDirect = 1 << 16

    init(span: Int) {
        isDirect = span <= Self.mostDirect
        slots = WorkList(repeating: 0, count: isDirect ? span : 1 << 10)
    }

    /// How many there are.
    var count: Int { cells.count }

    /// All of them.
    var all: [AggregateCell] { cells.array }

    @inline(__always)
    func key(of number: UInt32) -> UInt64 { cells[Int(number)].key }

    /// The number of a cell.
    @inline(__always)
    mutating func number(of key: UInt64) -> UInt32 {
        if isDirect {
            let number = slots[Int(truncatingIfNeeded: key)]
            return number > 0 ? number &- 1 : append(key, at: Int(key))
        }
        return hashedNumber(of: key)
    }

    private mutating func hashedNumber(of key: UInt64) -> UInt32 {
        let mask = slots.count - 1
        var slot = Self.slot(of: key, mask)
        while slots[slot] > 0 {
            let number = slots[slot] - 1
            if cells[Int(number)].key == key { return number }
            slot = (slot + 1) & mask
        }
        let number = append(key, at: slot)
        if 2 * cells.count > slots.count { widen() }
        return number
    }

    @inline(never)
    private mutating func append(_ key: UInt64, at slot: Int) -> UInt32 {
        cells.append(AggregateCell(key: key))
        slots[slot] = UInt32(cells.count)
        return UInt32(cells.count - 1)
    }

    private mutating func widen() {
        slots.refill(0, count: 4 * slots.count)
        let mask = slots.count - 1
        for number in 0..<cells.count {
            var slot = Self.slot(of: cells[number].key, mask)
            while slots[slot] > 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }

    @inline(__always)
    private static func slot(of key: UInt64, _ mask: Int) -> Int {
        let (high, low) = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: high ^ low ^ low >> 32) & mask
    }

    @inline(__always)
    mutating func add(_ figure: CountInterval, tally: UInt32, to number: UInt32) {
        var cell = cells[Int(number)]
        cell.add(figure, tally: tally)
        cells[Int(number)] = cell
    }

    @inline(__always)
    mutating func add(_ figure: CountInterval, counts: Int, tallies: Int, to number: UInt32) {
        var cell = cells[Int(number)]
        cell.add(figure, counts: counts, tallies: tallies)
        cells[Int(number)] = cell
    }

    /// Adds the cells of another piece of the same work.
    mutating func merge(_ others: [AggregateCell]) {
        for cell in others where cell.counts > 0 {
            add(cell.interval, counts: cell.counts, tallies: cell.tallies, to: number(of: cell.key))
        }
    }
}
