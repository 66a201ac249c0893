/// Parts and wholes among the counts of a tally.
enum CountParts {
    static let table = Schema.shared.table(named: "tallies.counts")

    /// Links each part to its whole; gives a finding for each `part_of` that names no count of its tally.
    static func link(in records: inout Records) -> [RawFinding] {
        let partOf = records.columns[Schema.shared.column(table, "part_of")]
        let numbers = records.columns[Schema.shared.column(table, "n")]
        guard !partOf.wide.isEmpty else { return [] }
        var wholes = [UInt32](repeating: Records.none, count: records.rowCounts[table])
        var dangling: [Int] = []
        for row in 0..<min(partOf.wide.count, wholes.count) where partOf.wide[row] != Column.noNumber {
            let siblings = records.rows(of: table, in: Int(records.parents[table][row]))
            if let whole = siblings.first(where: { numbers.wide($0) == partOf.wide[row] }) {
                wholes[row] = UInt32(whole)
            } else {
                dangling.append(row)
            }
        }
        records.links[DerivedColumns.whole] = wholes
        let site = Site(records)
        return dangling.compactMap { row in
            site.finding(
                .danglingReference, in: table, row: row, at: "part_of",
                "no count of this tally has this \"n\"; \"part_of\" names the \"n\" of the whole"
            )
        }
    }
}
