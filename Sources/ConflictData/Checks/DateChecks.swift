/// Spans that end before they begin, reports before their event, names outside their actor's life.
struct DateChecks {
    private let records: Records
    private let schema = Schema.shared
    private var findings: [RawFinding] = []

    static func findings(in records: Records) -> [RawFinding] {
        var checks = DateChecks(records: records)
        checks.checkSpans()
        checks.checkReports()
        checks.checkNames()
        return checks.findings
    }

    private init(records: Records) { self.records = records }

    private mutating func checkSpans() {
        let spans = [
            ("dataset", "coverage.from", "coverage.to"),
            ("events", "date_start", "date_end"),
            ("tallies", "reference_period.start", "reference_period.end"),
            ("actors", "active_from", "active_to"),
            ("actors.names", "from", "to"),
            ("actors.relations", "from", "to"),
        ]
        for (name, start, end) in spans {
            let table = schema.table(named: name)
            let (starts, ends) = (schema.column(table, start), schema.column(table, end))
            for row in 0..<records.rowCounts[table] {
                guard let from = records.date(starts, row), let to = records.date(ends, row), to.last < from.start
                else { continue }
                add(.endBeforeStart, table, row, end, "the end \(to.text) is before the start \(from.text)")
            }
        }
    }

    private mutating func checkReports() {
        let tallies = schema.table(.tally)
        let (reports, events) = (schema.column(tallies, "report_date"), schema.column(tallies, "event_id"))
        let starts = schema.column(schema.table(.event), "date_start")
        for row in 0..<records.rowCounts[tallies] {
            guard let event = records.link(events, row), let report = records.date(reports, row),
                let start = records.date(starts, Int(event)), report.last < start.start
            else { continue }
            add(
                .reportBeforeEvent, tallies, row, "report_date",
                "the report of \(report.text) is before its event, which begins on \(start.text)"
            )
        }
    }

    private mutating func checkNames() {
        let (actors, names) = (schema.table(.actor), schema.table(named: "actors.names"))
        let (from, to) = (schema.column(names, "from"), schema.column(names, "to"))
        let (activeFrom, activeTo) = (schema.column(actors, "active_from"), schema.column(actors, "active_to"))
        for row in 0..<records.rowCounts[names] {
            let actor = Int(records.parents[names][row])
            let beginsEarly = isBefore(records.date(from, row), records.date(activeFrom, actor))
            let endsLate = isAfter(records.date(to, row), records.date(activeTo, actor))
            // A name that begins after the actor ended, or ends before it began, is as much outside.
            let beginsLate = isAfter(records.date(from, row), records.date(activeTo, actor))
            let endsEarly = isBefore(records.date(to, row), records.date(activeFrom, actor))
            guard beginsEarly || endsLate || beginsLate || endsEarly else { continue }
            add(.nameOutsideDates, names, row, nil, "this name is used outside the actor's own dates")
        }
    }

    private func isBefore(_ date: PackedDate?, _ bound: PackedDate?) -> Bool {
        guard let date, let bound else { return false }
        return date.last < bound.start
    }

    private func isAfter(_ date: PackedDate?, _ bound: PackedDate?) -> Bool {
        guard let date, let bound else { return false }
        return date.start > bound.last
    }

    private mutating func add(_ rule: Rule, _ table: Int, _ row: Int, _ key: String?, _ message: String) {
        if let finding = Site(records).finding(rule, in: table, row: row, at: key, message) { findings.append(finding) }
    }
}
