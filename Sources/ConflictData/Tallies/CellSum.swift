/// One thread's part of a sum: some counts that overlap nothing, and some groups of those that may.
struct CellSum: ~Copyable {
    private let sum: GuardedSum
    private let rows: LentRows
    private let hasActors: Bool
    private let keepsRows: Bool
    private let wholes: WholeCounts
    private var cells: CellTable
    private var addedRows: [(cell: UInt64, row: UInt32)] = []
    private var overlapGuard: OverlapGuard

    /// The contenders of the group at hand, of all cells, and of each the next of its cell.
    private var contenders = WorkList<Contender>()
    private var following = WorkList<Int32>()
    /// Those of the cell at hand.
    private var inCell = WorkList<Contender>()
    /// The cells of the group, in order of first occurrence.
    private var touched = WorkList<UInt32>()
    /// Of each cell: what of the group and of the line at hand is in it.
    private var contents = WorkList<Content>()
    /// What stands of the line at hand: the first found of each cell and category.
    private var latest = WorkList<Latest>()
    /// Of each tally of the group: the number of the last cell it was added to, counted up from cell to cell.
    private var stamps = WorkList<UInt32>()
    private var stamp: UInt32 = 0
    /// The place of the group's first tally.
    private var firstMember: UInt32 = 0

    private struct Content {
        /// The first and the last contender of the group, or −1.
        var first: Int32 = -1
        var last: Int32 = -1
        /// The last line of which something stands here, and the last such in `latest`.
        var line = UInt32.max
        var latest: Int32 = -1
    }

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
                if part.overlapGuard.witness.conflicts.isCut { break }
            }
            return GuardedSum.Outcome(
                cells: part.cells.all, conflicts: part.overlapGuard.witness.conflicts, rows: part.addedRows)
        }
    }

    private init(_ sum: GuardedSum, _ rows: LentRows) {
        self.sum = sum
        self.rows = rows
        hasActors = sum.keys.hasActors
        keepsRows = sum.keepsRows
        wholes = WholeCounts(sum.records)
        cells = CellTable(span: sum.keys.span)
        overlapGuard = OverlapGuard(rows, sum.index.reader, policy: sum.policy, order: sum.order)
    }

    // MARK: Cells

    @inline(__always)
    private mutating func cell(of key: UInt64) -> UInt32 {
        let cell = cells.number(of: key)
        if contents.count <= Int(cell) { contents.append(Content()) }
        return cell
    }

    /// The keys of a count where counts are grouped by actors, without those of cells that its whole is in as well.
    private func actorKeys(_ row: Int, _ tally: UInt32, _ category: UInt32) -> CellKeys.OfActors {
        var keys = sum.keys.ofActors(tally: Int(tally), category: Int(category))
        var next = wholes.whole(of: row)
        while let whole = next, keys.count > 0 {
            if rows.stands(whole) {
                keys.remove(sum.keys.ofActors(tally: Int(tally), category: Int(rows.categories[whole])))
            }
            next = wholes.whole(of: whole)
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
            var rest = rows.standing[word] & rows.alone[word]
            while rest != 0 {
                let row = word * 64 + rest.trailingZeroBitCount
                rest &= rest - 1
                if range.contains(row) { addAlone(row) }
            }
        }
    }

    private mutating func addAlone(_ row: Int) {
        let (tally, category) = (rows.tallies[row], rows.categories[row])
        if hasActors {
            let keys = actorKeys(row, tally, category)
            for place in 0..<keys.count { add(row, tally, to: cell(of: keys[place])) }
        } else {
            add(row, tally, to: cell(of: rows.key(tally: tally, category: category)))
        }
    }

    @inline(__always)
    private mutating func add(_ row: Int, _ tally: UInt32, to cell: UInt32) {
        cells.add(rows.figure(UInt32(truncatingIfNeeded: row)), tally: tally, to: cell)
        keep(UInt32(truncatingIfNeeded: row), in: cell)
    }

    @inline(__always)
    private mutating func keep(_ row: UInt32, in cell: UInt32) {
        if keepsRows { addedRows.append((cells.key(of: cell), row)) }
    }

    // MARK: What may overlap

    private mutating func addCluster(_ cluster: Int) {
        let lines = Int(rows.clusterStarts[cluster])..<Int(rows.clusterStarts[cluster + 1])
        firstMember = rows.lineStarts[lines.lowerBound]
        let members = Int(rows.lineStarts[lines.upperBound] - firstMember)
        if stamps.count < members {
            stamps.refill(0, count: members)
            stamp = 0
        }
        for line in lines { gather(line) }
        if touched.count == 1 {
            swap(&contenders, &inCell)
            addCell(touched[0])
        } else {
            for place in 0..<touched.count {
                inCell.removeAll()
                var next = contents[Int(touched[place])].first
                while next >= 0 {
                    inCell.append(contenders[Int(next)])
                    next = following[Int(next)]
                }
                addCell(touched[place])
            }
        }
        for place in 0..<touched.count { contents[Int(touched[place])].first = -1 }
        touched.removeAll()
        following.removeAll()
        contenders.removeAll()
    }

    /// Takes from the tallies of a line what stands: all, or of each cell and category the latest.
    private mutating func gather(_ place: Int) {
        let line = rows.lineNumbers[place]
        let isReplaced = rows.statements.lines[line].isReplacedByLater
        latest.removeAll()
        for member in rows.lineStarts[place]..<rows.lineStarts[place + 1] {
            let tally = rows.ordered[member]
            let count = Int(rows.ordered[Int(member) + 1].firstCount &- tally.firstCount)
            var offset = 0
            while offset < count {
                var bits = rows.standing(from: Int(tally.firstRow) + offset, count: count - offset)
                while bits != 0 {
                    let step = UInt32(truncatingIfNeeded: offset + bits.trailingZeroBitCount)
                    bits &= bits &- 1
                    let ordered = rows.counts[tally.firstCount &+ step]
                    let contender = Contender(
                        row: tally.firstRow &+ step, member: member, tally: tally.row, category: ordered.category,
                        line: line, start: tally.start, end: tally.end, figure: ordered.figure)
                    take(contender, isReplaced)
                }
                offset += 64
            }
        }
    }

    @inline(__always)
    private mutating func take(_ contender: Contender, _ isReplaced: Bool) {
        if hasActors {
            let keys = actorKeys(Int(contender.row), contender.tally, contender.category)
            for place in 0..<keys.count { take(contender, isReplaced, in: cell(of: keys[place])) }
        } else {
            let cell = cell(of: rows.key(member: contender.member, category: contender.category))
            take(contender, isReplaced, in: cell)
        }
    }

    @inline(__always)
    private mutating func take(_ contender: Contender, _ isReplaced: Bool, in cell: UInt32) {
        if !isReplaced || isLatest(contender, in: Int(cell)) { append(contender, to: cell) }
    }

    @inline(__always)
    private mutating func append(_ contender: Contender, to cell: UInt32) {
        let place = Int32(truncatingIfNeeded: contenders.count)
        var content = contents[Int(cell)]
        if content.first < 0 {
            content.first = place
            touched.append(cell)
        } else {
            following[Int(content.last)] = place
        }
        content.last = place
        contents[Int(cell)] = content
        following.append(-1)
        contenders.append(contender)
    }

    /// Whether a tally is the first of its line in a cell with something of a category, which is the latest; it may have
    /// several counts of it.
    @inline(__always)
    private mutating func isLatest(_ contender: Contender, in cell: Int) -> Bool {
        var content = contents[cell]
        let previous = content.line == contender.line ? content.latest : -1
        var next = previous
        while next >= 0 {
            let found = latest[Int(next)]
            if found.category == contender.category { return found.tally == contender.tally }
            next = found.previous
        }
        content.line = contender.line
        content.latest = Int32(truncatingIfNeeded: latest.count)
        contents[cell] = content
        latest.append(Latest(tally: contender.tally, category: contender.category, previous: previous))
        return true
    }

    /// Adds the contenders of a cell.
    private mutating func addCell(_ cell: UInt32) {
        stamp &+= 1
        guard inCell.count > 1, overlapGuard.resolve(&inCell) else {
            for place in 0..<inCell.count { addContender(inCell[place], to: cell) }
            return
        }
        for place in 0..<overlapGuard.alone.count {
            addContender(inCell[Int(overlapGuard.alone[place])], to: cell)
        }
        for number in 0..<overlapGuard.merged.count {
            let addend = overlapGuard.merged[number]
            var tallies = 0
            for place in addend.first..<addend.end {
                let contender = inCell[Int(overlapGuard.chosen[place])]
                if isNew(contender) { tallies += 1 }
                keep(contender.row, in: cell)
            }
            cells.add(addend.figure, counts: addend.end - addend.first, tallies: tallies, to: cell)
        }
    }

    @inline(__always)
    private mutating func addContender(_ contender: Contender, to cell: UInt32) {
        cells.add(rows.figure(contender), counts: 1, tallies: isNew(contender) ? 1 : 0, to: cell)
        keep(contender.row, in: cell)
    }

    /// Whether a tally is met in this cell for the first time.
    @inline(__always)
    private mutating func isNew(_ contender: Contender) -> Bool {
        let place = Int(contender.member &- firstMember)
        if stamps[place] == stamp { return false }
        stamps[place] = stamp
        return true
    }
}
