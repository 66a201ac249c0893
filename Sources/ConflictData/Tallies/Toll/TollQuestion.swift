/// What a toll is asked, checked: which counts, whose events, and what to make of several parties.
///
/// A class, since it is handed on a great deal and each copy of its parts would be counted.
package final class TollQuestion: Sendable {
    package let measure: String
    /// Nil: persons where somebody counts persons, else what the newest statement counts.
    package let unit: String?
    package let policy: PolicyChoice
    /// Whether statements on the events that are part of this one are asked for too.
    package let includesChildren: Bool
    /// Filters on rows of counts, in one spelling and order.
    package var filters: [(name: String, value: String)] { query?.filters ?? [] }

    /// Nil when there are no filters.
    let query: RecordQuery?

    package static let standardMeasure = "killed"

    init(measure: String, unit: String?, policy: PolicyChoice, includesChildren: Bool, query: RecordQuery?) {
        (self.measure, self.unit, self.policy) = (measure, unit, policy)
        (self.includesChildren, self.query) = (includesChildren, query)
    }
}

extension Dataset {
    /// Checks the parameters of a toll. `others` are the route's own, for suggestions.
    package func tollQuestion(
        measure: String?, unit: String?, policy: PolicyChoice, includesChildren: Bool,
        filters: [(name: String, value: String)], others: [String]
    ) throws(QueryError) -> TollQuestion {
        TollQuestion(
            measure: try Self.term(measure, of: .measure, parameter: "measure") ?? TollQuestion.standardMeasure,
            unit: try Self.term(unit, of: .unit, parameter: "unit"),
            policy: policy, includesChildren: includesChildren,
            query: filters.isEmpty ? nil : try query(.count, filters: filters, others: others))
    }

    /// One term of a vocabulary, or one of the dataset's own (`x_…`).
    private static func term(
        _ text: String?, of vocabulary: Vocabulary, parameter: String
    ) throws(QueryError) -> String? {
        guard let text, !vocabulary.takes(text) else { return text }
        guard text.contains(",") else {
            throw QueryError.unknownTerm(text, of: vocabulary, called: parameter, parameter: parameter)
        }
        throw QueryError(
            .unknownValue, parameter: parameter, detail: "A toll is of one \(parameter); ask for each by itself.",
            suggestions: NearestNames.nearest(to: text, among: vocabulary.terms, limit: 3))
    }
}
