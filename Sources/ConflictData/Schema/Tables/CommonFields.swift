/// The keys that every record may carry.
enum CommonFields {
    static let leading: [Field] = [
        Field(
            "id", .identifier, required: true, hxl: "#meta+id",
            "The record's id, unique within its type and never reused.")
    ]

    static let trailing: [Field] = [
        Field("language", .code(.language), hxl: "#meta+lang", "Language of the record's text (BCP 47)."),
        Field("tags", .string, list: true, hxl: "#meta+tags", "Free labels."),
        Field("notes", .text, search: 1, hxl: "#description+notes", "Remarks of the editors."),
        Field(
            "external_ids", .map, hxl: "#meta+id+external",
            "The record's ids elsewhere: wikidata, acled, ucdp, glide, geonames, pcode…"),
        Field(
            "former_ids",
            .code(.formerID),
            list: true,
            hxl: "#meta+id+former", "Ids the record had before; each answers 308 to the present one."
        ),
        Field("recorded_at", .date, hxl: "#date+recorded", "Since when this dataset has known the record (RFC 3339)."),
        Field("updated_at", .date, hxl: "#date+updated", "When the record was last changed."),
        Field(
            "retracted_at", .date, hxl: "#date+retracted",
            "When the record was withdrawn; from then on its address answers 410."),
        Field("retraction_reason", .text, hxl: "#description+retraction", "Why the record was withdrawn."),
        Field("embargoed_until", .date, hxl: "#date+embargo", "The record is not served before this instant."),
    ]

    static func record(_ own: [Field]) -> [Field] { leading + own + trailing }
}
