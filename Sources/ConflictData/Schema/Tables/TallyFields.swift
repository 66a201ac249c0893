/// Casualty tallies: one statement by one party at one time about one scope.
enum TallyFields {
    static let fields = CommonFields.record([
        Field("attributed_to", .reference([.source, .actor]), required: true, "Who counts or claims."),
        Field("relayed_by", .reference([.source]), list: true, "Who passed the statement on."),
        Field("article_id", .reference([.article]), "The article it was taken from."),
        Field("event_id", .reference([.event]), "The event it counts."),
        Field("place_id", .reference([.place]), "The place it counts."),
        Field("report_date", .date, required: true, "When the statement was made."),
        Field("reference_period", .object(period), required: true, "The time it counts."),
        Field(
            "accumulation",
            .vocabulary(.accumulation),
            required: true,
            "New in the period, a running total, or a state at a moment."
        ),
        Field("phase", .integer(0...Int64(Int32.max)), "A new number when the party restarted its count."),
        Field("kind", .vocabulary(.tallyKind), required: true, "Documented case by case, estimated, or claimed."),
        Field("verification", .vocabulary(.verification), "How far others bear it out."),
        Field("revises", .reference([.tally]), "The tally this one replaces."),
        Field("revision_kind", .vocabulary(.revisionKind), "Why it replaces it."),
        Field("caveats", .text, list: true, "What to keep in mind when using it."),
        Field("wording", .string, "The source's words."),
        Field("counts", .rows(count), list: true, "The figures of the statement."),
    ])

    static let period: [Field] = [
        Field("start", .date, required: true, "First day counted."),
        Field("end", .date, required: true, "Last day counted."),
    ]

    static let count: [Field] = [
        Field("n", .integer(1...Int64(Int32.max)), required: true, "Its number within the tally; never reused."),
        Field("measure", .vocabulary(.measure), required: true, "What is counted."),
        Field("unit", .vocabulary(.unit), "What one is; absent: persons."),
        Field("population", .object(population), "Who is counted."),
        Field("item", .object(item), "What is counted, for materiel."),
        Field("cause", .vocabulary(.cause), "Cause of death or injury."),
        Field("perpetrator", .object(perpetrator), "Who did it, and on whose word."),
        Field("value", .figure, required: true, "The figure, and how sure it is."),
        Field("part_of", .integer(1...Int64(Int32.max)), "The `n` of the count that this one is inside."),
        Field("exhaustive", .flag, "True: the direct parts of this count sum to it."),
    ]

    static let population: [Field] = [
        Field("status", .vocabulary(.populationStatus), required: true, "Status of the victims."),
        Field("affiliation_actor_id", .reference([.actor]), "The party they belonged to."),
        Field("sex", .vocabulary(.sex), "Sex."),
        Field("age_group", .vocabulary(.ageGroup), "Age group."),
        Field("occupation", .string, "Occupation, in free text."),
    ]

    static let item: [Field] = [
        Field("category", .vocabulary(.itemCategory), required: true, "Kind of materiel."),
        Field("outcome", .vocabulary(.itemOutcome), required: true, "What became of it."),
    ]

    static let perpetrator: [Field] = [
        Field("actor_id", .reference([.actor]), required: true, "The actor."),
        Field("attribution", .vocabulary(.attribution), required: true, "On whose word."),
    ]

    private static let figure = 0...Int64.max

    /// The keys of a `CountValue`; which of them go together depends on the qualifier.
    static let value: [Field] = [
        Field("qualifier", .vocabulary(.qualifier), required: true, "How the figure is meant."),
        Field("value", .integer(figure), "The figure itself."),
        Field("min", .integer(figure), "Lower bound; derived where it is not given."),
        Field("max", .integer(figure), "Upper bound; derived where it is not given, null when open."),
        Field("best", .integer(figure), "Best estimate between the bounds."),
        Field("rounded_to", .integer(1...Int64.max), "The figure was rounded to a multiple of this."),
        Field("text", .string, "The word used in place of a number: dozens, hundreds."),
    ]
}
