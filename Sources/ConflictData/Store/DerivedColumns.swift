/// Columns that no file holds: made when all records are known, numbered after those of the schema.
enum DerivedColumns {
    /// Of tallies: the tally that supersedes it.
    static let supersededBy = Schema.shared.columnCount
    /// Of tallies: the place they count, their own or else their event's; none that is hidden.
    static let tallyPlace = Schema.shared.columnCount + 1
    /// Of counts: the count that it is part of.
    static let whole = Schema.shared.columnCount + 2
    /// Of articles: the actors that their text names.
    static let articleActors = Schema.shared.columnCount + 3
    /// Of exchanges: the actors that their text names.
    static let exchangeActors = Schema.shared.columnCount + 4
    /// Of tallies: the event they count, unless it is hidden.
    static let tallyEvent = Schema.shared.columnCount + 5
    static let count = 6

    /// The table that a derived column belongs to.
    static func table(of column: Int) -> Int {
        switch column {
        case whole: CountParts.table
        case articleActors: Schema.shared.table(.article)
        case exchangeActors: ExcerptFields.table
        default: Schema.shared.table(.tally)
        }
    }

    /// Fills the columns as if nothing were hidden and nothing revised.
    static func add(to records: inout Records, _ mentions: RecordMentions) {
        setScopes(in: &records, events: records.links[tallyEventColumn]) { $0 }
        setActors(of: mentions, in: &records) { _ in true }
    }

    /// Takes out of them what is hidden at a moment, and says what supersedes what.
    static func hide(
        in records: inout Records, _ standing: Standing, _ mentions: RecordMentions, _ chronology: Chronology
    ) {
        setSuperseding(standing.supersededBy, of: chronology.revised(in: records), in: &records)
        if standing.hidesSome(of: .event) || standing.hidesSome(of: .place) {
            setScopes(in: &records, events: standing.withoutHidden(.event, records.links[tallyEventColumn])) {
                standing.withoutHidden(.place, $0)
            }
            records.momentColumns.formUnion([tallyPlace, tallyEvent])
        }
        if standing.states[RecordType.actor.table].contains(where: { $0 != .served }) {
            setActors(of: mentions, in: &records) { standing.state(.actor, $0) == .served }
            records.momentColumns.formUnion([articleActors, exchangeActors])
        }
        records.momentColumns.insert(supersededBy)
    }

    private static let tallyEventColumn = Schema.shared.column(RecordType.tally.table, "event_id")

    private static func setScopes(
        in records: inout Records, events: [UInt32], hidingPlaces: ([UInt32]) -> [UInt32]
    ) {
        let place = Schema.shared.column(RecordType.tally.table, "place_id")
        let eventPlace = Schema.shared.column(RecordType.event.table, "place_id")
        let places = (0..<records.rowCounts[RecordType.tally.table]).map { row in
            records.link(place, row)
                ?? (row < events.count && events[row] != Records.none
                    ? records.link(eventPlace, Int(events[row])) : nil)
                ?? Records.none
        }
        records.links[tallyEvent] = events
        setLinks(of: tallyPlace, to: hidingPlaces(places), in: &records, ids: records.idColumn(.place))
    }

    private static func setActors(
        of mentions: RecordMentions, in records: inout Records, isServed: (Int) -> Bool
    ) {
        (records.columns[articleActors], records.links[articleActors]) = mentions.articles.actors(records, isServed)
        (records.columns[exchangeActors], records.links[exchangeActors]) = mentions.exchanges.actors(records, isServed)
    }

    /// - Parameter revised: the only tallies that may be superseded.
    private static func setSuperseding(_ by: [UInt32], of revised: [Int], in records: inout Records) {
        let superseded = revised.filter { by[$0] != Records.none }
        records.links[supersededBy] = superseded.isEmpty ? [] : by
        records.columns[supersededBy] = Column()
        guard !superseded.isEmpty else { return }
        let ids = records.columns[records.idColumn(.tally)]
        var names = [UInt32](repeating: SymbolTable.none, count: by.count)
        for row in superseded { names[row] = ids.narrow(Int(by[row])) }
        records.columns[supersededBy].narrow = names
    }

    private static func setLinks(of column: Int, to rows: [UInt32], in records: inout Records, ids: Int) {
        guard rows.contains(where: { $0 != Records.none }) else {
            records.links[column] = []
            records.columns[column] = Column()
            return
        }
        let names = records.columns[ids]
        records.links[column] = rows
        records.columns[column].narrow = rows.map { $0 == Records.none ? 0 : names.narrow(Int($0)) }
    }

    /// `recorded_at` where a record does not give it: its article's publication, else its report; else it stays open.
    static func fillRecordedAt(in records: inout Records) {
        let schema = Schema.shared
        let published = schema.column(schema.table(.article), "published_at")
        for type in [RecordType.article, .tally, .interview] {
            let table = schema.table(type)
            let column = schema.column(table, "recorded_at")
            let article = type == .article ? nil : schema.column(table, "article_id")
            let report = type == .tally ? schema.column(table, "report_date") : nil
            for row in 0..<records.rowCounts[table] where records.date(column, row) == nil {
                let date: PackedDate? =
                    if let article {
                        records.link(article, row).flatMap { records.date(published, Int($0)) }
                            ?? report.flatMap { records.date($0, row) }
                    } else {
                        records.date(published, row)
                    }
                // The form is ours, so that no text has to be kept beside it.
                if let date { records.columns[column].set(wide: date.inOwnForm.bits, row: row) }
            }
        }
    }

    /// Counts without a unit count persons.
    static func fillUnits(in records: inout Records) {
        let column = Schema.shared.column(CountParts.table, "unit")
        let persons = Terms.symbol("persons")
        for row in 0..<records.rowCounts[CountParts.table] where records.columns[column].narrow(row) == 0 {
            records.columns[column].set(narrow: persons, row: row)
        }
    }
}

extension PackedDate {
    /// The same instant without another spelling; coarse dates as they are.
    var inOwnForm: PackedDate { precision == .instant ? PackedDate(start: start, precision: .second) : self }
}
