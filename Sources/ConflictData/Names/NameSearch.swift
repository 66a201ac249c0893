/// Finds records by what they are called, for who writes a name where an id belongs.
struct NameSearch {
    let dataset: Dataset

    /// One record often has several names alike.
    private static let namesOfARecord = 4

    /// The ids of served records whose names are nearest, each once. None of what nobody knows by name: tallies, say.
    func ids(near name: String, in type: RecordType, limit: Int) -> [String] {
        let entries = entries(of: type)
        var nearest = NearestNames(to: name, limit: limit * Self.namesOfARecord)
        for entry in entries { nearest.consider(entry.name) }
        var rows: [Int] = []
        for name in nearest.names {
            for entry in entries where entry.name == name && !rows.contains(entry.row) { rows.append(entry.row) }
        }
        return rows.prefix(limit).map { dataset.id(ofRow: $0, in: type) }
    }

    private func entries(of type: RecordType) -> [NameEntry] {
        let (records, served) = (dataset.records, dataset.served(type))
        switch type {
        case .actor:
            return ActorNames.entries(of: records, where: served.contains).filter { $0.kind != .id && $0.kind != .weak }
        case .place: return PlaceNames.entries(of: records, where: served.contains).filter { $0.kind != .weak }
        case .source:
            let name = Schema.shared.column(type.table, "name")
            return (0..<records.rowCounts[type.table]).filter(served.contains).map { row in
                NameEntry(name: records.string(name, row) ?? "", row: row, kind: .main)
            }
        default: return []
        }
    }
}
