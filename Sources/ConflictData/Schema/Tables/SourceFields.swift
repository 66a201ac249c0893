/// Who publishes or counts: monitors, agencies, ministries, armies.
enum SourceFields {
    static let fields = CommonFields.record([
        Field("name", .string, required: true, "The source's name."),
        Field("source_type", .vocabulary(.sourceType), required: true, "What kind of source it is."),
        Field("country", .code(.country), "Where it sits (ISO 3166-1 alpha-3)."),
        Field("url", .code(.url), "Its address on the web."),
        Field("affiliation_actor_id", .reference([.actor]), "The actor it belongs to or speaks for."),
        Field("description", .text, "What it is and how it works."),
    ])
}
