import ConflictData

extension APIError {
    /// The same complaint, in the terms of HTTP.
    init(_ error: QueryError) {
        self.init(
            ErrorCode(error.problem),
            error.detail,
            parameter: error.parameter,
            suggestions: error.suggestions
        )
    }

    /// Runs a question to the dataset and speaks its errors as ours.
    static func translating<Answer>(
        _ question: () throws(QueryError) -> Answer
    ) throws(APIError) -> Answer {
        do throws(QueryError) {
            return try question()
        } catch {
            throw APIError(error)
        }
    }
}

extension ErrorCode {
    fileprivate init(_ problem: QueryError.Problem) {
        self =
            switch problem {
            case .unknownParameter: .unknownParameter
            case .repeatedParameter: .repeatedParameter
            case .illTyped: .invalidParameter
            case .unknownValue, .unknownRecord: .unknownValue
            case .unknownName: .unknownName
            case .notApplicable: .parameterNotApplicable
            case .badCursor: .invalidCursor
            }
    }
}
