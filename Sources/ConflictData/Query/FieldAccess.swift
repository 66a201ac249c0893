/// Walks from a row to the row of another table that holds a served value.
enum FieldAccess {
    static func follow(_ hops: [ServedField.Hop], from row: Int, in records: Records) -> Int? {
        var row = row
        for hop in hops {
            switch hop {
            case .parent(let table): row = Int(records.parents[table][row])
            case .link(let column):
                guard let next = records.link(column, row) else { return nil }
                row = Int(next)
            }
        }
        return row
    }

    /// The table that a column belongs to.
    static func table(of column: Int) -> Int {
        if column >= Schema.shared.columnCount { return DerivedColumns.table(of: column) }
        return Schema.shared.tables.lastIndex { $0.firstColumn <= column && !$0.columns.isEmpty } ?? 0
    }

    /// What a column of a file holds.
    static func field(of column: Int) -> Field {
        let layout = Schema.shared.tables[table(of: column)]
        return layout.columns[column - layout.firstColumn].field
    }
}

extension RecordType {
    /// The table that holds the type's rows.
    var table: Int {
        switch self {
        case .excerpt: ExcerptFields.table
        case .count: CountRow.table
        default: Schema.shared.table(self)
        }
    }
}
