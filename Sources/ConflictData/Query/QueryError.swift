/// What a query parameter did wrong.
package struct QueryError: Error, Sendable, Equatable {
    package enum Problem: Sendable {
        case unknownParameter, repeatedParameter, illTyped, unknownValue, unknownRecord, unknownName, notApplicable,
            badCursor
    }

    package let problem: Problem
    /// As the client wrote it.
    package let parameter: String
    /// What is wrong and what to do.
    package let detail: String
    /// The nearest valid names or values.
    package let suggestions: [String]

    package init(_ problem: Problem, parameter: String, detail: String, suggestions: [String] = []) {
        self.problem = problem
        self.parameter = parameter
        self.detail = detail
        self.suggestions = suggestions
    }

    /// A value that a closed list does not have.
    static func unknownTerm(
        _ term: String, of vocabulary: Vocabulary, called name: String, parameter: String
    ) -> QueryError {
        QueryError(
            .unknownValue, parameter: parameter,
            detail: "There is no \(name) \"\(term)\"; there are \(vocabulary.terms.joined(separator: ", ")).",
            suggestions: NearestNames.meant(by: term, among: vocabulary.terms, limit: 3))
    }
}
