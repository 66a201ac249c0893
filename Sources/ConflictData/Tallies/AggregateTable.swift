/// The cells of an aggregate in the order of their rows: by the values of the group's keys, then measure and unit.
struct AggregateTable: Sendable {
    private let cells: [AggregateCell]
    private let order: [Int]
    private let keys: CellKeys

    init(_ cells: [AggregateCell], _ grouping: Grouping) {
        self.cells = cells.filter { $0.counts > 0 }
        order = grouping.keys.inOrder(self.cells.map(\.key), grouping.ranks)
        keys = grouping.keys
    }

    var count: Int { order.count }

    func row(_ place: Int) -> AggregateRow {
        let cell = cells[order[place]]
        let labels = labels(place)
        return AggregateRow(
            group: Array(labels.dropLast(2)), measure: labels[labels.count - 2] ?? "",
            unit: labels[labels.count - 1] ?? "", figure: cell.interval, counts: cell.counts, tallies: cell.tallies)
    }

    private func labels(_ place: Int) -> [String?] { keys.labels(of: cells[order[place]].key) }

    func page(limit: Int, from cursor: AggregateCursor?) -> AggregatePage {
        var range = 0..<min(limit, count)
        if let cursor {
            // The first row that is not before the cursor's, or that is after it.
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                let labels = labels(middle)
                let isBefore =
                    cursor.isBackward
                    ? AggregateCursor.precedes(labels, cursor.labels) : !AggregateCursor.precedes(cursor.labels, labels)
                if isBefore { low = middle + 1 } else { high = middle }
            }
            range = cursor.isBackward ? max(0, low - limit)..<low : low..<min(low + limit, count)
        }
        return AggregatePage(
            rows: range.map(row),
            total: count,
            next: range.upperBound < count && !range.isEmpty
                ? AggregateCursor(isBackward: false, labels: labels(range.upperBound - 1)).text : nil,
            previous: range.lowerBound > 0 && !range.isEmpty
                ? AggregateCursor(isBackward: true, labels: labels(range.lowerBound)).text : nil)
    }
}

/// A page of the rows of an aggregate.
package struct AggregatePage: Sendable {
    package let rows: [AggregateRow]
    package let total: Int
    /// Opaque cursors of the pages after and before this one.
    package let next: String?
    package let previous: String?
}

/// A place among the rows of an aggregate: the values of the row beside it, so that it means the same after a reload.
struct AggregateCursor {
    let isBackward: Bool
    /// The values of the group's keys, the measure and the unit.
    let labels: [String?]

    init(isBackward: Bool, labels: [String?]) {
        self.isBackward = isBackward
        self.labels = labels
    }

    /// Reads what `text` wrote for a group of that many keys.
    init(_ text: String, keys: Int) throws(QueryError) {
        let parts = Base64URL.decode(text).map {
            String(decoding: $0, as: UTF8.self).split(separator: "\0", omittingEmptySubsequences: false)
        }
        guard let parts, parts.count == keys + 3, parts[0] == "after" || parts[0] == "before",
            parts.dropFirst().allSatisfy({ $0.isEmpty || $0.first == "=" })
        else {
            throw QueryError(
                .badCursor, parameter: "cursor",
                detail:
                    "This cursor is not one of this aggregate; take it from the link to the next page, or leave it out."
            )
        }
        isBackward = parts[0] == "before"
        labels = parts.dropFirst().map { $0.isEmpty ? nil : String($0.dropFirst()) }
    }

    var text: String {
        let parts = [isBackward ? "before" : "after"] + labels.map { label in label.map { "=" + $0 } ?? "" }
        return Base64URL.encode(Array(parts.joined(separator: "\0").utf8))
    }

    /// The order of rows.
    static func precedes(_ a: [String?], _ b: [String?]) -> Bool {
        for (x, y) in zip(a, b) where x != y { return TextOrder.isBefore(x, y) }
        return false
    }
}
