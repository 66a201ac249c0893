/// The flat rows of `/v1/counts`: one count of one tally, the unit for spreadsheets, charts and HXL.
///
/// The names serve as filter, sort, group and column alike.
enum CountRow {
    static let table = Schema.shared.table(named: "tallies.counts")
    private static let tallies = Schema.shared.table(.tally)
    private static let tally: [ServedField.Hop] = [.parent(of: table)]

    static let fields: [ServedField] = [
        ServedField(
            name: "id", kind: .identifier, isList: false, summary: "Address of the count: `<tally id>.<n>`.",
            source: .rowID, hxl: "#meta+id"
        ),
        ofTally(
            "id", as: "tally_id", kind: .reference([.tally]), hxl: "#meta+id+tally",
            summary: "The tally that it belongs to."),
        own("n"),
        ofTally("attributed_to"),
        ofTally("relayed_by"),
        ofTally("article_id"),
        ofTally("event_id"),
        far(
            .event, "event_type", by: tally + [.link(DerivedColumns.tallyEvent)],
            summary: "ACLED event type of the event that it counts."),
        ofTally("place_id"),
        own("measure"),
        own("unit"),
        own("population.status"),
        own("population.affiliation_actor_id"),
        own("population.sex"),
        own("population.age_group"),
        own("population.occupation"),
        own("item.category"),
        own("item.outcome"),
        own("cause"),
        own("perpetrator.actor_id"),
        own("perpetrator.attribution"),
        own("value.qualifier", as: "qualifier"),
        own("value.value", as: "value"),
        own("value.min", as: "min"),
        own("value.max", as: "max"),
        own("value.best", as: "best"),
        own("value.text", as: "text"),
        ServedField(
            name: "part_of", kind: .reference([.count]), isList: false,
            summary: "Address of the count that this one is inside; never add a part to its whole.", source: .wholeID,
            hxl: "#meta+id+whole"
        ),
        own("exhaustive"),
        ofTally("accumulation"),
        ofTally("phase"),
        ofTally("kind"),
        ofTally("verification"),
        ofTally("reference_period.start", as: "period_start"),
        ofTally("reference_period.end", as: "period_end"),
        ofTally("report_date"),
        ofTally("recorded_at"),
        ofTally("revises"),
        ServedField(
            name: "superseded_by", kind: .reference([.tally]), isList: false,
            summary: "The tally that replaces this one's.", source: .via(tally, DerivedColumns.supersededBy),
            hxl: "#meta+id+successor"
        ),
        ofPlace("country", "Country of the place, or else of the event's (ISO 3166-1 alpha-3)."),
        ofPlace("location.lat", as: "lat", "Latitude of the same place in degrees."),
        ofPlace("location.lon", as: "lon", "Longitude of the same place in degrees."),
        ofTally("wording"),
    ]

    /// The members that are selected, in their order here; all without a selection, nil when it names anything else.
    static func fields(in selection: FieldSelection?) -> [ServedField]? {
        guard let names = selection.map({ Set($0.names) }) else { return fields }
        let selected = fields.filter { names.contains($0.name) }
        return selected.count == names.count ? selected : nil
    }

    /// A column of the counts themselves; flat names have underscores for dots.
    private static func own(_ path: String, as name: String? = nil) -> ServedField {
        let column = Schema.shared.column(table, path)
        return served(table, path, as: name, source: .own(column))
    }

    private static func ofTally(
        _ path: String, as name: String? = nil, kind: Field.Kind? = nil, hxl: String? = nil, summary: String? = nil
    ) -> ServedField {
        served(
            tallies, path, as: name, kind: kind, source: .via(tally, Schema.shared.column(tallies, path)), hxl: hxl,
            summary: summary)
    }

    /// Of the tally's own place, else of its event's.
    private static func ofPlace(_ path: String, as name: String? = nil, _ summary: String) -> ServedField {
        far(.place, path, as: name, by: tally + [.link(DerivedColumns.tallyPlace)], summary: summary)
    }

    private static func far(
        _ type: RecordType,
        _ path: String,
        as name: String? = nil,
        by hops: [ServedField.Hop],
        summary: String
    ) -> ServedField {
        let far = Schema.shared.table(type)
        return served(far, path, as: name, source: .via(hops, Schema.shared.column(far, path)), summary: summary)
    }

    private static func served(
        _ table: Int,
        _ path: String,
        as name: String?,
        kind: Field.Kind? = nil,
        source: ServedField.Source,
        hxl: String? = nil,
        summary: String? = nil
    ) -> ServedField {
        guard let layout = Schema.shared.tables[table].columns.first(where: { $0.path == path }) else {
            preconditionFailure("no column \(path)")
        }
        let flat = String(path.map { $0 == "." ? "_" : $0 })
        return ServedField(
            name: name ?? flat, kind: kind ?? layout.field.kind, isList: layout.field.isList,
            summary: summary ?? layout.field.summary, source: source, hxl: hxl ?? layout.field.hxl
        )
    }
}
