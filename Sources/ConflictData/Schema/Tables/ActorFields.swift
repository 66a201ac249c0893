/// Armed groups, states, civilians as a party, organisations; every name they go by.
enum ActorFields {
    static let fields = CommonFields.record([
        Field("name", .string, required: true, search: 4, hxl: "#group+name", "The actor's usual name."),
        Field("names", .rows(name), list: true, "Every other name it goes or went by."),
        Field("actor_type", .vocabulary(.actorType), required: true, hxl: "#group+type", "What kind of actor it is."),
        Field("country", .code(.country), hxl: "#country+code", "Where it belongs (ISO 3166-1 alpha-3)."),
        Field("active_from", .date, hxl: "#date+start", "Since when it has existed."),
        Field("active_to", .date, hxl: "#date+end", "Until when it existed."),
        Field("description", .text, search: 1, hxl: "#description", "Who it is."),
        Field("relations", .rows(relation), list: true, "How it stands to other actors, and when."),
    ])

    static let name: [Field] = [
        Field("name", .string, required: true, search: 4, "The name."),
        Field("lang", .code(.language), "Its language (BCP 47)."),
        Field("kind", .vocabulary(.nameKind), required: true, "What kind of name it is; a weak one never resolves."),
        Field("from", .date, "Since when it has been used."),
        Field("to", .date, "Until when it was used."),
        Field("used_by", .string, "Who uses it."),
    ]

    static let relation: [Field] = [
        Field("type", .vocabulary(.relationType), required: true, "How it is related to the other actor."),
        Field("actor_id", .reference([.actor]), required: true, "The other actor."),
        Field("from", .date, "Since when they are so related."),
        Field("to", .date, "Until when they were so related."),
    ]
}
