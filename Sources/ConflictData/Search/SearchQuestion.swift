/// What a search asks: words, of which types the records are that hold them, and what else these must be like.
package struct SearchQuestion: Sendable {
    package let query: SearchQuery
    /// The types asked for, in the order of ties.
    package let types: [RecordType]
    /// The filters in one spelling and order: equal for searches that mean the same, for addresses and entity tags.
    package var filters: [(name: String, value: String)] { parsed.map { ($0.name, $0.value) } }
    private let parsed: [SearchFilter]

    init(_ query: SearchQuery, types: [RecordType], _ parsed: [SearchFilter]) {
        self.query = query
        self.types = types
        self.parsed = parsed.sorted { $0.name < $1.name }
    }

    var isFiltered: Bool { !parsed.isEmpty }

    /// Whether a filter looks at a field.
    func filters(on field: String) -> Bool { parsed.contains { $0.field == field } }

    /// The served rows of a type that meet the filters, but for those on a field.
    func rows(of type: RecordType, leavingOut field: String? = nil, in dataset: Dataset) -> Bitmap {
        let place = SearchFields.place(of: type)
        var conditions: [Condition] = []
        for filter in parsed where filter.field != field {
            guard let condition = filter.conditions[place] else {
                return Bitmap(count: dataset.records.rowCounts[type.table])
            }
            conditions.append(condition)
        }
        return dataset.matches(type, conditions)
    }
}

/// A filter of a search that was checked: what it asks of the records of each type.
struct SearchFilter: Sendable {
    /// The field it looks at, without an operator.
    let field: String
    /// The parameter and its value in their one spelling.
    let name: String
    let value: String
    /// By the place of the type; nil: no record of the type meets it.
    let conditions: [Condition?]
}

extension Dataset {
    /// The types that a search ranks, in the order of ties.
    package static var searchedTypes: [RecordType] { SearchFields.ranked }

    /// Checks a search over records of some types. `others` are the route's own parameters, for suggestions.
    package func searchQuestion(
        _ text: String, types: [RecordType], filters: [(name: String, value: String)] = [], others: [String] = []
    ) throws(QueryError) -> SearchQuestion {
        let types = SearchFields.ranked.filter(types.contains)
        let query = try searchQuery(text, in: types)
        let parser = SearchFilterParser(dataset: self, types: types, filters: filters, others: others)
        var parsed: [SearchFilter] = []
        for (name, value) in filters { parsed.append(try parser.filter(name, value)) }
        try QueryError.refuseRepeated(parsed.map(\.name))
        return SearchQuestion(query, types: types, parsed)
    }
}
