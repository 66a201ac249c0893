/// Parts and wholes among the counts of a tally.
enum CountParts {
    static let table = Schema.shared.table(named: "tallies.counts")

    /// Of each count: the row of the count that it is part of.
    static func wholes(in records: Records) -> [UInt32] {
        var wholes = [UInt32](repeating: Records.none, count: records.rowCounts[table])
        forEachPart(in: records) { row, whole in
            if let whole { wholes[row] = UInt32(whole) }
        }
        return wholes
    }

    /// Parts whose `part_of` names no count of their tally.
    static func dangling(in records: Records) -> [RawFinding] {
        var findings: [RawFinding] = []
        forEachPart(in: records) { row, whole in
            guard whole == nil else { return }
            let finding = Site(records).finding(
                .danglingReference, in: table, row: row, at: "part_of",
                "no count of this tally has this \"n\"; \"part_of\" names the \"n\" of the whole"
            )
            if let finding { findings.append(finding) }
        }
        return findings
    }

    private static func forEachPart(in records: Records, _ body: (Int, Int?) -> Void) {
        let partOf = records.columns[Schema.shared.column(table, "part_of")]
        let numbers = records.columns[Schema.shared.column(table, "n")]
        for row in 0..<min(partOf.wide.count, records.rowCounts[table]) where partOf.wide[row] != Column.noNumber {
            let siblings = records.rows(of: table, in: Int(records.parents[table][row]))
            body(row, siblings.first { numbers.wide($0) == partOf.wide[row] })
        }
    }
}
