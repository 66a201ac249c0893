/// Finds records by what they are called, for who writes a name where an id belongs.
struct NameSearch {
    /// The types whose records people know by name.
    private static let types: Set<RecordType> = [.source, .actor, .place]

    /// Names of more records are not looked at: it takes a look at each, and who asks for what is not there may ask often.
    static let mostRecords = 20_000
    /// One record often has several names alike.
    private static let namesOfARecord = 4

    private let dataset: Dataset
    private let type: RecordType

    /// Nil where names are of no help.
    init?(of type: RecordType, in dataset: Dataset) {
        guard Self.types.contains(type), dataset.records.rowCounts[type.table] <= Self.mostRecords else { return nil }
        (self.type, self.dataset) = (type, dataset)
    }

    /// The ids of served records whose names are nearest, each once.
    func ids(near name: String, limit: Int) -> [String] {
        let symbols = dataset.records.symbols
        var search = NearestNames(to: name, limit: limit * Self.namesOfARecord)
        forEachName { name, _ in search.consider(symbols.string(name)) }
        let nearest = search.names.map { symbols.find($0) }
        var rows = [[Int]](repeating: [], count: nearest.count)
        forEachName { name, row in
            guard let place = nearest.firstIndex(of: name) else { return }
            // Thousands may be called the same.
            if rows[place].count < limit, rows[place].last != row { rows[place].append(row) }
        }
        var found: [Int] = []
        for row in rows.joined() where !found.contains(row) { found.append(row) }
        return found.prefix(limit).map { dataset.id(ofRow: $0, in: type) }
    }

    /// Weak names mean nobody by themselves.
    private func forEachName(_ body: (SymbolTable.Symbol, Int) -> Void) {
        let records = dataset.records
        let name = records.columns[Schema.shared.column(type.table, "name")]
        guard type != .source else { return dataset.served(type).forEach { body(name.narrow($0), $0) } }
        let others = Schema.shared.table(named: type.plural + ".names")
        let otherName = records.columns[Schema.shared.column(others, "name")]
        let kind = records.columns[Schema.shared.column(others, "kind")]
        let weak = records.symbols.find(NameKind.weak.rawValue)
        dataset.served(type).forEach { row in
            body(name.narrow(row), row)
            for other in records.rows(of: others, in: row) where kind.narrow(other) != weak {
                body(otherName.narrow(other), row)
            }
        }
    }
}
