/// What finds rows fast: made once when a dataset is loaded, over all its records.
///
/// An index knows nothing of what is served at which moment: its results are intersected with `Dataset.served(_:)`, so
/// that views of one dataset at different moments share it.
final class RecordIndexes: Sendable {
    /// What makes texts compare as numbers, for sorting.
    let symbolOrder: SymbolOrder
    /// Of each event the tallies that count it.
    let talliesOfEvent: RowGroups
    /// Of each event the events that are directly part of it.
    let childEvents: RowGroups
    /// Of each column, by number.
    private let columns: [ColumnIndex]
    let placeTree: PlaceTree
    let placeLocations: PlaceLocations
    /// Reads what tallies are about, and tells which of them count the same.
    let statementReader: StatementReader
    /// Of each name the actors and places that bear it.
    let names: NameTable

    /// Made at first use, since not everybody asks for sums.
    private let statementIndex = OnceMade<StatementIndex>()

    /// Made when the first id of a type is not found.
    private let idOrders = Dictionary(
        uniqueKeysWithValues: RecordType.allCases.map { ($0, OnceMade<IDOrder>()) })

    /// `columns`: the indexes of those that files hold, of these records.
    init(of records: Records, _ columns: [ColumnIndex], _ symbolOrder: SymbolOrder) {
        self.symbolOrder = symbolOrder
        let columns = columns + Self.indexes(of: Schema.shared.columnCount..<records.columns.count, in: records)
        self.columns = columns
        talliesOfEvent = Self.groups(.tally, "event_id", columns, records)
        childEvents = Self.groups(.event, "parent_event_id", columns, records)
        placeTree = PlaceTree(of: records)
        placeLocations = PlaceLocations(of: records)
        statementReader = StatementReader(records)
        names = NameTable(of: records)
    }

    /// The indexes of the columns that files hold, which can be made before those that no file holds are there.
    static func columns(of records: Records) -> [ColumnIndex] {
        indexes(of: 0..<Schema.shared.columnCount, in: records)
    }

    private static func indexes(of columns: Range<Int>, in records: Records) -> [ColumnIndex] {
        Parallel.map(Array(columns)) { column in
            ColumnIndex.isWorthwhile(column) ? ColumnIndex(of: column, in: records) : .none
        }
    }

    /// What aggregates and time series need to know of tallies and counts.
    func statements(_ records: Records) -> StatementIndex {
        statementIndex.value { StatementIndex(records, statementReader) }
    }

    /// What counts count, by number, once it has been found out for sums; nothing is waited for.
    var readyCategories: CountCategories? { statementIndex.ready?.categories }

    /// The ids of a type in their order, in which those like a misspelt one are found.
    func idOrder(of type: RecordType, _ records: Records) -> IDOrder {
        func make() -> IDOrder { IDOrder(of: type, records, symbolOrder) }
        return idOrders[type]?.value(make) ?? make()
    }

    subscript(column: Int) -> ColumnIndex { columns[column] }

    /// The rows of a type by the event they refer to, shared with the index of that column.
    private static func groups(
        _ type: RecordType, _ path: String, _ columns: [ColumnIndex], _ records: Records
    ) -> RowGroups {
        if case .groups(let groups) = columns[Schema.shared.column(type.table, path)] { return groups }
        return RowGroups([], count: records.rowCounts[RecordType.event.table])
    }
}
