package import ConflictData

/// One value of a row that was worked out, as JSON, CSV and charts take it.
package enum AnswerValue: Sendable, Equatable {
    case text(String?)
    case integer(Int64?)
    case flag(Bool)
}

/// One column of rows that are worked out and not records: its name, what it means, and how to get it.
///
/// The tables of these are what every format of such an answer is written from.
package struct AnswerColumn<Row: Sendable>: Sendable {
    package let name: String
    /// The member that holds the value in JSON where it does not stand in the row itself: `group`.
    package let parent: String?
    /// One sentence for people.
    package let summary: String
    package let value: @Sendable (Row) -> AnswerValue

    package init(
        _ name: String, in parent: String? = nil, _ summary: String, value: @escaping @Sendable (Row) -> AnswerValue
    ) {
        self.name = name
        self.parent = parent
        self.summary = summary
        self.value = value
    }
}

extension JSONWriter {
    /// Writes one value.
    package mutating func value(_ value: AnswerValue) {
        switch value {
        case .text(let text): string(text)
        case .integer(let number?): integer(Int(number))
        case .integer(nil): null()
        case .flag(let flag): boolean(flag)
        }
    }

    /// Writes rows as an array of objects; columns of one parent stand together.
    package mutating func rows<Row>(_ rows: some Sequence<Row>, _ columns: [AnswerColumn<Row>]) {
        beginArray()
        for row in rows {
            beginObject()
            var parent: String?
            for column in columns {
                if column.parent != parent {
                    if parent != nil { endObject() }
                    if let name = column.parent {
                        key(name)
                        beginObject()
                    }
                    parent = column.parent
                }
                key(column.name)
                value(column.value(row))
            }
            if parent != nil { endObject() }
            endObject()
        }
        endArray()
    }
}

extension AnswerColumn where Row == AggregateRow {
    /// The columns of an aggregate: one for each key of the group, then those that all have.
    package static func ofAggregate(_ keys: [GroupKey]) -> [AnswerColumn<AggregateRow>] {
        keys.enumerated().map { place, key in
            AnswerColumn(key.name, in: "group", "The value that the counts of the row share.") {
                .text($0.group[place])
            }
        } + figures
    }

    private static let figures: [AnswerColumn<AggregateRow>] = [
        AnswerColumn("measure", "What is counted.") { .text($0.measure) },
        AnswerColumn("unit", "What one is.") { .text($0.unit) },
        AnswerColumn("value", "The sum of the given figures; null when one of the counts has no single figure.") {
            .integer($0.figure.value)
        },
        AnswerColumn("min", "The sum of the minima that are known; null when none is.") { .integer($0.figure.min) },
        AnswerColumn("max", "The sum of the maxima; null when one is open.") { .integer($0.figure.max) },
        AnswerColumn("counts", "How many counts were added up.") { .integer(Int64($0.counts)) },
        AnswerColumn("tallies", "How many tallies they are from.") { .integer(Int64($0.tallies)) },
    ]
}

extension AnswerColumn where Row == TimeSeriesPoint {
    /// The columns of a time series.
    package static let ofTimeSeries: [AnswerColumn<TimeSeriesPoint>] = [
        AnswerColumn("time", "When it was so: a statement's own time, or the bucket.") { .text($0.time) },
        AnswerColumn("series", "Party, measure and population.") { .text($0.series) },
        AnswerColumn("attributed_to", "Who counts or claims.") { .text($0.attributedTo) },
        AnswerColumn("measure", "What is counted.") { .text($0.measure) },
        AnswerColumn("population_status", "Status of those who are counted.") { .text($0.populationStatus) },
        AnswerColumn("value", "The given figure; null where there is no single one.") { .integer($0.figure?.value) },
        AnswerColumn("min", "The least it can be; null when open.") { .integer($0.figure?.min) },
        AnswerColumn("max", "The most it can be; null when open.") { .integer($0.figure?.max) },
        AnswerColumn("qualifier", "How the figure is meant; null for a sum and for a gap.") { .text($0.qualifier) },
        AnswerColumn("delta", "By how much a running total grew since the statement before.") { .integer($0.delta) },
        AnswerColumn("derived", "Whether there is a difference or a sum in it that nobody stated.") {
            .flag($0.isDerived)
        },
        AnswerColumn("tally_id", "The tally behind the figure; null when there are several, or none.") {
            .text($0.tallyID)
        },
    ]
}
