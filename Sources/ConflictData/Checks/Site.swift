/// Makes findings about values of records that are in columns already.
struct Site {
    private let records: Records
    private let schema = Schema.shared

    init(_ records: Records) { self.records = records }

    /// The steps from a record to one of the rows inside it; none for a record itself.
    func path(table: Int, row: Int) -> [JSONPathStep] {
        guard schema.tables[table].parent != nil else { return [] }
        let list = schema.tables[table].name.drop { $0 != "." }.dropFirst()
        let record = Int(records.parents[table][row])
        let place = records.writtenPlaces[table][UInt32(row)] ?? row - records.rows(of: table, in: record).lowerBound
        return Site.steps(String(list)) + [.index(place)]
    }

    /// A dotted path as steps.
    static func steps(_ path: String) -> [JSONPathStep] { path.split(separator: ".").map { .key(String($0)) } }

    /// A finding at a value of a record; `table` is that of the record.
    func finding(_ rule: Rule, table: Int, row: Int, path: [JSONPathStep], _ message: String) -> RawFinding? {
        guard row < records.origins[table].count else { return nil }
        let origin = records.origins[table][row]
        let type = schema.type(of: table)
        return RawFinding(
            rule: rule,
            type: type,
            id: type.map { records.id($0, row) },
            file: Int(origin.file),
            site: .path(record: origin.offset, path),
            message: message
        )
    }

    /// A finding at a value of a row inside a record, or of a record.
    func finding(_ rule: Rule, in table: Int, row: Int, at key: String?, _ message: String) -> RawFinding? {
        let parent = schema.tables[table].parent
        let record = parent == nil ? row : Int(records.parents[table][row])
        let path = path(table: table, row: row) + (key.map { Site.steps($0) } ?? [])
        return finding(rule, table: parent ?? table, row: record, path: path, message)
    }
}
