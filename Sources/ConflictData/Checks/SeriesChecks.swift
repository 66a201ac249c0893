/// Statements of one party about one thing: said twice, or a running total that falls.
///
/// Counts are grouped by party, scope, phase, measure, unit and everything else that says what is counted; the groups
/// are found by sorting a hash, since a million counts as dictionary keys would cost more than the data.
struct SeriesChecks {
    private struct Entry {
        let hash: UInt64
        let row: UInt32
    }

    private let records: Records
    private let table = CountParts.table
    private let tallies = Schema.shared.table(.tally)
    /// Columns of counts that say what is counted.
    private let countColumns: [Int]
    /// Columns of tallies that say who counts, and where.
    private let tallyColumns: [Int]
    private let phase: Int
    private let accumulation: Int
    private let revises: Int
    private let periodStart: Int
    private let periodEnd: Int
    private let reportDate: Int
    private let bounds: CountBounds
    private var findings: [RawFinding] = []

    static func findings(in records: Records) -> [RawFinding] {
        var checks = SeriesChecks(records)
        checks.run()
        return checks.findings
    }

    private init(_ records: Records) {
        self.records = records
        let schema = Schema.shared
        countColumns = [
            "measure", "unit", "population.status", "population.affiliation_actor_id", "population.sex",
            "population.age_group", "population.occupation", "item.category", "item.outcome", "cause",
            "perpetrator.actor_id", "perpetrator.attribution",
        ].map { schema.column(CountParts.table, $0) }
        let tallies = schema.table(.tally)
        tallyColumns = ["attributed_to", "event_id", "place_id"].map { schema.column(tallies, $0) }
        phase = schema.column(tallies, "phase")
        accumulation = schema.column(tallies, "accumulation")
        revises = schema.column(tallies, "revises")
        periodStart = schema.column(tallies, "reference_period.start")
        periodEnd = schema.column(tallies, "reference_period.end")
        reportDate = schema.column(tallies, "report_date")
        bounds = CountBounds(records)
    }

    private mutating func run() {
        var entries = (0..<records.rowCounts[table]).map { Entry(hash: hash($0), row: UInt32($0)) }
        entries.sort { ($0.hash, $0.row) < ($1.hash, $1.row) }
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].hash == entries[start].hash { end += 1 }
            if end - start > 1 { check(entries[start..<end].map { Int($0.row) }) }
            start = end
        }
    }

    private func tally(_ row: Int) -> Int { Int(records.parents[table][row]) }

    private func hash(_ row: Int) -> UInt64 {
        let tally = tally(row)
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func mix(_ value: UInt64) {
            let (high, low) = (state ^ value).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
            state = high ^ low
        }
        for column in countColumns { mix(UInt64(records.columns[column].narrow(row))) }
        for column in tallyColumns { mix(UInt64(records.columns[column].narrow(tally))) }
        mix(UInt64(bitPattern: records.columns[phase].wide(tally)))
        return state
    }

    private func isSameSeries(_ a: Int, _ b: Int) -> Bool {
        let (tallyA, tallyB) = (tally(a), tally(b))
        return countColumns.allSatisfy { records.columns[$0].narrow(a) == records.columns[$0].narrow(b) }
            && tallyColumns.allSatisfy { records.columns[$0].narrow(tallyA) == records.columns[$0].narrow(tallyB) }
            && records.columns[phase].wide(tallyA) == records.columns[phase].wide(tallyB)
    }

    /// Rows of one hash; nearly always one series.
    private mutating func check(_ rows: [Int]) {
        var rest = rows
        while let first = rest.first {
            let series = rest.filter { isSameSeries(first, $0) }
            rest.removeAll { isSameSeries(first, $0) }
            guard series.count > 1 else { continue }
            checkDuplicates(series)
            checkFalls(series)
        }
    }

    private mutating func checkDuplicates(_ series: [Int]) {
        var seen: [Period: Int] = [:]
        for row in series.sorted(by: isEarlierInFiles) where records.columns[revises].narrow(tally(row)) == 0 {
            let period = Period(
                start: records.columns[periodStart].wide(tally(row)), end: records.columns[periodEnd].wide(tally(row)))
            guard let first = seen[period] else {
                seen[period] = tally(row)
                continue
            }
            guard first != tally(row) else { continue }
            add(
                .duplicateStatement, row,
                "\"\(records.id(.tally, first))\" states the same: same party, scope, period, measure and population"
            )
        }
    }

    private struct Period: Hashable {
        let start: Int64
        let end: Int64
    }

    private mutating func checkFalls(_ series: [Int]) {
        let cumulative = Terms.symbol("cumulative")
        let inTime = series.filter { records.columns[accumulation].narrow(tally($0)) == cumulative }.sorted { a, b in
            let (first, second) = (time(a), time(b))
            return first != second ? first.lexicographicallyPrecedes(second) : isEarlierInFiles(a, b)
        }
        for (earlier, later) in zip(inTime, inTime.dropFirst()) where tally(earlier) != tally(later) {
            guard records.columns[revises].narrow(tally(later)) == 0, let least = bounds.of(earlier).min,
                let most = bounds.of(later).max, most < least
            else { continue }
            add(
                .cumulativeFalls, later,
                """
                a running total falls from \(least) in "\(records.id(.tally, tally(earlier)))" to \(most); \
                say what it revises, or begin a new phase
                """
            )
        }
    }

    /// End of the period, then the report.
    private func time(_ row: Int) -> [Int64] {
        [
            records.date(periodEnd, tally(row))?.last ?? .min,
            records.date(reportDate, tally(row))?.start ?? .min,
        ]
    }

    private func isEarlierInFiles(_ a: Int, _ b: Int) -> Bool {
        let (first, second) = (records.origins[tallies][tally(a)], records.origins[tallies][tally(b)])
        return (first.file, first.offset, Int32(a)) < (second.file, second.offset, Int32(b))
    }

    private mutating func add(_ rule: Rule, _ row: Int, _ message: String) {
        if let finding = Site(records).finding(rule, in: table, row: row, at: nil, message) { findings.append(finding) }
    }
}
