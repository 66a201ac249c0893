package import ConflictData

extension AnswerColumn where Row == TimeSeriesPoint {
    /// The columns of a time series.
    package static let ofTimeSeries: [AnswerColumn<TimeSeriesPoint>] = [
        AnswerColumn("time", .text, "When it was so: a statement's own time, or the bucket.") { .text($0.time) },
        AnswerColumn("series", .text, "Party, measure and population.") { .text($0.series) },
        AnswerColumn("attributed_to", .text, "Who counts or claims.") { .text($0.attributedTo) },
        AnswerColumn("measure", .text, "What is counted.") { .text($0.measure) },
        AnswerColumn("population_status", .text, "Status of those who are counted.") { .text($0.populationStatus) },
        AnswerColumn("value", .integer, "The given figure; null where there is no single one.") {
            .integer($0.figure?.value)
        },
        AnswerColumn("min", .integer, "The least it can be; null when open.") { .integer($0.figure?.min) },
        AnswerColumn("max", .integer, "The most it can be; null when open.") { .integer($0.figure?.max) },
        AnswerColumn("qualifier", .text, "How the figure is meant; null for a sum and for a gap.") {
            .text($0.qualifier)
        },
        AnswerColumn("delta", .integer, "By how much a running total grew since the statement before.") {
            .integer($0.delta)
        },
        AnswerColumn("derived", .flag, "Whether there is a difference or a sum in it that nobody stated.") {
            .flag($0.isDerived)
        },
        AnswerColumn("tally_id", .text, "The tally behind the figure; null when there are several, or none.") {
            .text($0.tallyID)
        },
    ]
}
