/// News items, after IPTC ninjs and schema.org.
enum ArticleFields {
    static let fields = CommonFields.record([
        Field("headline", .string, required: true, search: 4, hxl: "#meta+title", "The headline."),
        Field("abstract", .text, search: 2, hxl: "#description+abstract", "The article in a sentence or two."),
        Field("body_text", .text, search: 1, hxl: "#description+text", "The whole text."),
        Field("byline", .string, search: 1, hxl: "#contact+name", "Who wrote it."),
        Field(
            "publisher_id", .reference([.source]), required: true, hxl: "#meta+source", "The source that published it."),
        Field("url", .code(.url), hxl: "#meta+url", "Where it was published."),
        Field("dateline", .string, search: 1, hxl: "#loc+dateline", "Where it was written from."),
        Field("published_at", .date, required: true, hxl: "#date+reported", "When it was published."),
        Field("modified_at", .date, hxl: "#date+modified", "When the publisher last changed it."),
        Field("genre", .vocabulary(.genre), hxl: "#meta+genre", "What kind of article it is."),
        Field("keywords", .string, list: true, search: 2, hxl: "#meta+keywords", "Keywords of the publisher."),
        Field("event_ids", .reference([.event]), list: true, hxl: "#event+code", "Events it reports."),
        Field("actor_ids", .reference([.actor]), list: true, hxl: "#group+code", "Actors it is about."),
        Field("place_ids", .reference([.place]), list: true, hxl: "#loc+code", "Places it is about."),
        Field("corrections", .rows(correction), list: true, "What the publisher corrected, and when."),
    ])

    static let correction: [Field] = [
        Field("date", .date, required: true, "When it was corrected."),
        Field("text", .text, required: true, search: 1, "What was corrected."),
    ]
}
