/// What the records that a search found can be counted by.
package enum SearchFacet: Sendable {
    /// The type of the record.
    case type
    /// A field that one type has, or several have by one name.
    case field([(type: RecordType, field: FacetField)])

    package static let typeName = "type"

    /// As it stands in addresses and answers.
    package var name: String {
        switch self {
        case .type: Self.typeName
        case .field(let fields): fields.first?.field.name ?? ""
        }
    }

    /// `facets=type,language`: what to count by, in one order, each once.
    package static func list(_ text: String, of types: [RecordType]) throws(QueryError) -> [SearchFacet] {
        var facets: [SearchFacet] = []
        for name in try FacetField.names(text) { facets.append(try facet(name, of: types)) }
        return facets.sorted { $0.name < $1.name }
    }

    private static func facet(_ name: String, of types: [RecordType]) throws(QueryError) -> SearchFacet {
        guard name != typeName else { return .type }
        var fields: [(type: RecordType, field: FacetField)] = []
        var refusal: QueryError?
        for type in types where FieldTable.of(type).field(askedAs: name) != nil {
            do {
                fields.append((type, try FacetField(name, of: type)))
            } catch { refusal = refusal ?? error }
        }
        guard fields.isEmpty else { return .field(fields) }
        throw refusal
            ?? QueryError(
                .unknownValue, parameter: FacetField.parameter,
                detail: "Of \(types.map(\.plural).joined(separator: ", ")) none has a field \"\(name)\".",
                suggestions: NearestNames.meant(by: name, among: names(of: types), limit: 3))
    }

    /// All that records of some types can be counted by.
    package static func names(of types: [RecordType]) -> [String] {
        var names = [typeName]
        for field in types.flatMap({ FieldTable.of($0).fields }) where field.isFacetable && !names.contains(field.name)
        {
            names.append(field.name)
        }
        return names
    }
}
