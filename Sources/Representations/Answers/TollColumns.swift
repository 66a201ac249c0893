package import ConflictData

/// One figure of a toll as a flat row: what a statement comes to, or one of its parts.
package struct TollFigure: Sendable {
    let statement: TollStatement
    let count: TollCount
    /// The count that this one is inside.
    let whole: String?

    /// The figures of the statements that stand, each before its parts. What a statement states side by side has no
    /// figure of its own: nobody has added it up.
    package static func all(of toll: Toll) -> [TollFigure] {
        toll.statements.flatMap { figures(of: $0.value, in: $0, inside: nil) }
    }

    private static func figures(
        of count: TollCount, in statement: TollStatement, inside whole: String?
    ) -> [TollFigure] {
        let own = count.id == nil ? [] : [TollFigure(statement: statement, count: count, whole: whole)]
        return own + count.parts.flatMap { figures(of: $0, in: statement, inside: count.id) }
    }
}

extension AnswerColumn where Row == TollFigure {
    /// The columns of a toll's figures; what rows of counts have too is named as there.
    package static let ofToll: [AnswerColumn<TollFigure>] = party + figure + subject + statement

    private static let party: [AnswerColumn<TollFigure>] = [
        AnswerColumn("attributed_to", .text, "Who counts or claims.") { .text($0.statement.party.id) },
        AnswerColumn("name", .text, "The name of who counts or claims.") { .text($0.statement.party.name) },
        AnswerColumn("tally_id", .text, "The tally that states it.") { .text($0.statement.tally) },
        AnswerColumn("count_id", .text, "The count in it.") { .text($0.count.id) },
        AnswerColumn("part_of", .text, "The count that this one is inside: never add both.") { .text($0.whole) },
        AnswerColumn("in_total", .flag, "Whether it is in its party's total, itself or as a part.") {
            .flag($0.statement.isInTotal)
        },
    ]

    private static let figure: [AnswerColumn<TollFigure>] = [
        AnswerColumn("measure", .text, "What is counted.") { .text($0.count.measure) },
        AnswerColumn("unit", .text, "What one is.") { .text($0.count.unit) },
        AnswerColumn("qualifier", .text, "How the figure is meant.") { .text($0.count.qualifier) },
        AnswerColumn("value", .integer, "The given figure; null where there is no single one.") {
            .integer($0.count.interval.value)
        },
        AnswerColumn("min", .integer, "The least it can be; null when open.") { .integer($0.count.interval.min) },
        AnswerColumn("max", .integer, "The most it can be; null when open.") { .integer($0.count.interval.max) },
        AnswerColumn("best", .integer, "The party's best estimate, where it gives one.") { .integer($0.count.best) },
        AnswerColumn("text", .text, "The word that stands for the figure, such as dozens.") { .text($0.count.text) },
    ]

    private static let subject: [AnswerColumn<TollFigure>] = [
        AnswerColumn("population_status", .text, "Status of those who are counted.") {
            .text($0.count.subject.status)
        },
        AnswerColumn("population_affiliation_actor_id", .text, "The side they belong to.") {
            .text($0.count.subject.affiliation)
        },
        AnswerColumn("population_sex", .text, "Their sex.") { .text($0.count.subject.sex) },
        AnswerColumn("population_age_group", .text, "Their age group.") { .text($0.count.subject.ageGroup) },
        AnswerColumn("population_occupation", .text, "What they do for a living.") {
            .text($0.count.subject.occupation)
        },
        AnswerColumn("item_category", .text, "The kind of materiel.") { .text($0.count.subject.itemCategory) },
        AnswerColumn("item_outcome", .text, "What became of it.") { .text($0.count.subject.itemOutcome) },
        AnswerColumn("cause", .text, "What they died of (SDG 16.1.2).") { .text($0.count.subject.cause) },
        AnswerColumn("perpetrator_actor_id", .text, "By whose deed.") { .text($0.count.subject.perpetrator) },
        AnswerColumn("perpetrator_attribution", .text, "How sure that is.") { .text($0.count.subject.attribution) },
    ]

    private static let statement: [AnswerColumn<TollFigure>] = [
        AnswerColumn("period_start", .text, "Of when the statement is.") { .text($0.statement.periodStart) },
        AnswerColumn("period_end", .text, "Until when the statement is.") { .text($0.statement.periodEnd) },
        AnswerColumn("report_date", .text, "When it was made.") { .text($0.statement.reportDate) },
        AnswerColumn("event_id", .text, "The event that it is about.") { .text($0.statement.event) },
        AnswerColumn("place_id", .text, "The place that it is about.") { .text($0.statement.place) },
        AnswerColumn("accumulation", .text, "Incremental, cumulative or at a point in time.") {
            .text($0.statement.accumulation)
        },
        AnswerColumn("phase", .integer, "Which of the party's counts, where it began anew.") {
            .integer($0.statement.phase)
        },
        AnswerColumn("kind", .text, "Documented, an estimate or a claim.") { .text($0.statement.kind) },
        AnswerColumn("verification", .text, "How far it is verified.") { .text($0.statement.verification) },
        AnswerColumn("relayed_by", .texts, "Who passed it on.") { .texts($0.statement.relayedBy) },
        AnswerColumn("article_id", .text, "The article that reports it.") { .text($0.statement.article) },
        AnswerColumn("wording", .text, "In the party's own words.") { .text($0.statement.wording) },
    ]
}
