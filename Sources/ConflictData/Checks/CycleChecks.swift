/// References that must not lead back to where they began.
struct CycleChecks {
    private let records: Records

    static func findings(in records: Records) -> [RawFinding] {
        let checks = CycleChecks(records: records)
        let schema = Schema.shared
        return [(RecordType.place, "parent_id"), (.event, "parent_event_id"), (.tally, "revises")].flatMap {
            type, key in
            let table = schema.table(type)
            return checks.cycles(table, key, next: records.links[schema.column(table, key)])
        } + checks.cycles(schema.table(named: "tallies.counts"), "part_of", next: records.links[DerivedColumns.whole])
    }

    /// One finding for each cycle, at the reference of its first record in file order.
    private func cycles(_ table: Int, _ key: String, next: [UInt32]) -> [RawFinding] {
        // 0: not seen; else the number of the walk that came by first.
        var walks = [UInt32](repeating: 0, count: records.rowCounts[table])
        var findings: [RawFinding] = []
        for start in 0..<min(next.count, walks.count) where walks[start] == 0 {
            let walk = UInt32(start) + 1
            var row = start
            while walks[row] == 0 {
                walks[row] = walk
                guard row < next.count, next[row] != Records.none else { break }
                row = Int(next[row])
            }
            guard walks[row] == walk, row < next.count, next[row] != Records.none else { continue }
            findings += finding(table, key, cycleFrom: row, next)
        }
        return findings
    }

    private func finding(_ table: Int, _ key: String, cycleFrom row: Int, _ next: [UInt32]) -> [RawFinding] {
        var members = [row]
        while Int(next[members[members.count - 1]]) != row { members.append(Int(next[members[members.count - 1]])) }
        let first = members.min { place(table, $0) < place(table, $1) } ?? row
        let message =
            "\"\(key)\" leads in a circle through \(members.count) record\(members.count == 1 ? "" : "s"); break it here"
        return Site(records).finding(.cycle, in: table, row: first, at: key, message).map { [$0] } ?? []
    }

    /// File, byte and row, to tell which of two comes first.
    private func place(_ table: Int, _ row: Int) -> (Int32, Int, Int) {
        let parent = Schema.shared.tables[table].parent
        let origin = records.origins[parent ?? table][parent == nil ? row : Int(records.parents[table][row])]
        return (origin.file, origin.offset, row)
    }
}
