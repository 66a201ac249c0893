/// What aggregates and time series need to know of all tallies and counts, whatever is asked: made at first use, once
/// for all views of a dataset.
final class StatementIndex: Sendable {
    let reader: StatementReader
    let series: CountSeries
    let categories: CountCategories
    /// Of each tally: the number of its line, that is its party, event, place, phase and accumulation. Counts of one
    /// line and one category are of one series.
    let lines: [UInt32]
    /// What the tallies of each line share.
    let lineTable: [StatementLine]
    let periods: StatementPeriods
    /// Of each category: what tells one party's counts apart.
    let traits: [ExclusiveTraits]
    /// Of each category: how much it says of what is counted.
    let narrowings: [UInt8]
    let order: TallyOrder
    /// The words of the counts that are part of another.
    let parts: [UInt64]

    init(_ records: Records, _ reader: StatementReader) {
        self.reader = reader
        series = CountSeries(records)
        categories = CountCategories(records)
        let tallies = records.rowCounts[RecordType.tally.table]
        let statements = Parallel.map(tallies) { rows in rows.map { reader.statement($0) } }.flatMap(\.self)
        let (walked, walkedTable) = Self.lines(of: statements, reader)
        periods = StatementPeriods(statements)
        traits = categories.all.map { reader.traits(of: $0) }
        let attributes = CountCategories.Attribute.allCases
        narrowings = categories.all.map { category in UInt8(attributes.count { category[$0] != 0 }) }
        let clusters = StatementClusters(statements, lines: walked, reader)
        var order = TallyOrder(
            clusters, lines: walked, walkedTable, periods, series, categories, records)
        let numbers = order.renumberLines(walkedTable.count)
        self.order = order
        lines = walked.map { numbers[Int($0)] }
        var lineTable = walkedTable
        for (line, number) in zip(walkedTable, numbers) { lineTable[Int(number)] = line }
        self.lineTable = lineTable
        parts = Self.parts(records)
    }

    private static func parts(_ records: Records) -> [UInt64] {
        let wholes = WholeCounts(records)
        return Bitmap(count: records.rowCounts[CountParts.table]) { wholes.whole(of: $0) != nil }.allWords
    }

    private struct Line: Hashable {
        let party: UInt32
        let event: UInt32
        let place: UInt32
        let accumulation: UInt32
        let phase: Int64
    }

    private static func lines(
        of statements: [Statement], _ reader: StatementReader
    ) -> (numbers: [UInt32], lines: [StatementLine]) {
        var known: [Line: UInt32] = [:]
        var lines: [StatementLine] = []
        let numbers = statements.enumerated().map { tally, statement in
            let line = Line(
                party: statement.party, event: statement.event, place: reader.ownPlace(tally),
                accumulation: statement.accumulation, phase: statement.phase)
            if let number = known[line] { return number }
            known[line] = UInt32(lines.count)
            lines.append(StatementLine(statement, reader))
            return UInt32(lines.count - 1)
        }
        return inOrder(numbers, lines)
    }

    /// The same lines, numbered in the order of a walk through events, then through places.
    private static func inOrder(
        _ numbers: [UInt32], _ lines: [StatementLine]
    ) -> (numbers: [UInt32], lines: [StatementLine]) {
        let order = lines.indices.map { (scope: lines[$0].scope.order, number: $0) }.sorted { $0 < $1 }
        var places = [UInt32](repeating: 0, count: lines.count)
        for (place, entry) in order.enumerated() { places[entry.number] = UInt32(place) }
        return (numbers.map { places[Int($0)] }, order.map { lines[$0.number] })
    }
}

/// Tallies in groups such that no two of different groups can overlap or be of one series.
///
/// They are made without a look at what is counted, so a group may hold tallies that do not overlap; but what is alone
/// is added without a question, and all questions are asked within one group.
struct StatementClusters: Sendable {
    /// Of each tally: whether others are in its group.
    let isShared: Bitmap
    /// The tallies of groups of several, group after group.
    let members: [UInt32]
    /// Where each group begins in `members`, and the end of the last.
    let starts: [UInt32]

    var count: Int { starts.count - 1 }

    /// A line of running totals is one candidate, from its first beginning to its last end, since its tallies belong
    /// together anyway; other tallies are one each.
    init(_ statements: [Statement], lines: [UInt32], _ reader: StatementReader) {
        var candidates: [Statement] = []
        var candidateOfLine = [Int32](repeating: -1, count: lines.count)
        let candidateOfTally = statements.indices.map { tally in
            let statement = statements[tally]
            let line = Int(lines[tally])
            guard statement.isReplacedByLater, candidateOfLine[line] >= 0 else {
                if statement.isReplacedByLater { candidateOfLine[line] = Int32(candidates.count) }
                candidates.append(statement)
                return Int32(candidates.count - 1)
            }
            let candidate = Int(candidateOfLine[line])
            candidates[candidate] = candidates[candidate].widened(to: statement)
            return Int32(candidate)
        }
        var sets = DisjointSets(count: candidates.count)
        var sweep = ScopeSweep(candidates, reader)
        var met: [Int32] = []
        for place in sweep.order {
            met.removeAll(keepingCapacity: true)
            sweep.meet(place, &met, isForGroups: true)
            for other in met { sets.unite(Int(other), place) }
        }
        var sizes = [UInt32](repeating: 0, count: candidates.count + 1)
        var roots: [UInt32] = []
        roots.reserveCapacity(candidateOfTally.count)
        for candidate in candidateOfTally { roots.append(UInt32(sets.root(of: Int(candidate)))) }
        for root in roots { sizes[Int(root)] += 1 }
        // Tallies stand together by group, in the order in which the groups first occur.
        var next = [UInt32](repeating: Records.none, count: candidates.count)
        var starts: [UInt32] = []
        var end: UInt32 = 0
        var isShared = Bitmap(count: statements.count)
        for (tally, root) in roots.enumerated() where sizes[Int(root)] > 1 {
            isShared.insert(tally)
            guard next[Int(root)] == Records.none else { continue }
            starts.append(end)
            next[Int(root)] = end
            end += sizes[Int(root)]
        }
        var members = [UInt32](repeating: 0, count: Int(end))
        for (tally, root) in roots.enumerated() where sizes[Int(root)] > 1 {
            members[Int(next[Int(root)])] = UInt32(tally)
            next[Int(root)] += 1
        }
        self.isShared = isShared
        self.members = members
        self.starts = starts + [end]
    }

    /// The tallies of a group.
    func tallies(of group: Int) -> ArraySlice<UInt32> { members[Int(starts[group])..<Int(starts[group + 1])] }
}

extension Statement {
    /// The same over a period that holds another's as well.
    fileprivate func widened(to other: Statement) -> Statement {
        Statement(
            tally: tally, party: party, event: event, place: place, start: min(start, other.start),
            end: max(end, other.end), accumulation: accumulation, phase: phase)
    }
}
