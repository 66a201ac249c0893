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
        partFindings(in: records) + SeriesChecks.findings(in: records)
    }

    private static func partFindings(in records: Records) -> [RawFinding] {
        let table = CountParts.table
        let wholes = CountParts.wholes(in: records)
        let (units, exhaustive) = (
            records.columns[Schema.shared.column(table, "unit")],
            records.columns[Schema.shared.column(table, "exhaustive")]
        )
        let bounds = CountBounds(records)
        var sums: [Int: (min: Int64, max: Int64?)] = [:]
        var findings: [RawFinding] = []
        for (row, whole) in wholes.enumerated() where whole != Records.none {
            let whole = Int(whole)
            guard units.narrow(row) == units.narrow(whole) else { continue }
            let part = bounds.of(row)
            if let most = bounds.of(whole).max, let least = part.min, least > most {
                let message = "this part is at least \(least), more than its whole, which is at most \(most)"
                if let finding = Site(records).finding(.partExceedsWhole, in: table, row: row, at: nil, message) {
                    findings.append(finding)
                }
            }
            guard exhaustive.narrow(whole) == 2 else { continue }
            let sum = sums[whole] ?? (0, 0)
            sums[whole] = (Interval.sum(sum.min, part.min ?? 0), Interval.sum(sum.max, part.max))
        }
        for (whole, sum) in sums.sorted(by: { $0.key < $1.key }) {
            let bound = bounds.of(whole)
            let isTooMuch = bound.max.map { sum.min > $0 } ?? false
            let isTooLittle = sum.max.map { $0 < bound.min ?? 0 } ?? false
            guard isTooMuch || isTooLittle else { continue }
            let message =
                "its parts are said to be all of it, and sum to \(Interval.text(sum.min, sum.max)), not \(Interval.text(bound.min, bound.max))"
            if let finding = Site(records).finding(.partsDoNotSum, in: table, row: whole, at: nil, message) {
                findings.append(finding)
            }
        }
        return findings
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
