/// A list query that was checked: which records, in the default order.
package struct RecordQuery: Sendable {
    package let type: RecordType
    /// Equal for queries that mean the same; `name=value` joined by `&`, for entity tags.
    package let canonical: String
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
        for (name, value) in filters {
            if name == "actor" {
                predicates.append(try actorPredicates(type, value))
            } else {
                predicates.append(try parser.predicates(name, value))
            }
        }
        let canonical = filters.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
        return RecordQuery(type: type, canonical: canonical, predicates: predicates)
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
