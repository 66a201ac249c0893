extension QueryResult {
    /// Counts the values of some fields over the records found, each without the filters on the field itself, so that
    /// a choice can be widened.
    package func facets(_ fields: [FacetField], limit: Int) -> [FacetCounts] {
        var counters = fields.map { FacetCounter($0, in: dataset.records) }
        // Fields that nothing filters share one pass.
        let shared = fields.indices.filter { isUnfiltered(fields[$0]) }
        count(shared, in: rows, &counters)
        for index in fields.indices where !shared.contains(index) {
            count([index], in: dataset.matches(query.leaving(out: fields[index].name)), &counters)
        }
        return zip(fields, counters).map { field, counter in
            FacetSummary(field, counter, in: dataset).counts(limit: limit)
        }
    }

    private func isUnfiltered(_ field: FacetField) -> Bool {
        query.leaving(out: field.name).filters.count == query.filters.count
    }

    private func count(_ indexes: [Int], in rows: Bitmap, _ counters: inout [FacetCounter]) {
        guard !indexes.isEmpty else { return }
        rows.forEachBlock { block in
            for index in indexes { counters[index].add(block) }
        }
    }
}
