/// Statements of one party about one thing: said twice, or a running total that falls.
///
/// The groups are found by sorting a digest of the series, since a million counts as dictionary keys would cost more than
/// the data.
final class SeriesChecks: Sendable {
    /// A count, by what says that two are of one series.
    private struct Entry: BitwiseCopyable {
        let series: CountSeries.Digest
        let row: UInt32
        let tally: UInt32
    }

    /// What the checks ask of a tally, side by side.
    private struct Said: BitwiseCopyable {
        let start: Int64
        let end: Int64
        let report: Int64
        let isRevision: Bool
        let isCumulative: Bool

        /// Last instant of the period, and first of the report.
        var time: (Int64, Int64) {
            (
                end == PackedDate.none ? .min : PackedDate(bits: end).last,
                report == PackedDate.none ? .min : PackedDate(bits: report).start
            )
        }
    }

    /// One statement of a series.
    private struct Statement {
        let row: Int
        let tally: Int
        let said: Said
    }

    private let records: Records
    private let table = CountParts.table
    private let tallies = RecordType.tally.table
    private let series: CountSeries
    private let said: [Said]
    private let bounds: CountBounds

    static func findings(in records: Records) -> [RawFinding] { SeriesChecks(records).findings() }

    private init(_ records: Records) {
        self.records = records
        series = CountSeries(records)
        said = Self.said(in: records)
        bounds = CountBounds(records)
    }

    private static func said(in records: Records) -> [Said] {
        func column(_ path: String) -> Column {
            records.columns[Schema.shared.column(RecordType.tally.table, path)]
        }
        let (starts, ends) = (column("reference_period.start"), column("reference_period.end"))
        let (reports, revises, accumulation) = (column("report_date"), column("revises"), column("accumulation"))
        let cumulative = Terms.symbol("cumulative")
        return Parallel.map(records.rowCounts[RecordType.tally.table]) { rows in
            rows.map { row in
                Said(
                    start: starts.wide(row), end: ends.wide(row), report: reports.wide(row),
                    isRevision: revises.narrow(row) != SymbolTable.none,
                    isCumulative: accumulation.narrow(row) == cumulative)
            }
        }.flatMap(\.self)
    }

    // MARK: Groups

    /// Parts of all digests that are sorted at once: enough to keep the cores busy.
    private static let parts = 32

    private func findings() -> [RawFinding] {
        let pieces = Parallel.map(records.rowCounts[table]) { self.entries(of: $0) }
        return Parallel.map(Array(0..<Self.parts)) { part in
            var own: [Entry] = []
            own.reserveCapacity(pieces.reduce(0) { $0 + $1[part].count })
            for piece in pieces { own += piece[part] }
            own.sort { $0.series != $1.series ? $0.series < $1.series : $0.row < $1.row }
            return self.findings(in: own)
        }.flatMap(\.self)
    }

    /// Some counts by the part that their series belongs to.
    private func entries(of rows: Range<Int>) -> [[Entry]] {
        var parts = [[Entry]](repeating: [], count: Self.parts)
        for part in parts.indices { parts[part].reserveCapacity(rows.count / Self.parts * 5 / 4 + 16) }
        for row in rows {
            let digest = series.digest(row)
            let entry = Entry(series: digest, row: UInt32(row), tally: UInt32(series.tally(of: row)))
            parts[Int(digest.high % UInt64(Self.parts))].append(entry)
        }
        return parts
    }

    /// The findings among counts that stand series by series, newest first.
    private func findings(in entries: [Entry]) -> [RawFinding] {
        var findings: [RawFinding] = []
        var statements: [Statement] = []
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].series == entries[start].series { end += 1 }
            if end - start > 1 {
                statements.removeAll(keepingCapacity: true)
                for index in (start..<end).reversed() {
                    let (row, tally) = (Int(entries[index].row), Int(entries[index].tally))
                    statements.append(Statement(row: row, tally: tally, said: said[tally]))
                }
                check(&statements, &findings)
            }
            start = end
        }
        return findings
    }

    // MARK: Findings

    /// Checks the statements of a series; they come nearly in order of time.
    private func check(_ statements: inout [Statement], _ findings: inout [RawFinding]) {
        if mayRepeat(statements) { findings += duplicates(in: statements) }
        statements.removeAll { !$0.said.isCumulative }
        let isInTime = statements.indices.dropFirst().allSatisfy {
            statements[$0 - 1].said.time < statements[$0].said.time
        }
        if !isInTime {
            statements.sort {
                $0.said.time != $1.said.time
                    ? $0.said.time < $1.said.time : isEarlier($0, $1)
            }
        }
        findFalls(in: statements, &findings)
    }

    /// Whether periods do not go up from one statement to the next, so that two may be the same.
    private func mayRepeat(_ statements: [Statement]) -> Bool {
        statements.indices.dropFirst().contains { index in
            let (earlier, later) = (statements[index - 1].said, statements[index].said)
            return (earlier.start, earlier.end) >= (later.start, later.end)
        }
    }

    /// By file and place in it.
    private func isEarlier(_ one: Statement, _ other: Statement) -> Bool {
        let origins = (records.origins[tallies][one.tally], records.origins[tallies][other.tally])
        return (origins.0.file, origins.0.offset, one.row) < (origins.1.file, origins.1.offset, other.row)
    }

    /// Statements of one period after the first in the files; a revision is no duplicate.
    private func duplicates(in statements: [Statement]) -> [RawFinding] {
        let originals = statements.filter { !$0.said.isRevision }.sorted {
            let (one, other) = ($0.said, $1.said)
            return (one.start, one.end) != (other.start, other.end)
                ? (one.start, one.end) < (other.start, other.end) : isEarlier($0, $1)
        }
        var first: Statement?
        return originals.compactMap { statement in
            guard let original = first, original.said.start == statement.said.start,
                original.said.end == statement.said.end
            else {
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

    /// Running totals, in order of time, that are below the one before.
    private func findFalls(in statements: [Statement], _ findings: inout [RawFinding]) {
        for index in statements.indices.dropFirst() {
            let (earlier, later) = (statements[index - 1], statements[index])
            guard earlier.tally != later.tally, !later.said.isRevision, let least = bounds.of(earlier.row).min,
                let most = bounds.of(later.row).max, most < least
            else { continue }
            let message = """
                a running total falls from \(least) in "\(records.id(.tally, earlier.tally))" to \(most); \
                say what it revises, or begin a new phase
                """
            if let finding = Site(records).finding(.cumulativeFalls, in: table, row: later.row, at: nil, message) {
                findings.append(finding)
            }
        }
    }
}
