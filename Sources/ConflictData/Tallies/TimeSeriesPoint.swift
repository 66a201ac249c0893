/// A checked question for figures over time.
package struct TimeSeriesQuery: Sendable {
    package let counts: RecordQuery
    /// nil: each statement is a point at its own time.
    package let interval: CalendarInterval?

    package init(counts: RecordQuery, interval: CalendarInterval?) {
        self.counts = counts
        self.interval = interval
    }
}

/// One figure at one time.
package struct TimeSeriesPoint: Sendable, Equatable {
    package let time: String
    /// Party, measure and population: `sohr/killed/civilian`.
    package let series: String
    package let attributedTo: String
    package let measure: String
    package let populationStatus: String?
    /// nil: a gap, nothing was stated for the time.
    package let figure: CountInterval?
    /// How the figure is meant; nil for a sum.
    package let qualifier: String?
    /// By how much a running total grew since the statement before.
    package let delta: Int64?
    /// Whether there is something in it that nobody stated: a difference, or a sum of several counts.
    package let isDerived: Bool
    /// The tally behind the figure; nil when there are several.
    package let tallyID: String?
}

extension TimeSeriesPoint {
    /// As many as a chart or a sheet can use; a longer answer would be read by nobody.
    package static let most = 10_000

    static var tooMany: QueryError {
        QueryError(
            .illTyped, parameter: "interval",
            detail:
                "This would be more than \(most) points; filter by a party, event or time, or take a coarser interval.",
            suggestions: ["interval=month", "interval=year"])
    }
}
