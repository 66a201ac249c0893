/// Who publishes or counts: monitors, agencies, ministries, armies.
enum SourceFields {
    static let fields = CommonFields.record([
        Field("name", .string, required: true, search: 4, hxl: "#org+name", "The source's name."),
        Field("source_type", .vocabulary(.sourceType), required: true, hxl: "#org+type", "What kind of source it is."),
        Field("country", .code(.country), hxl: "#country+code", "Where it sits (ISO 3166-1 alpha-3)."),
        Field("url", .code(.url), hxl: "#meta+url", "Its address on the web."),
        Field(
            "affiliation_actor_id", .reference([.actor]), hxl: "#group+code", "The actor it belongs to or speaks for."),
        Field("description", .text, search: 1, hxl: "#description", "What it is and how it works."),
    ])
}
