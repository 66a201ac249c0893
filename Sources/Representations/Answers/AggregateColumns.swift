package import ConflictData

extension AnswerColumn where Row == AggregateRow {
    /// The columns of an aggregate: one for each key of the group, then those that all have.
    package static func ofAggregate(_ keys: [GroupKey]) -> [AnswerColumn<AggregateRow>] {
        keys.enumerated().map { place, key in
            AnswerColumn(key.name, .text, in: "group", "The value that the counts of the row share.") {
                .text($0.group[place])
            }
        } + figures
    }

    private static let figures: [AnswerColumn<AggregateRow>] = [
        AnswerColumn("measure", .text, "What is counted.") { .text($0.measure) },
        AnswerColumn("unit", .text, "What one is.") { .text($0.unit) },
        AnswerColumn(
            "value", .integer, "The sum of the given figures; null when one of the counts has no single figure."
        ) {
            .integer($0.figure.value)
        },
        AnswerColumn("min", .integer, "The sum of the minima that are known; null when none is.") {
            .integer($0.figure.min)
        },
        AnswerColumn("max", .integer, "The sum of the maxima; null when one is open.") { .integer($0.figure.max) },
        AnswerColumn("counts", .integer, "How many counts were added up.") { .integer(Int64($0.counts)) },
        AnswerColumn("tallies", .integer, "How many tallies they are from.") { .integer(Int64($0.tallies)) },
    ]
}
