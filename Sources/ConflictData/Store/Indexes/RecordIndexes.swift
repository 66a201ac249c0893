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
    let placeTree: PlaceTree
    let placeLocations: PlaceLocations

    /// Made at first use, since not everybody asks for sums.
    private let statementIndex = OnceMade<StatementIndex>()

    init(of records: Records) {
        symbolOrder = SymbolOrder(of: records.symbols)
        let events = records.rowCounts[RecordType.event.table]
        func links(_ type: RecordType, _ path: String) -> [UInt32] {
            records.links[Schema.shared.column(type.table, path)]
        }
        talliesOfEvent = RowGroups(links(.tally, "event_id"), count: events)
        childEvents = RowGroups(links(.event, "parent_event_id"), count: events)
        placeTree = PlaceTree(of: records)
        placeLocations = PlaceLocations(of: records)
    }

    /// What aggregates and time series need to know of tallies and counts.
    func statements(_ records: Records) -> StatementIndex { statementIndex.value { StatementIndex(records) } }
}
