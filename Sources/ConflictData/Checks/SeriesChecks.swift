/// Statements of one party about one thing: said twice, or a running total that falls.
///
/// The groups are found by sorting a hash of the series, since a million counts as dictionary keys would cost more than
/// the data.
final class SeriesChecks: Sendable {
    /// A count, by what says that two are of one series.
    private struct Entry: Sendable {
        let hash: UInt64
        let row: Int
    }

    /// One statement of a series.
    private struct Statement {
        let row: Int
        let tally: Int
        let start: Int64
        let end: Int64
        let file: Int32
        let offset: Int
        /// Last instant of the period, and first of the report.
        let time: (Int64, Int64)
        let isRevision: Bool
        let isCumulative: Bool
    }

    private let records: Records
    private let table = CountParts.table
    private let tallies = RecordType.tally.table
    private let series: CountSeries
    private let accumulation: Column
    private let revises: Column
    private let periodStart: Column
    private let periodEnd: Column
    private let reportDate: Column
    private let bounds: CountBounds
    private let cumulative = Terms.symbol("cumulative")

    static func findings(in records: Records) -> [RawFinding] {
        let checks = SeriesChecks(records)
        let groups = checks.groups()
        return Parallel.map(groups.count) { pieces in pieces.flatMap { checks.findings(in: groups[$0]) } }.flatMap(
            \.self)
    }

    private init(_ records: Records) {
        self.records = records
        series = CountSeries(records)
        func column(_ path: String) -> Column {
            records.columns[Schema.shared.column(RecordType.tally.table, path)]
        }
        accumulation = column("accumulation")
        revises = column("revises")
        periodStart = column("reference_period.start")
        periodEnd = column("reference_period.end")
        reportDate = column("report_date")
        bounds = CountBounds(records)
    }

    // MARK: Groups

    /// Parts of all hashes that are sorted at once: enough to keep the cores busy.
    private static let parts = 32

    /// Rows of one hash, where there are several; nearly always one series each.
    private func groups() -> [[Int]] {
        let entries = Parallel.map(records.rowCounts[table]) { rows in
            rows.map { Entry(hash: self.series.hash($0), row: $0) }
        }
        return Parallel.map(Array(0..<UInt64(Self.parts))) { part in
            var own: [Entry] = []
            own.reserveCapacity(self.records.rowCounts[self.table] / Self.parts * 2)
            for piece in entries {
                for entry in piece where entry.hash % UInt64(Self.parts) == part { own.append(entry) }
            }
            own.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.row < $1.row }
            return Self.groups(of: own)
        }.flatMap(\.self)
    }

    private static func groups(of entries: [Entry]) -> [[Int]] {
        var groups: [[Int]] = []
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].hash == entries[start].hash { end += 1 }
            if end - start > 1 { groups.append(entries[start..<end].map(\.row)) }
            start = end
        }
        return groups
    }

    // MARK: Findings

    private func findings(in rows: [Int]) -> [RawFinding] {
        var findings: [RawFinding] = []
        var rest = rows
        while let first = rest.first {
            let same = rest.filter { self.series.isSame(first, $0) }
            if same.count > 1 {
                // Rows are newest first; in time they are nearly sorted.
                let statements = same.reversed().map(statement)
                findings += duplicates(in: statements) + falls(in: statements)
            }
            if same.count == rest.count { break }
            rest.removeAll { self.series.isSame(first, $0) }
        }
        return findings
    }

    private func statement(_ row: Int) -> Statement {
        let tally = series.tally(of: row)
        let origin = records.origins[tallies][tally]
        let (start, end, report) = (periodStart.wide(tally), periodEnd.wide(tally), reportDate.wide(tally))
        return Statement(
            row: row, tally: tally, start: start, end: end, file: origin.file, offset: origin.offset,
            time: (
                end == PackedDate.none ? .min : PackedDate(bits: end).last,
                report == PackedDate.none ? .min : PackedDate(bits: report).start
            ),
            isRevision: revises.narrow(tally) != SymbolTable.none,
            isCumulative: accumulation.narrow(tally) == cumulative
        )
    }

    /// Statements of one period after the first in the files; a revision is no duplicate.
    private func duplicates(in statements: [Statement]) -> [RawFinding] {
        let originals = statements.filter { !$0.isRevision }.sorted {
            ($0.start, $0.end, $0.file, $0.offset, $0.row) < ($1.start, $1.end, $1.file, $1.offset, $1.row)
        }
        var first: Statement?
        return originals.compactMap { statement in
            guard let original = first, original.start == statement.start, original.end == statement.end else {
                first = statement
                return nil
            }
            guard original.tally != statement.tally else { return nil }
            let message = """
                "\(records.id(.tally, original.tally))" states the same: same party, scope, period, measure and population
                """
            return Site(records).finding(.duplicateStatement, in: table, row: statement.row, at: nil, message)
        }
    }

    /// Running totals that are below the one before.
    private func falls(in statements: [Statement]) -> [RawFinding] {
        let inTime = statements.filter(\.isCumulative).sorted {
            $0.time != $1.time
                ? $0.time < $1.time : ($0.file, $0.offset, $0.row) < ($1.file, $1.offset, $1.row)
        }
        return zip(inTime, inTime.dropFirst()).compactMap { earlier, later in
            guard earlier.tally != later.tally, !later.isRevision, let least = bounds.of(earlier.row).min,
                let most = bounds.of(later.row).max, most < least
            else { return nil }
            let message = """
                a running total falls from \(least) in "\(records.id(.tally, earlier.tally))" to \(most); \
                say what it revises, or begin a new phase
                """
            return Site(records).finding(.cumulativeFalls, in: table, row: later.row, at: nil, message)
        }
    }
}
