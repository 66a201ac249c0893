/// What finds the rows of a column by its values; none where a scan does as well.
enum ColumnIndex: Sendable {
    case none
    /// References of any number, to any number of records.
    case groups(RowGroups)
    /// One of few values a row.
    case codes(CodeIndex)
    /// Dates and integers.
    case bounds(BlockBounds)

    /// The index that fits what a column holds.
    init(of column: Int, in records: Records) {
        let values = records.columns[column]
        let isList = !values.starts.isEmpty
        if !records.links[column].isEmpty {
            self = Self.references(column, isList, records)
        } else if !values.wide.isEmpty {
            self = Self.holdsNumbers(column) ? .none : .bounds(BlockBounds(values.wide))
        } else if !isList, let codes = CodeIndex(values.narrow, none: SymbolTable.none) {
            self = .codes(codes)
        } else {
            self = .none
        }
    }

    /// Few targets are told apart by a byte a row; of many, each has its rows.
    private static func references(_ column: Int, _ isList: Bool, _ records: Records) -> ColumnIndex {
        if !isList, !alwaysGrouped.contains(column),
            let codes = CodeIndex(records.links[column], none: Records.none)
        {
            return .codes(codes)
        }
        let targets = targets(of: column).map { records.rowCounts[$0.table] }
        let starts = isList ? records.columns[column].starts : nil
        return .groups(RowGroups(records.links[column], starts: starts, targets: targets))
    }

    /// What events hold is asked for event by event.
    private static let alwaysGrouped: Set<Int> = [
        Schema.shared.column(RecordType.tally.table, "event_id"),
        Schema.shared.column(RecordType.event.table, "parent_event_id"),
    ]

    private static func targets(of column: Int) -> [RecordType] {
        switch column {
        case DerivedColumns.articleActors, DerivedColumns.exchangeActors: return [.actor]
        case DerivedColumns.whole: return [.count]
        default:
            guard case .reference(let types) = FieldAccess.field(of: column).kind else { return [] }
            return types
        }
    }

    /// Decimal numbers do not compare by their words.
    private static func holdsNumbers(_ column: Int) -> Bool {
        guard column < Schema.shared.columnCount else { return false }
        if case .number = FieldAccess.field(of: column).kind { return true }
        return false
    }

    /// The columns that are worth one: not ids, which the dataset finds anyway, and not what differs by the moment.
    static func isWorthwhile(_ column: Int) -> Bool {
        guard column < Schema.shared.columnCount else {
            return column == DerivedColumns.articleActors || column == DerivedColumns.exchangeActors
        }
        if case .identifier = FieldAccess.field(of: column).kind { return false }
        return true
    }
}
