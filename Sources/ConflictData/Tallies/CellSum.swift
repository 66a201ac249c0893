/// One thread's part of a sum: some counts that overlap nothing, and some groups of those that may.
struct CellSum {
    private let sum: GuardedSum
    private let rows: LentRows
    private let hasActors: Bool
    private let keepsRows: Bool
    private let wholes: WholeCounts
    private var cells: CellTable
    private var addedRows: [(cell: UInt64, row: UInt32)] = []
    private var overlapGuard: OverlapGuard

    /// The contenders of the group at hand, of all cells, and those of one of them.
    private var contenders: [Contender] = []
    private var inCell: [Contender] = []
    /// Of each contender: the next of its cell in the group.
    private var following: [UInt32] = []
    /// The cells of the group, in order of first occurrence, and of each cell its first and last contender.
    private var touched: [UInt32] = []
    private var firsts: [UInt32] = []
    private var lasts: [UInt32] = []
    /// What stands of the line at hand: the first found of each cell and category.
    private var latest: [Latest] = []
    /// Of each cell: the last line of which something stands there, and the place of the last such in `latest`.
    private var lastLines: [UInt32] = []
    private var lastLatest: [Int32] = []
    /// Of each tally: the number of the last cell it was added to, counted up from cell to cell.
    private var stamps: [UInt32]
    private var stamp: UInt32 = 0
    /// The last key that was looked for, and the number of its cell.
    private var lastKey = UInt64.max
    private var lastCell: UInt32 = 0

    private struct Latest {
        let tally: UInt32
        let category: UInt32
        /// The one before of the same cell, or −1.
        let previous: Int32
    }

    /// - Parameter tallies: those whose counts are added, as far as they overlap no other.
    static func outcome(of sum: GuardedSum, tallies: Range<Int>, clusters: Range<Int>) -> GuardedSum.Outcome {
        LentRows.lend(sum) { rows in
            var part = CellSum(sum, rows)
            part.addAlone(of: tallies)
            for cluster in clusters {
                part.addCluster(cluster)
                if part.overlapGuard.conflicts.isCut { break }
            }
            return GuardedSum.Outcome(
                cells: part.cells, conflicts: part.overlapGuard.conflicts, rows: part.addedRows)
        }
    }

    private init(_ sum: GuardedSum, _ rows: LentRows) {
        self.sum = sum
        self.rows = rows
        hasActors = sum.keys.hasActors
        keepsRows = sum.keepsRows
        wholes = WholeCounts(sum.records)
        cells = CellTable(span: sum.keys.span)
        overlapGuard = OverlapGuard(sum.index, policy: sum.policy, order: sum.order)
        stamps = Array(repeating: 0, count: sum.index.lines.count)
    }

    // MARK: Cells

    /// The number of the cell of a count, where it has but one.
    @inline(__always)
    private mutating func cell(tally: UInt32, category: UInt32) -> UInt32 {
        cell(of: rows.key(tally: tally, category: category))
    }

    @inline(__always)
    private mutating func cell(of key: UInt64) -> UInt32 {
        if key == lastKey { return lastCell }
        lastKey = key
        lastCell = UInt32(cells.number(of: key))
        while lastLines.count <= Int(lastCell) {
            lastLines.append(.max)
            lastLatest.append(-1)
            firsts.append(Records.none)
            lasts.append(Records.none)
        }
        return lastCell
    }

    /// The keys of a count where counts are grouped by actors, without those of cells that its whole is in as well.
    private func actorKeys(_ row: UInt32, _ tally: UInt32, _ category: UInt32) -> [UInt64] {
        var keys: [UInt64] = []
        sum.keys.forEachKey(tally: Int(tally), category: Int(category)) { keys.append($0) }
        _ = wholes.whole(of: Int(row)) { whole in
            guard sum.selection.contains(whole) else { return false }
            sum.keys.forEachKey(tally: Int(tally), category: Int(rows.categories[whole])) { key in
                keys.removeAll { $0 == key }
            }
            return keys.isEmpty
        }
        return keys
    }

    // MARK: What overlaps nothing

    private mutating func addAlone(of tallies: Range<Int>) {
        let firstRows = sum.records.firstRows[CountParts.table]
        guard tallies.upperBound < firstRows.count else { return }
        let range = Int(firstRows[tallies.lowerBound])..<Int(firstRows[tallies.upperBound])
        guard !range.isEmpty else { return }
        for word in range.lowerBound / 64...(range.upperBound - 1) / 64 {
            var rest = sum.standing[word] & sum.index.order.alone.words[word]
            while rest != 0 {
                let row = UInt32(word * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
                if range.contains(Int(row)) { addAlone(row) }
            }
        }
    }

    private mutating func addAlone(_ row: UInt32) {
        let (tally, category) = (rows.tallies[row], rows.categories[row])
        if hasActors {
            for key in actorKeys(row, tally, category) { add(row, tally, to: cell(of: key)) }
        } else {
            add(row, tally, to: cell(tally: tally, category: category))
        }
    }

    @inline(__always)
    private mutating func add(_ row: UInt32, _ tally: UInt32, to cell: UInt32) {
        cells.add(rows.figure(row), tally: tally, to: Int(cell))
        if keepsRows { addedRows.append((cells.cells[Int(cell)].key, row)) }
    }

    // MARK: What may overlap

    private mutating func addCluster(_ cluster: Int) {
        for line in rows.clusterStarts[cluster]..<rows.clusterStarts[cluster + 1] { gather(line) }
        if touched.count == 1 {
            addCell(contenders)
        } else {
            for place in touched.indices {
                let cell = touched[place]
                inCell.removeAll(keepingCapacity: true)
                var next = firsts[Int(cell)]
                while next != Records.none {
                    inCell.append(contenders[Int(next)])
                    next = following[Int(next)]
                }
                addCell(inCell)
            }
        }
        forgetGroup()
    }

    private mutating func forgetGroup() {
        for cell in touched { firsts[Int(cell)] = Records.none }
        touched.removeAll(keepingCapacity: true)
        following.removeAll(keepingCapacity: true)
        contenders.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private func stands(_ row: UInt32) -> Bool { sum.standing[Int(row / 64)] & (1 << UInt64(row % 64)) != 0 }

    /// Takes from the tallies of a line what stands: all, or of each cell and category the latest.
    private mutating func gather(_ place: UInt32) {
        let tallies = rows.lineStarts[place]..<rows.lineStarts[place + 1]
        let line = rows.lines[rows.order[tallies.lowerBound]]
        let isReplaced = sum.index.lineTable[Int(line)].isReplacedByLater
        latest.removeAll(keepingCapacity: true)
        for place in tallies {
            let tally = rows.order[place]
            for row in rows.firstRows[tally]..<rows.firstRows[tally + 1] where stands(row) {
                let category = rows.categories[row]
                if hasActors {
                    for key in actorKeys(row, tally, category) {
                        let cell = cell(of: key)
                        if !isReplaced || isLatest(tally, category, in: cell, line) {
                            append(cell, row, tally, category, line)
                        }
                    }
                } else {
                    let cell = cell(tally: tally, category: category)
                    if !isReplaced || isLatest(tally, category, in: cell, line) {
                        append(cell, row, tally, category, line)
                    }
                }
            }
        }
    }

    @inline(__always)
    private mutating func append(_ cell: UInt32, _ row: UInt32, _ tally: UInt32, _ category: UInt32, _ line: UInt32) {
        let place = UInt32(contenders.count)
        if firsts[Int(cell)] == Records.none {
            firsts[Int(cell)] = place
            touched.append(cell)
        } else {
            following[Int(lasts[Int(cell)])] = place
        }
        lasts[Int(cell)] = place
        following.append(Records.none)
        contenders.append(
            Contender(
                cell: cell, row: row, tally: tally, category: category, line: line, start: rows.starts[tally],
                end: rows.ends[tally], scope: sum.index.lineTable[Int(line)].scope))
    }

    /// Whether a tally is the first of its line in a cell with something of a category, which is the latest; it may have
    /// several counts of it.
    @inline(__always)
    private mutating func isLatest(_ tally: UInt32, _ category: UInt32, in cell: UInt32, _ line: UInt32) -> Bool {
        let cell = Int(cell)
        var next = lastLines[cell] == line ? lastLatest[cell] : -1
        let previous = next
        while next >= 0 {
            let found = latest[Int(next)]
            if found.category == category { return found.tally == tally }
            next = found.previous
        }
        lastLines[cell] = line
        lastLatest[cell] = Int32(latest.count)
        latest.append(Latest(tally: tally, category: category, previous: previous))
        return true
    }

    private mutating func addCell(_ contenders: [Contender]) {
        let cell = contenders[0].cell
        if contenders.count == 1 { return add(contenders[0].row, contenders[0].tally, to: cell) }
        stamp += 1
        guard overlapGuard.resolve(contenders, rows) else {
            for contender in contenders { addContender(contender) }
            return
        }
        for place in overlapGuard.alone { addContender(contenders[place]) }
        for addend in overlapGuard.merged {
            var tallies = 0
            for member in addend.members {
                let contender = contenders[overlapGuard.chosen[member]]
                if isNew(contender.tally) { tallies += 1 }
                if keepsRows { addedRows.append((cells.cells[Int(cell)].key, contender.row)) }
            }
            cells.add(addend.figure, counts: addend.members.count, tallies: tallies, to: Int(cell))
        }
    }

    @inline(__always)
    private mutating func addContender(_ contender: Contender) {
        let cell = Int(contender.cell)
        cells.add(rows.figure(contender.row), counts: 1, tallies: isNew(contender.tally) ? 1 : 0, to: cell)
        if keepsRows { addedRows.append((cells.cells[cell].key, contender.row)) }
    }

    /// Whether a tally is met in this cell for the first time.
    @inline(__always)
    private mutating func isNew(_ tally: UInt32) -> Bool {
        if stamps[Int(tally)] == stamp { return false }
        stamps[Int(tally)] = stamp
        return true
    }
}
