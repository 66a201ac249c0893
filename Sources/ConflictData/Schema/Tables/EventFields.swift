/// What happened, where and when; an offensive is the parent of its incidents.
enum EventFields {
    static let fields = CommonFields.record([
        Field("name", .string, required: true, "What the event is called."),
        Field("event_type", .vocabulary(.eventType), required: true, "ACLED event type."),
        Field("sub_event_type", .vocabulary(.subEventType), "ACLED sub-event type."),
        Field("date_start", .date, required: true, "First day."),
        Field("date_end", .date, "Last day; absent: the same as the first."),
        Field("date_precision", .integer(1...5), "How exact the date is: 1 day … 5 year (UCDP)."),
        Field("place_id", .reference([.place]), "Where it happened."),
        Field("actors", .rows(participant), list: true, "Who took part, and on which side."),
        Field("parent_event_id", .reference([.event]), "The larger event that this one is part of."),
        Field("description", .text, "What happened."),
        Field("article_ids", .reference([.article]), list: true, "Articles that report it."),
    ])

    static let participant: [Field] = [
        Field("actor_id", .reference([.actor]), required: true, "The actor."),
        Field("role", .vocabulary(.eventRole), required: true, "Its part in the event."),
    ]
}
