/// Adds up counts by cell, with the overlap guard between them and the sum.
struct GuardedSum {
    /// What came out: cells, or the tallies that must not be added.
    struct Outcome {
        var cells: CellTable
        var conflicts: OverlapCollector
        /// The counts behind the cells, where they were asked for.
        var rows: [(cell: UInt64, row: UInt32)]
    }

    private let index: StatementIndex
    private let records: Records
    private let keys: CellKeys
    private let selection: Bitmap
    private let superseded: [UInt32]
    private let policy: Policy?
    private let order: [Party]
    private let keepsRows: Bool

    private static let counts = CountParts.table

    private init(
        _ dataset: Dataset, _ index: StatementIndex, _ selection: Bitmap, _ keys: CellKeys, _ policy: Policy?,
        _ order: [Party], keepsRows: Bool
    ) {
        self.index = index
        records = dataset.records
        self.keys = keys
        self.selection = selection
        superseded = dataset.standing.supersededBy
        self.policy = policy
        self.order = order
        self.keepsRows = keepsRows
    }

    /// - Parameters:
    ///   - selection: the counts to add; of superseded tallies none are taken.
    ///   - keepsRows: whether the counts behind each cell are wanted.
    static func outcome(
        of selection: Bitmap, by keys: CellKeys, policy: Policy?, order: [Party], keepsRows: Bool = false,
        in dataset: Dataset, _ index: StatementIndex
    ) -> Outcome {
        let sum = GuardedSum(dataset, index, selection, keys, policy, order, keepsRows: keepsRows)
        let tallies = dataset.records.rowCounts[RecordType.tally.table]
        // A piece has its own cells, which are put together at the end: few pieces, and none for a small dataset.
        let count = tallies < leastTalliesToSplit ? 1 : pieces
        let ranges = (0..<count).map { piece in
            (
                tallies: tallies * piece / count..<tallies * (piece + 1) / count,
                groups: index.clusters.count * piece / count..<index.clusters.count * (piece + 1) / count
            )
        }
        let parts = Parallel.map(ranges) { Box(sum.part($0.tallies, $0.groups)) }
        var whole = parts[0].value
        for part in parts.dropFirst() {
            whole.cells.merge(part.value.cells)
            whole.conflicts.merge(part.value.conflicts)
            whole.rows += part.value.rows
        }
        return whole
    }

    private static let pieces = 4
    private static let leastTalliesToSplit = 20_000

    private struct Box: Sendable {
        let value: Outcome
        init(_ value: Outcome) { self.value = value }
    }

    private func part(_ tallies: Range<Int>, _ groups: Range<Int>) -> Outcome {
        var worker = Worker(self)
        for tally in tallies where !index.clusters.isShared.contains(tally) { worker.addAlone(tally) }
        for group in groups {
            worker.addGroup(group)
            if worker.conflictsAreCut { break }
        }
        return worker.outcome
    }

    /// One thread's part of the work.
    private struct Worker {
        private let sum: GuardedSum
        private let figures: CountFigures
        private let firstRows: [UInt32]
        private let wholes: WholeCounts
        private var cells: CellTable
        private var rows: [(cell: UInt64, row: UInt32)] = []
        private var overlapGuard: OverlapGuard
        private var statements: [Statement] = []
        private var entries: [CellEntry] = []

        init(_ sum: GuardedSum) {
            self.sum = sum
            figures = CountFigures(sum.records)
            firstRows = sum.records.firstRows[GuardedSum.counts]
            wholes = WholeCounts(sum.records)
            cells = CellTable(span: sum.keys.span)
            overlapGuard = OverlapGuard(sum.index, sum.records, policy: sum.policy, order: sum.order)
        }

        var outcome: Outcome { Outcome(cells: cells, conflicts: overlapGuard.conflicts, rows: rows) }

        var conflictsAreCut: Bool { overlapGuard.conflicts.isCut }

        private func rows(of tally: Int) -> Range<Int> {
            guard sum.superseded[tally] == Records.none else { return 0..<0 }
            return Int(firstRows[tally])..<Int(firstRows[tally + 1])
        }

        /// Whether a count is inside another that falls in the same cell.
        private func isPart(_ row: Int, _ tally: Int, _ key: UInt64) -> Bool {
            wholes.whole(of: row) { whole in
                guard sum.selection.contains(whole) else { return false }
                let category = Int(sum.index.categories.numbers[whole])
                guard sum.keys.hasActors else { return sum.keys.key(tally: tally, category: category) == key }
                var isThere = false
                sum.keys.forEachKey(tally: tally, category: category) { if $0 == key { isThere = true } }
                return isThere
            } != nil
        }

        /// Adds the counts of a tally that overlaps no other.
        mutating func addAlone(_ tally: Int) {
            for row in rows(of: tally) where sum.selection.contains(row) {
                let category = Int(sum.index.categories.numbers[row])
                sum.keys.forEachKey(tally: tally, category: category) { key in
                    if isPart(row, tally, key) { return }
                    cells.add(figures.of(row), tally: UInt32(tally), to: cells.number(of: key))
                    if sum.keepsRows { rows.append((key, UInt32(row))) }
                }
            }
        }

        /// Adds the counts of tallies that may overlap each other.
        mutating func addGroup(_ group: Int) {
            statements.removeAll(keepingCapacity: true)
            entries.removeAll(keepingCapacity: true)
            for tally in sum.index.clusters.tallies(of: group) { gather(Int(tally)) }
            guard !entries.isEmpty else { return }
            entries.sort { a, b in
                if a.cell != b.cell { return a.cell < b.cell }
                return a.line != b.line ? a.line < b.line : (a.category, a.row) < (b.category, b.row)
            }
            var start = 0
            while start < entries.count {
                var end = start + 1
                while end < entries.count, entries[end].cell == entries[start].cell { end += 1 }
                addCell(start..<end)
                start = end
            }
        }

        private mutating func gather(_ tally: Int) {
            var isNew = true
            for row in rows(of: tally) where sum.selection.contains(row) {
                let category = Int(sum.index.categories.numbers[row])
                sum.keys.forEachKey(tally: tally, category: category) { key in
                    if isPart(row, tally, key) { return }
                    if isNew { statements.append(sum.index.reader.statement(tally)) }
                    isNew = false
                    entries.append(
                        CellEntry(
                            cell: UInt32(cells.number(of: key)), line: sum.index.lines[tally],
                            category: UInt32(category), row: UInt32(row), statement: UInt32(statements.count - 1)))
                }
            }
        }

        private mutating func addCell(_ run: Range<Int>) {
            let cell = Int(entries[run.lowerBound].cell)
            // Tallies that were added to this cell already, by their statements.
            var added: [UInt32] = []
            overlapGuard.resolve(entries[run], statements) { figure, chosen in
                var newTallies = 0
                for place in chosen where !added.contains(entries[place].statement) {
                    added.append(entries[place].statement)
                    newTallies += 1
                }
                cells.add(figure, counts: chosen.count, tallies: newTallies, to: cell)
                guard sum.keepsRows else { return }
                for place in chosen { rows.append((cells.cells[cell].key, entries[place].row)) }
            }
        }
    }
}
