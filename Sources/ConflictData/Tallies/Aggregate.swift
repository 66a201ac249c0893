/// A checked question for sums of counts by group.
package struct AggregateQuery: Sendable {
    package let counts: RecordQuery
    package let keys: [GroupKey]
    package let choice: PolicyChoice?

    package init(counts: RecordQuery, keys: [GroupKey], choice: PolicyChoice?) {
        self.counts = counts
        self.keys = keys
        self.choice = choice
    }
}

/// One row of an aggregate.
package struct AggregateRow: Sendable, Equatable {
    /// The value of each key of the group; nil where the counts have none.
    package let group: [String?]
    package let measure: String
    package let unit: String
    package let figure: CountInterval
    /// How many counts were added up, and of how many tallies.
    package let counts: Int
    package let tallies: Int
}

/// Why there is no aggregate.
package enum AggregateError: Error, Sendable {
    case query(QueryError)
    case overlap(OverlapReport)
}

extension Dataset {
    /// The rows of an aggregate, in order.
    func aggregate(_ query: AggregateQuery) throws(OverlapReport) -> AggregateTable {
        let index = indexes.statements(records)
        let grouping = view.groupings.grouping(by: query.keys.map(\.name)) {
            Grouping(CellKeys(query.keys, self, index))
        }
        let outcome = GuardedSum.outcome(
            of: matches(query.counts), by: grouping.keys, policy: query.choice?.policy,
            order: query.choice?.order ?? [], in: self, index)
        guard outcome.conflicts.isEmpty else {
            throw outcome.conflicts.report(self, index.reader, tried: query.choice?.policy)
        }
        return AggregateTable(outcome.cells, grouping)
    }

    /// A page of an aggregate.
    package func aggregatePage(
        _ query: AggregateQuery, limit: Int, cursor: String?
    ) throws(AggregateError) -> AggregatePage {
        let start: AggregateCursor?
        do throws(QueryError) {
            start = try cursor.map { text throws(QueryError) in try AggregateCursor(text, keys: query.keys.count) }
        } catch {
            throw .query(error)
        }
        do throws(OverlapReport) {
            return try aggregate(query).page(limit: limit, from: start)
        } catch {
            throw .overlap(error)
        }
    }
}
