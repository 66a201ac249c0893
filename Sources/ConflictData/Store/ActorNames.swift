/// The names of actors, for resolving.
enum ActorNames {
    /// Of those that are served.
    static func resolver(of records: Records, _ standing: Standing) -> NameResolver {
        NameResolver(entries(of: records) { standing.state(.actor, $0) == .served })
    }

    static func entries(of records: Records, where isKnown: (Int) -> Bool) -> [NameEntry] {
        let actors = RecordType.actor.table
        let (id, name) = (records.idColumn(.actor), Schema.shared.column(actors, "name"))
        let former = Schema.shared.column(actors, "former_ids")
        let names = Schema.shared.table(named: "actors.names")
        var entries: [NameEntry] = []
        for row in 0..<records.rowCounts[actors] where isKnown(row) {
            entries.append(NameEntry(name: records.string(id, row) ?? "", row: row, kind: .id))
            for place in records.columns[former].list(row) {
                let text = records.symbols.string(records.columns[former].narrow[place])
                entries.append(NameEntry(name: text, row: row, kind: .id))
            }
            entries.append(NameEntry(name: records.string(name, row) ?? "", row: row, kind: .main))
            for inner in records.rows(of: names, in: row) { entries.append(entry(inner, of: row, names, records)) }
        }
        return entries
    }

    private static func entry(_ inner: Int, of row: Int, _ names: Int, _ records: Records) -> NameEntry {
        func column(_ path: String) -> Int { Schema.shared.column(names, path) }
        return NameEntry(
            name: records.string(column("name"), inner) ?? "",
            row: row,
            // A kind of the dataset's own (`x_…`) resolves like any name.
            kind: NameKind(rawValue: records.string(column("kind"), inner) ?? "") ?? .short,
            from: records.date(column("from"), inner)?.start,
            to: records.date(column("to"), inner)?.last
        )
    }
}
