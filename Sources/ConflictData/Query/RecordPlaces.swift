/// Where the records of a type are: the references to places that are their own, and to the events whose places they
/// take where they have none.
struct RecordPlaces {
    let own: Int
    /// Rows inside the record that say where, too.
    let inside: (table: Int, column: Int)?
    let event: Int?

    static let ofEvents = Schema.shared.column(RecordType.event.table, "place_id")

    private static let byTable: [Int: RecordPlaces] = {
        func column(_ type: RecordType, _ path: String) -> Int { Schema.shared.column(type.table, path) }
        return [
            RecordType.event.table: RecordPlaces(own: ofEvents, inside: nil, event: nil),
            RecordType.tally.table: RecordPlaces(
                own: column(.tally, "place_id"), inside: nil, event: column(.tally, "event_id")),
            RecordType.article.table: RecordPlaces(
                own: column(.article, "place_ids"), inside: nil, event: column(.article, "event_ids")),
            // An interview is where it was held, and where it speaks of.
            RecordType.interview.table: RecordPlaces(
                own: column(.interview, "place_id"), inside: (ExcerptFields.table, column(.excerpt, "place_ids")),
                event: nil),
            RecordType.excerpt.table: RecordPlaces(own: column(.excerpt, "place_ids"), inside: nil, event: nil),
        ]
    }()

    /// Those of a table's rows; nil: they are nowhere.
    static func of(_ table: Int) -> RecordPlaces? { byTable[table] }
}
