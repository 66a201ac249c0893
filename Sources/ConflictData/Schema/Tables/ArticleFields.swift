/// News items, after IPTC ninjs and schema.org.
enum ArticleFields {
    static let fields = CommonFields.record([
        Field("headline", .string, required: true, "The headline."),
        Field("abstract", .text, "The article in a sentence or two."),
        Field("body_text", .text, "The whole text."),
        Field("byline", .string, "Who wrote it."),
        Field("publisher_id", .reference([.source]), required: true, "The source that published it."),
        Field("url", .code(.url), "Where it was published."),
        Field("dateline", .string, "Where it was written from."),
        Field("published_at", .date, required: true, "When it was published."),
        Field("modified_at", .date, "When the publisher last changed it."),
        Field("genre", .vocabulary(.genre), "What kind of article it is."),
        Field("keywords", .string, list: true, "Keywords of the publisher."),
        Field("event_ids", .reference([.event]), list: true, "Events it reports."),
        Field("actor_ids", .reference([.actor]), list: true, "Actors it is about."),
        Field("place_ids", .reference([.place]), list: true, "Places it is about."),
        Field("corrections", .rows(correction), list: true, "What the publisher corrected, and when."),
    ])

    static let correction: [Field] = [
        Field("date", .date, required: true, "When it was corrected."),
        Field("text", .text, required: true, "What was corrected."),
    ]
}
