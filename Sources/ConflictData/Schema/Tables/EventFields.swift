/// What happened, where and when; an offensive is the parent of its incidents.
enum EventFields {
    static let fields = CommonFields.record([
        Field("name", .string, required: true, search: 4, hxl: "#event+name", "What the event is called."),
        Field("event_type", .vocabulary(.eventType), required: true, hxl: "#event+type", "ACLED event type."),
        Field("sub_event_type", .vocabulary(.subEventType), hxl: "#event+subtype", "ACLED sub-event type."),
        Field("date_start", .date, required: true, hxl: "#date+start", "First day."),
        Field("date_end", .date, hxl: "#date+end", "Last day; absent: the same as the first."),
        Field(
            "date_precision", .integer(1...5), hxl: "#date+precision", "How exact the date is: 1 day … 5 year (UCDP)."),
        Field("place_id", .reference([.place]), hxl: "#loc+code", "Where it happened."),
        Field("actors", .rows(participant), list: true, "Who took part, and on which side."),
        Field(
            "parent_event_id", .reference([.event]), hxl: "#event+code+parent",
            "The larger event that this one is part of."),
        Field("description", .text, search: 1, hxl: "#description", "What happened."),
        Field("article_ids", .reference([.article]), list: true, hxl: "#meta+source", "Articles that report it."),
    ])

    static let participant: [Field] = [
        Field("actor_id", .reference([.actor]), required: true, hxl: "#group+code", "An actor that had a part in it."),
        Field("role", .vocabulary(.eventRole), required: true, hxl: "#group+role", "Its part in the event."),
    ]
}
