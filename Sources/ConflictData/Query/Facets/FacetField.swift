/// A field whose values are counted over the records of a list.
package struct FacetField: Sendable {
    let field: ServedField

    /// As it stands in addresses and answers.
    package var name: String { field.name }

    /// More than anybody looks at in one answer.
    package static let maxFields = 10

    package static let parameter = "facets"

    /// `facets=a,b`: the fields in one order, each once.
    package static func list(_ text: String, of type: RecordType) throws(QueryError) -> [FacetField] {
        var fields: [FacetField] = []
        for name in try names(text) {
            let field = try FacetField(name, of: type)
            guard !fields.contains(where: { $0.name == field.name }) else { throw repeated(field.name) }
            fields.append(field)
        }
        return fields.sorted { $0.name < $1.name }
    }

    /// The names between commas, each once.
    static func names(_ text: String) throws(QueryError) -> [String] {
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard names.count <= maxFields else { throw error("facets takes at most \(maxFields) fields.") }
        guard !names.contains("") else { throw error("facets needs fields: facets=a or facets=a,b.") }
        var seen: Set<String> = []
        if let name = names.first(where: { !seen.insert($0).inserted }) { throw repeated(name) }
        return names
    }

    init(field: ServedField) { self.field = field }

    init(_ name: String, of type: RecordType) throws(QueryError) { field = try Self.field(name, of: type) }

    private static func field(_ name: String, of type: RecordType) throws(QueryError) -> ServedField {
        let table = FieldTable.of(type)
        guard let field = table.field(askedAs: name) else {
            throw QueryError(
                .unknownValue, parameter: parameter,
                detail: "\(type.plural.capitalizedFirst) have no field \"\(name)\".",
                suggestions: NearestNames.meant(
                    by: name, among: table.fields.filter { $0.reasonNotToCount == nil }.map(\.name), limit: 3)
            )
        }
        if let reason = field.reasonNotToCount {
            throw QueryError(.notApplicable, parameter: parameter, detail: "\(field.name) \(reason).")
        }
        return field
    }

    private static func repeated(_ name: String) -> QueryError {
        error("facets names \(name) twice; each field is counted once.")
    }

    private static func error(_ detail: String) -> QueryError {
        QueryError(.illTyped, parameter: parameter, detail: detail)
    }
}

extension ServedField {
    /// Whether its values can be counted by `facets=`.
    package var isFacetable: Bool { reasonNotToCount == nil }

    /// Why its values are not counted one by one; nil: they are.
    fileprivate var reasonNotToCount: String? {
        switch kind {
        case .identifier: "is another in every record, so there is nothing to count"
        case .date: "is a date; count by histogram=\(name)&interval=day"
        case .map: "holds values by key, which are not counted"
        case .text, .object, .rows, .figure: "is running text, whose values are not counted"
        case .reference, .vocabulary, .code, .string, .integer, .number, .flag: nil
        }
    }
}
