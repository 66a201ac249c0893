@testable import ConflictData

/// The records of a type as Foundation reads them, and the values of their fields: what differential tests count and
/// compare.
struct ServedValues {
    let type: RecordType
    /// By id.
    let records: [String: JSONValue]

    init(_ dataset: Dataset, _ type: RecordType) throws {
        self.type = type
        let rows = dataset.served(type)
        records = try Dictionary(
            uniqueKeysWithValues: (0..<rows.count).filter(rows.contains).map { row in
                var bytes: [UInt8] = []
                dataset.appendJSON(ofRow: row, in: type, selection: nil, to: &bytes)
                return (dataset.id(ofRow: row, in: type), try JSONValue(bytes))
            })
    }

    /// The values of a field in a record, of all elements of the lists on the way.
    func values(of field: ServedField, in id: String) -> [JSONValue] {
        guard let record = records[id] else { return [] }
        if type == .count { return flat([record[field.name] ?? .null]) }
        var found = [record]
        for key in field.name.split(separator: ".").map(String.init) {
            found = flat(found).compactMap { object in member(key, of: object) }
        }
        return flat(found)
    }

    private func flat(_ values: [JSONValue]) -> [JSONValue] {
        values.flatMap { value -> [JSONValue] in
            if case .list(let elements) = value { elements } else { [value] }
        }.filter { $0 != .null }
    }

    /// A member, or what stands for it where it is left out.
    private func member(_ key: String, of object: JSONValue) -> JSONValue? {
        if let value = object[key] { return value }
        switch key {
        case "unit" where object["measure"] != nil: return .string("persons")
        case "value" where object["qualifier"] == .string("none"): return .number(0)
        default: return nil
        }
    }
}
