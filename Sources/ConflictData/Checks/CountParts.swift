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

    /// Counts that are the first to be nested too deep; who follows the parts of a whole goes down as far as they do.
    static func tooDeep(in records: Records) -> [RawFinding] {
        let wholes = records.links[DerivedColumns.whole]
        let site = Site(records)
        return wholes.indices.lazy.filter { isFirstTooDeep($0, wholes) }.compactMap { row in
            site.finding(
                .tooDeep, in: table, row: row, at: "part_of",
                "counts are nested over \(JSONScanner.maxDepth) deep; name a whole further up"
            )
        }
    }

    /// Whether as many wholes are around a count as there may be counts in one another. Those further down lead here, and
    /// a circle has no end: it is a finding of its own.
    private static func isFirstTooDeep(_ row: Int, _ wholes: [UInt32]) -> Bool {
        var (count, next) = (0, wholes[row])
        while next != Records.none, count <= JSONScanner.maxDepth {
            count += 1
            next = wholes[Int(next)]
        }
        return count == JSONScanner.maxDepth
    }
}
