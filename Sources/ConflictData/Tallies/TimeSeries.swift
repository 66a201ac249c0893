/// Figures over time, one line for each party, measure and population.
///
/// Lines never mix parties, and within one party what overlaps is not added up: its widest statement stands, as in
/// aggregates by source.
struct TimeSeries {
    private let dataset: Dataset
    private let records: Records
    private let index: StatementIndex
    private let naming: SeriesNaming
    private let figures: CountFigures
    private let selection: Bitmap

    private static let counts = CountParts.table

    init(_ dataset: Dataset, _ query: RecordQuery) {
        self.dataset = dataset
        records = dataset.records
        index = dataset.indexes.statements(records)
        naming = SeriesNaming(index.categories, records)
        figures = CountFigures(records)
        selection = dataset.matches(query)
    }

    private func tally(_ row: Int) -> Int { Int(records.parents[Self.counts][row]) }

    private func category(_ row: Int) -> Int { Int(index.categories.numbers[row]) }

    private func party(_ tally: Int) -> String { dataset.id(of: Party(link: index.reader.statement(tally).party)) }

    private func qualifier(_ row: Int) -> String? {
        records.string(FigureColumns.ofCounts.qualifier, row)
    }

    // MARK: Statements at their own time

    /// A point for each count, oldest first.
    func statements() throws(QueryError) -> [TimeSeriesPoint] {
        var rows: [Int] = []
        let wholes = WholeCounts(records)
        var next = selection.next(from: 0)
        while let row = next {
            next = selection.next(from: row + 1)
            guard dataset.standing.supersededBy[tally(row)] == Records.none else { continue }
            let line = naming.numbers[category(row)]
            // Inside its whole on the same line it would be a second figure for the same people.
            let whole = wholes.whole(of: row) { selection.contains($0) && naming.numbers[category($0)] == line }
            guard whole == nil else { continue }
            rows.append(row)
            guard rows.count <= TimeSeriesPoint.most else { throw TimeSeriesPoint.tooMany }
        }
        var deltas = SeriesDeltas(dataset, index)
        let later = rows.sorted {
            index.series.isLater(tally($1), than: tally($0)) || (tally($0) == tally($1) && $0 < $1)
        }
        let deltaOfRow = Dictionary(uniqueKeysWithValues: later.map { ($0, deltas.delta(of: [$0])) })
        return rows.map { (time: time($0), row: $0, point: point($0, deltaOfRow[$0] ?? nil)) }
            .sorted { a, b in
                if a.time != b.time { return a.time < b.time }
                if a.point.series != b.point.series { return TextOrder.isBefore(a.point.series, b.point.series) }
                let (x, y) = (tally(a.row), tally(b.row))
                return x == y ? a.row < b.row : index.series.isLater(y, than: x)
            }
            .map(\.point)
    }

    /// What is new in a period stands at its beginning, totals and states at their end.
    private func timeColumn(_ tally: Int) -> Int {
        index.reader.statement(tally).isReplacedByLater ? Self.endColumn : Self.startColumn
    }

    private static let startColumn = Schema.shared.column(RecordType.tally.table, "reference_period.start")
    private static let endColumn = Schema.shared.column(RecordType.tally.table, "reference_period.end")

    private func time(_ row: Int) -> PackedDate {
        let tally = tally(row)
        return PackedDate(bits: records.columns[timeColumn(tally)].wide(tally))
    }

    private func point(_ row: Int, _ delta: Int64?) -> TimeSeriesPoint {
        let tally = tally(row)
        let line = Int(naming.numbers[category(row)])
        let party = party(tally)
        let column = timeColumn(tally)
        // An instant is given as it was written.
        return TimeSeriesPoint(
            time: records.string(column, tally) ?? time(row).text, series: "\(party)/\(naming.name(of: line))",
            attributedTo: party, measure: naming.measure(of: line), populationStatus: naming.status(of: line),
            figure: figures.of(row), qualifier: qualifier(row), delta: delta, isDerived: delta != nil,
            tallyID: records.id(.tally, tally))
    }

    // MARK: Buckets of the calendar

    /// What was stated in one bucket of one line.
    private struct Bucket {
        let party: UInt32
        let line: UInt32
        let number: Int64
        let figure: CountInterval
        let rows: [UInt32]
    }

    /// A point for each bucket between the first and the last of each line, oldest first.
    func buckets(_ interval: CalendarInterval) throws(QueryError) -> [TimeSeriesPoint] {
        let lines = Dictionary(grouping: stated(interval)) { UInt64($0.party) << 32 | UInt64($0.line) }
        var points: [(bucket: Int64, point: TimeSeriesPoint)] = []
        for line in lines.values {
            let inTime = line.sorted { $0.number < $1.number }
            let range = inTime[0].number...inTime[inTime.count - 1].number
            guard range.count <= TimeSeriesPoint.most - points.count else { throw TimeSeriesPoint.tooMany }
            points += self.points(inTime, range, interval)
        }
        return points.sorted { a, b in
            a.bucket != b.bucket
                ? a.bucket < b.bucket : TextOrder.isBefore(a.point.series, b.point.series)
        }.map(\.point)
    }

    private func stated(_ interval: CalendarInterval) -> [Bucket] {
        let reader = GroupValueReader(dataset, index)
        let parties = reader.references(Schema.shared.column(RecordType.tally.table, "attributed_to"))
        let lines = GroupColumn(
            .category, codes: naming.numbers, labels: (0..<naming.count).map { naming.name(of: $0) })
        // What is new in a period stands in its first bucket, totals and states in their last.
        let (lineTable, lineOfTally, periods) = (index.lineTable, index.lines, index.periods)
        let (buckets, numbers) = reader.buckets(interval) { tally in
            lineTable[Int(lineOfTally[tally])].isReplacedByLater ? periods.ends[tally] : periods.starts[tally]
        }
        let keys = CellKeys(
            [parties, lines, buckets], measures: reader.attributes(.measure), units: reader.attributes(.unit), dataset,
            index)
        let outcome = GuardedSum.outcome(
            of: selection, by: keys, policy: .bySource, order: [], keepsRows: true, in: dataset, index)
        let rows = Dictionary(grouping: outcome.rows, by: \.cell)
        return outcome.cells.filter { $0.counts > 0 }.map { cell in
            let codes = keys.codes(of: cell.key)
            return Bucket(
                party: codes[0], line: codes[1], number: numbers[Int(codes[2])], figure: cell.interval,
                rows: (rows[cell.key] ?? []).map(\.row))
        }
    }

    /// The points of one line; where nothing was stated, a gap.
    private func points(
        _ stated: [Bucket], _ range: ClosedRange<Int64>, _ interval: CalendarInterval
    ) -> [(bucket: Int64, point: TimeSeriesPoint)] {
        let line = Int(stated[0].line)
        let party = party(tally(Int(stated[0].rows[0])))
        let series = "\(party)/\(naming.name(of: line))"
        var deltas = SeriesDeltas(dataset, index)
        var next = 0
        return range.map { number in
            var bucket: Bucket?
            if stated[next].number == number {
                bucket = stated[next]
                next += 1
            }
            let rows = (bucket?.rows ?? []).map { Int($0) }
            let delta = deltas.delta(of: rows)
            let tallies = Set(rows.map { tally($0) })
            let point = TimeSeriesPoint(
                time: interval.text(of: number), series: series, attributedTo: party,
                measure: naming.measure(of: line), populationStatus: naming.status(of: line),
                figure: bucket?.figure, qualifier: rows.count == 1 ? qualifier(rows[0]) : nil, delta: delta,
                isDerived: delta != nil || rows.count > 1,
                tallyID: tallies.count == 1 ? tallies.first.map { records.id(.tally, $0) } : nil)
            return (number, point)
        }
    }
}

/// By how much running totals grew, statement after statement; given in order of time.
///
/// There is no difference for the first statement of a series or of a new phase, where a figure is not a single number,
/// where a total falls, and where a revision says that something else is counted: there the count began anew.
struct SeriesDeltas {
    /// A count series: a line of one party on one scope and phase, and what is counted.
    private struct Series: Hashable {
        let line: UInt32
        let category: UInt32
    }

    private let records: Records
    private let index: StatementIndex
    private let figures: CountFigures
    private let revisionKinds: Column
    private var last: [Series: Int64?] = [:]

    private static let reclassification = Terms.symbol("reclassification")

    init(_ dataset: Dataset, _ index: StatementIndex) {
        records = dataset.records
        self.index = index
        figures = CountFigures(records)
        revisionKinds = records.columns[Schema.shared.column(RecordType.tally.table, "revision_kind")]
    }

    /// The growth of the totals of some rows together; nil where one has none.
    mutating func delta(of rows: [Int]) -> Int64? {
        var sum: Int64?
        var isKnown = true
        for row in rows {
            guard let growth = growth(of: row) else {
                isKnown = false
                continue
            }
            let (total, overflow) = (sum ?? 0).addingReportingOverflow(growth)
            sum = total
            isKnown = isKnown && !overflow
        }
        return isKnown ? sum : nil
    }

    private mutating func growth(of row: Int) -> Int64? {
        let tally = Int(records.parents[CountParts.table][row])
        guard index.reader.statement(tally).accumulation == Statement.cumulative else { return nil }
        let series = Series(line: index.lines[tally], category: index.categories.numbers[row])
        let value = figures.of(row).value
        let before = last.updateValue(value, forKey: series) ?? nil
        guard let before, let value, value >= before, revisionKinds.narrow(tally) != Self.reclassification else {
            return nil
        }
        return value - before
    }
}

extension Dataset {
    /// The points of a time series, oldest first.
    package func timeSeries(_ query: TimeSeriesQuery) throws(QueryError) -> [TimeSeriesPoint] {
        let series = TimeSeries(self, query.counts)
        guard let interval = query.interval else { return try series.statements() }
        return try series.buckets(interval)
    }
}
