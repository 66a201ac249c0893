/// A list query that was checked: which records, in which order.
package struct RecordQuery: Sendable {
    package let type: RecordType
    package let order: SortOrder
    /// The filters in one spelling and order: equal for queries that mean the same, for addresses and entity tags.
    package var filters: [(name: String, value: String)] { parsed.map { ($0.name, $0.value) } }
    private let parsed: [ParsedFilter]

    init(type: RecordType, order: SortOrder, _ parsed: [ParsedFilter]) {
        self.type = type
        self.order = order
        self.parsed = parsed.sorted { $0.name < $1.name }
    }

    /// What records must be like; all must hold.
    var conditions: [Condition] { parsed.map(\.condition) }

    /// What `q` asks the texts for, so that it can be shown where it stands in them.
    package var search: SearchQuery? {
        conditions.lazy.compactMap { condition in
            switch condition {
            case .text(let search, _), .record(.text(let search, _)): search
            default: nil
            }
        }.first
    }

    /// The same query without the filters on a field, whatever their operator.
    func leaving(out field: String) -> RecordQuery {
        RecordQuery(type: type, order: order, parsed.filter { $0.field != field })
    }
}

extension Dataset {
    /// Checks filters and order against the field table of a type. `others` are the route's own parameters, for
    /// suggestions.
    package func query(
        _ type: RecordType,
        filters: [(name: String, value: String)],
        sort: String? = nil,
        others: [String]
    ) throws(QueryError) -> RecordQuery {
        let fields = FilterParser(type: type, dataset: self, others: others)
        let shared = QueryFilterParser(type: type, dataset: self, filters: filters)
        var parsed: [ParsedFilter] = []
        for (name, value) in filters {
            if let filter = QueryFilter(rawValue: name) {
                parsed.append(try shared.filter(filter, value))
            } else {
                parsed.append(try fields.filter(name, value))
            }
        }
        try QueryError.refuseRepeated(parsed.map(\.name))
        let order = try sort.map { text throws(QueryError) in try SortOrder(text, of: type) } ?? SortOrder(of: type)
        return RecordQuery(type: type, order: order, parsed)
    }

    /// The served rows that meet every condition.
    func matches(_ query: RecordQuery) -> Bitmap { matches(query.type, query.conditions) }

    /// The served rows of a type that meet all conditions.
    func matches(_ type: RecordType, _ conditions: [Condition]) -> Bitmap {
        ConditionEvaluator(self).matches(type, conditions)
    }

    /// Finds the records of a query.
    package func find(_ query: RecordQuery) -> QueryResult { QueryResult(query, matches(query), in: self) }
}

extension QueryError {
    /// Two spellings of one parameter are that parameter given twice.
    static func refuseRepeated(_ names: [String]) throws(QueryError) {
        var seen: Set<String> = []
        guard let name = names.first(where: { !seen.insert($0).inserted }) else { return }
        throw QueryError(
            .repeatedParameter, parameter: name,
            detail: "The parameter \(name) is given twice; list its values in one: \(name)=a,b.")
    }
}
