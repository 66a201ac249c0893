/// Tallies that do not add up: parts and wholes within one tally. Warnings; the data is served with them.
enum TallyChecks {
    /// Tallies that state nothing, and retract nothing either. Errors.
    static func withoutCounts(in records: Records) -> [RawFinding] {
        let tallies = RecordType.tally.table
        let kinds = records.columns[Schema.shared.column(tallies, "revision_kind")]
        return (0..<records.rowCounts[tallies]).compactMap { row in
            guard records.rows(of: CountParts.table, in: row).isEmpty, kinds.narrow(row) != Terms.symbol("retraction")
            else {
                return nil
            }
            return Site(records).finding(
                .badValue, in: tallies, row: row, at: "counts",
                "a tally states at least one count, unless it retracts another (revision_kind \"retraction\")"
            )
        }
    }

    static func findings(in records: Records) -> [RawFinding] {
        let parts = Parallel.map(records.rowCounts[RecordType.tally.table]) { tallies in
            var checks = PartChecks(records)
            for tally in tallies { checks.check(tally) }
            return checks.findings
        }
        return parts.flatMap(\.self) + SeriesChecks.findings(in: records)
    }
}

/// Parts larger than their whole, and parts that are said to be all of it and do not sum to it.
private struct PartChecks {
    private let records: Records
    private let table = CountParts.table
    private let wholes: [UInt32]
    private let units: Column
    private let exhaustive: Column
    private let bounds: CountBounds
    private(set) var findings: [RawFinding] = []

    init(_ records: Records) {
        self.records = records
        wholes = records.links[DerivedColumns.whole]
        units = records.columns[Schema.shared.column(table, "unit")]
        exhaustive = records.columns[Schema.shared.column(table, "exhaustive")]
        bounds = CountBounds(records)
    }

    mutating func check(_ tally: Int) {
        guard !wholes.isEmpty else { return }
        let rows = records.rows(of: table, in: tally)
        for whole in rows {
            let parts = rows.filter { wholes[$0] == UInt32(whole) && units.narrow($0) == units.narrow(whole) }
            guard !parts.isEmpty else { continue }
            for part in parts { checkPart(part, of: whole) }
            if exhaustive.narrow(whole) == 2 { checkSum(of: parts, whole) }
        }
    }

    private mutating func checkPart(_ part: Int, of whole: Int) {
        guard let most = bounds.of(whole).max, let least = bounds.of(part).min, least > most else { return }
        add(.partExceedsWhole, part, "this part is at least \(least), more than its whole, which is at most \(most)")
    }

    private mutating func checkSum(of parts: [Int], _ whole: Int) {
        var sum: (min: Int64, max: Int64?) = (0, 0)
        for part in parts {
            let bound = bounds.of(part)
            sum = (Interval.sum(sum.min, bound.min ?? 0), Interval.sum(sum.max, bound.max))
        }
        let bound = bounds.of(whole)
        let isTooMuch = bound.max.map { sum.min > $0 } ?? false
        let isTooLittle = sum.max.map { $0 < bound.min ?? 0 } ?? false
        guard isTooMuch || isTooLittle else { return }
        let (parts, all) = (Interval.text(sum.min, sum.max), Interval.text(bound.min, bound.max))
        add(.partsDoNotSum, whole, "its parts are said to be all of it, and sum to \(parts), not \(all)")
    }

    private mutating func add(_ rule: Rule, _ row: Int, _ message: String) {
        if let finding = Site(records).finding(rule, in: table, row: row, at: nil, message) { findings.append(finding) }
    }
}

/// The bounds of counts.
struct CountBounds {
    private let min: Column
    private let max: Column

    init(_ records: Records) {
        min = records.columns[FigureColumns.ofCounts.min]
        max = records.columns[FigureColumns.ofCounts.max]
    }

    func of(_ row: Int) -> (min: Int64?, max: Int64?) {
        let (min, max) = (min.wide(row), max.wide(row))
        return (min == Column.noNumber ? nil : min, max == Column.noNumber ? nil : max)
    }
}

/// Sums of bounds that do not overflow, and their wording.
enum Interval {
    static func sum(_ a: Int64, _ b: Int64) -> Int64 {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }

    /// Open when either is.
    static func sum(_ a: Int64?, _ b: Int64?) -> Int64? {
        guard let a, let b else { return nil }
        return sum(a, b)
    }

    static func text(_ min: Int64?, _ max: Int64?) -> String {
        switch (min, max) {
        case (nil, nil): "an unknown number"
        case (let min?, nil): "at least \(min)"
        case (nil, let max?): "at most \(max)"
        case (let min?, let max?): min == max ? "\(min)" : "\(min) to \(max)"
        }
    }
}
