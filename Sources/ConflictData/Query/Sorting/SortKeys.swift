/// What the rows of a type are ordered by, read as numbers: the keys of an order and then the id, so that no two rows
/// are the same.
struct SortKeys: Sendable {
    let columns: [SortColumn]

    init(_ order: SortOrder, in dataset: Dataset) {
        columns =
            order.keys.flatMap { Self.columns($0, order.type, in: dataset) }
            + Self.idColumns(order.type, isDescending: order.idsDescend, in: dataset)
    }

    /// Whether a row stands before another of the same first key.
    func isBefore(_ row: UInt32, tiedWith other: UInt32) -> Bool {
        for index in 1..<columns.count {
            let (key, otherKey) = (columns[index].key(of: row), columns[index].key(of: other))
            if key != otherKey { return key < otherKey }
        }
        return false
    }

    /// Whether a row stands before a place (-1), at it (0) or after it (1).
    func comparison(of row: UInt32, to place: [Int64]) -> Int {
        for index in columns.indices {
            let key = columns[index].key(of: row)
            if key != place[index] { return key < place[index] ? -1 : 1 }
        }
        return 0
    }

    private static func columns(_ key: SortOrder.Key, _ type: RecordType, in dataset: Dataset) -> [SortColumn] {
        switch key.field.source {
        case .own(let column), .inner(_, let column):
            [SortColumn([], column, key.field.kind, isDescending: key.isDescending, in: dataset)]
        case .via(let hops, let column):
            [SortColumn(hops, column, key.field.kind, isDescending: key.isDescending, in: dataset)]
        case .rowID: idColumns(type, isDescending: key.isDescending, in: dataset)
        case .wholeID:
            idColumns(type, by: [.link(DerivedColumns.whole)], isDescending: key.isDescending, in: dataset)
        }
    }

    /// The id of a record; of a row inside one, that of the record and then its number.
    private static func idColumns(
        _ type: RecordType, by hops: [ServedField.Hop] = [], isDescending: Bool, in dataset: Dataset
    ) -> [SortColumn] {
        let owner = type.ownerType
        let id = dataset.records.idColumn(owner)
        guard type.isInner else { return [SortColumn(hops, id, .identifier, isDescending: isDescending, in: dataset)] }
        let number = Schema.shared.column(type.table, "n")
        return [
            SortColumn(
                hops + [.parent(of: type.table)], id, .identifier, isDescending: isDescending, in: dataset),
            SortColumn(hops, number, .integer(1...Int64.max), isDescending: isDescending, in: dataset),
        ]
    }
}
