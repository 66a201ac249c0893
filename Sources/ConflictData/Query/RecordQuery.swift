/// A list query that was checked: which records, in which order.
package struct RecordQuery: Sendable {
    package let type: RecordType
    package let order: SortOrder
    /// The filters in one spelling and order: equal for queries that mean the same, for addresses and entity tags.
    package let filters: [(name: String, value: String)]
    let predicates: [[Predicate]]
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
        let parser = FilterParser(type: type, dataset: self, others: others + ["actor"])
        var predicates: [[Predicate]] = []
        var canonical: [(name: String, value: String)] = []
        for (name, value) in filters {
            let values = try FilterParser.values(of: name, value)
            if name == "actor" {
                predicates.append(try actorPredicates(type, values))
                canonical.append((name, FilterParser.joined(values)))
            } else {
                let filter = try parser.filter(name, values)
                predicates.append([filter.predicate])
                canonical.append((filter.name, FilterParser.joined(values)))
            }
        }
        if let name = canonical.map(\.name).firstRepeated {
            throw QueryError(
                .repeatedParameter, parameter: name,
                detail: "The parameter \(name) is given twice; list its values in one: \(name)=a,b."
            )
        }
        let order = try sort.map { text throws(QueryError) in try SortOrder(text, of: type) } ?? SortOrder(of: type)
        return RecordQuery(
            type: type, order: order, filters: canonical.sorted { $0.name < $1.name }, predicates: predicates)
    }

    /// The served rows that pass every filter; a filter passes when one of its predicates does.
    func matches(_ query: RecordQuery) -> Bitmap {
        var matches = served(query.type)
        for alternatives in query.predicates {
            var passing = Bitmap(count: matches.count)
            for predicate in alternatives { passing.formUnion(predicate.matches(query.type, in: records)) }
            matches.formIntersection(passing)
        }
        return matches
    }

    /// Finds the records of a query.
    package func find(_ query: RecordQuery) -> QueryResult { QueryResult(query, matches(query), in: self) }
}

extension [String] {
    /// The first that stands twice.
    fileprivate var firstRepeated: String? {
        var seen: Set<String> = []
        return first { !seen.insert($0).inserted }
    }
}
