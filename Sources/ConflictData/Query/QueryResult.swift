/// What a query found: which rows of which type, apart from how they are written. Pages, whole results, facets and
/// histograms come from here.
package struct QueryResult: Sendable {
    package let dataset: Dataset
    package let query: RecordQuery
    let rows: Bitmap

    /// All records that match.
    package let total: Int

    init(_ query: RecordQuery, _ rows: Bitmap, in dataset: Dataset) {
        self.dataset = dataset
        self.query = query
        self.rows = rows
        total = rows.population
    }

    /// Every row, in the order of the query.
    package var allRows: RowSequence {
        guard query.order.canonical != nil else { return RowSequence(rows) }
        var first = FirstRows(total, by: SortKeys(query.order, in: dataset), beyond: nil, isBackward: false)
        first.offer(rows)
        return RowSequence(first.finish().map(Int.init))
    }

    /// A page of at most `limit` records, from the cursor of another page on or from the beginning.
    package func page(limit: Int, cursor: String?) throws(QueryError) -> RecordPage {
        let keys = SortKeys(query.order, in: dataset)
        let start = try cursor.map { text throws(QueryError) in try PageCursor(text, of: query, keys) }
        let place = start?.place(by: keys, in: dataset)
        let isBackward = start?.isBackward ?? false
        var page =
            query.order.canonical == nil
            ? storedRows(limit, by: keys, beyond: place, isBackward: isBackward)
            : sortedRows(limit, by: keys, beyond: place, isBackward: isBackward)
        if isBackward { page = (page.rows.reversed(), page.hasPrevious, page.hasNext) }
        return RecordPage(
            rows: page.rows.map(Int.init),
            total: total,
            next: page.hasNext
                ? page.rows.last.map { PageCursor(after: $0, by: keys, in: dataset).text(for: query) } : nil,
            previous: page.hasPrevious
                ? page.rows.first.map { PageCursor(before: $0, by: keys, in: dataset).text(for: query) } : nil
        )
    }

    /// Rows going away from a place, and whether there are more on that side and on the other.
    private typealias Stretch = (rows: [UInt32], hasNext: Bool, hasPrevious: Bool)

    /// In the order in which rows are stored a page is the first bits that are set.
    private func storedRows(_ limit: Int, by keys: SortKeys, beyond place: [Int64]?, isBackward: Bool) -> Stretch {
        var found: [UInt32] = []
        if isBackward {
            let end = place.map { firstRow(by: keys, to: $0, isAfter: false) } ?? rows.count
            var row = rows.previous(before: end)
            while let next = row, found.count < limit {
                found.append(UInt32(next))
                row = rows.previous(before: next)
            }
            return (found, row != nil, rows.next(from: end) != nil)
        }
        let start = place.map { firstRow(by: keys, to: $0, isAfter: true) } ?? 0
        var row = rows.next(from: start)
        while let next = row, found.count < limit {
            found.append(UInt32(next))
            row = rows.next(from: next + 1)
        }
        return (found, row != nil, rows.previous(before: start) != nil)
    }

    /// The first row, served or not, that stands behind a place, or else not before it.
    private func firstRow(by keys: SortKeys, to place: [Int64], isAfter: Bool) -> Int {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = low + (high - low) / 2
            let comparison = keys.comparison(of: UInt32(middle), to: place)
            if isAfter ? comparison > 0 : comparison >= 0 { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func sortedRows(_ limit: Int, by keys: SortKeys, beyond place: [Int64]?, isBackward: Bool) -> Stretch {
        var first = FirstRows(limit, by: keys, beyond: place, isBackward: isBackward)
        first.offer(rows)
        let found = first.finish()
        return (found, first.count > found.count, total > first.count)
    }
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
