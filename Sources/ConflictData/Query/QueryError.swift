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
}
