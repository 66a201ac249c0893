/// Casualty tallies: one statement by one party at one time about one scope.
enum TallyFields {
    static let fields = CommonFields.record([
        Field(
            "attributed_to", .reference([.source, .actor]), required: true, hxl: "#group+name+claimant",
            "Who counts or claims."),
        Field(
            "relayed_by", .reference([.source]), list: true, hxl: "#group+name+relay", "Who passed the statement on."),
        Field("article_id", .reference([.article]), hxl: "#meta+source", "The article it was taken from."),
        Field("event_id", .reference([.event]), hxl: "#event+code", "The event it counts."),
        Field("place_id", .reference([.place]), hxl: "#loc+code", "The place it counts."),
        Field("report_date", .date, required: true, hxl: "#date+reported", "When the statement was made."),
        Field("reference_period", .object(period), required: true, "The time it counts."),
        Field(
            "accumulation",
            .vocabulary(.accumulation),
            required: true,
            hxl: "#meta+accumulation", "New in the period, a running total, or a state at a moment."
        ),
        Field(
            "phase", .integer(0...Int64(Int32.max)), hxl: "#meta+phase",
            "A new number when the party restarted its count."),
        Field(
            "kind", .vocabulary(.tallyKind), required: true, hxl: "#meta+kind",
            "Documented case by case, estimated, or claimed."),
        Field("verification", .vocabulary(.verification), hxl: "#status+name", "How far others bear it out."),
        Field("revises", .reference([.tally]), hxl: "#meta+id+revised", "The tally this one replaces."),
        Field("revision_kind", .vocabulary(.revisionKind), hxl: "#meta+revision", "Why it replaces it."),
        Field(
            "caveats", .text, list: true, search: 1, hxl: "#description+caveats", "What to keep in mind when using it."),
        Field("wording", .string, search: 2, hxl: "#description+wording", "The source's words."),
        Field("counts", .rows(count), list: true, "The figures of the statement."),
    ])

    static let period: [Field] = [
        Field("start", .date, required: true, hxl: "#date+start", "First day counted."),
        Field("end", .date, required: true, hxl: "#date+end", "Last day counted."),
    ]

    static let count: [Field] = [
        Field(
            "n", .integer(1...Int64(Int32.max)), required: true, hxl: "#meta+num",
            "Its number within the tally; never reused."),
        Field("measure", .vocabulary(.measure), required: true, hxl: "#indicator+name", "What is counted."),
        Field("unit", .vocabulary(.unit), hxl: "#indicator+unit", "What one is; absent: persons."),
        Field("population", .object(population), "Who is counted."),
        Field("item", .object(item), "What is counted, for materiel."),
        Field("cause", .vocabulary(.cause), hxl: "#cause+type", "Cause of death or injury."),
        Field("perpetrator", .object(perpetrator), "Who did it, and on whose word."),
        Field("value", .figure, required: true, "The figure, and how sure it is."),
        Field(
            "part_of", .integer(1...Int64(Int32.max)), hxl: "#meta+id+whole",
            "The `n` of the count that this one is inside."),
        Field("exhaustive", .flag, hxl: "#meta+exhaustive", "True: the direct parts of this count sum to it."),
    ]

    static let population: [Field] = [
        Field(
            "status", .vocabulary(.populationStatus), required: true, hxl: "#group+type+victim",
            "Status of the victims."),
        Field("affiliation_actor_id", .reference([.actor]), hxl: "#group+name+victim", "The party they belonged to."),
        Field("sex", .vocabulary(.sex), hxl: "#group+sex+victim", "Sex of the victims."),
        Field("age_group", .vocabulary(.ageGroup), hxl: "#group+age+victim", "Age group of the victims."),
        Field(
            "occupation", .string, hxl: "#group+occupation+victim", "Occupation of the victims, in free text."),
    ]

    static let item: [Field] = [
        Field("category", .vocabulary(.itemCategory), required: true, hxl: "#item+type", "Kind of materiel."),
        Field("outcome", .vocabulary(.itemOutcome), required: true, hxl: "#item+status", "What became of it."),
    ]

    static let perpetrator: [Field] = [
        Field("actor_id", .reference([.actor]), required: true, hxl: "#group+name+perpetrator", "Who did it."),
        Field(
            "attribution", .vocabulary(.attribution), required: true, hxl: "#status+perpetrator",
            "On whose word the perpetrator is named."),
    ]

    private static let figure = 0...Int64.max

    /// The keys of a `CountValue`; which of them go together depends on the qualifier.
    static let value: [Field] = [
        Field("qualifier", .vocabulary(.qualifier), required: true, hxl: "#meta+qualifier", "How the figure is meant."),
        Field("value", .integer(figure), hxl: "#indicator+num+value", "The figure itself."),
        Field("min", .integer(figure), hxl: "#indicator+num+min", "Lower bound; derived where it is not given."),
        Field(
            "max", .integer(figure), hxl: "#indicator+num+max",
            "Upper bound; derived where it is not given, null when open."),
        Field("best", .integer(figure), hxl: "#indicator+num+best", "Best estimate between the bounds."),
        Field(
            "rounded_to", .integer(1...Int64.max), hxl: "#indicator+num+rounding",
            "The figure was rounded to a multiple of this."),
        Field("text", .string, hxl: "#indicator+text", "The word used in place of a number: dozens, hundreds."),
    ]
}
