/// The names of places, main ones and others.
enum PlaceNames {
    static func entries(of records: Records, where isKnown: (Int) -> Bool) -> [NameEntry] {
        let (places, names) = (RecordType.place.table, Schema.shared.table(named: "places.names"))
        let (name, other) = (Schema.shared.column(places, "name"), Schema.shared.column(names, "name"))
        let kind = Schema.shared.column(names, "kind")
        var entries: [NameEntry] = []
        for row in 0..<records.rowCounts[places] where isKnown(row) {
            entries.append(NameEntry(name: records.string(name, row) ?? "", row: row, kind: .main))
            for inner in records.rows(of: names, in: row) {
                let kind = NameKind(rawValue: records.string(kind, inner) ?? "") ?? .short
                entries.append(NameEntry(name: records.string(other, inner) ?? "", row: row, kind: kind))
            }
        }
        return entries
    }
}
