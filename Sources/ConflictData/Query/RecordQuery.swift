/// A list query that was checked: which records, in the default order.
package struct RecordQuery: Sendable {
    package let type: RecordType
    /// The filters in one spelling and order: equal for queries that mean the same, for addresses and entity tags.
    package let filters: [(name: String, value: String)]
    let predicates: [[Predicate]]
}

/// A page of a list.
package struct RecordPage: Sendable {
    package let rows: [Int]
    /// All records that match.
    package let total: Int
    /// Opaque cursors of the pages after and before this one.
    package let next: String?
    package let previous: String?
}

extension Dataset {
    /// Checks filters against the field table of a type. `others` are the route's own parameters, for suggestions.
    package func query(
        _ type: RecordType,
        filters: [(name: String, value: String)],
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
        return RecordQuery(type: type, filters: canonical.sorted { $0.name < $1.name }, predicates: predicates)
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

    /// A page of at most `limit` records, from the cursor of another page on or from the beginning.
    package func page(_ query: RecordQuery, limit: Int, cursor: String?) throws(QueryError) -> RecordPage {
        let matches = matches(query)
        var rows: [Int] = []
        let start = try cursor.map { text throws(QueryError) in try PageCursor(text, type: query.type) }
        if let start, start.isBackward {
            var row = matches.previous(before: start.row(in: self))
            while let found = row, rows.count < limit {
                rows.append(found)
                row = matches.previous(before: found)
            }
            rows.reverse()
        } else {
            var row = matches.next(from: start?.row(in: self) ?? 0)
            while let found = row, rows.count < limit {
                rows.append(found)
                row = matches.next(from: found + 1)
            }
        }
        let hasNext = rows.last.map { matches.next(from: $0 + 1) != nil } ?? false
        let hasPrevious = rows.first.map { matches.previous(before: $0) != nil } ?? false
        return RecordPage(
            rows: rows,
            total: matches.population,
            next: hasNext ? rows.last.map { PageCursor(after: $0, type: query.type, in: self).text } : nil,
            previous: hasPrevious ? rows.first.map { PageCursor(before: $0, type: query.type, in: self).text } : nil
        )
    }
}

extension [String] {
    /// The first that stands twice.
    fileprivate var firstRepeated: String? {
        var seen: Set<String> = []
        return first { !seen.insert($0).inserted }
    }
}
