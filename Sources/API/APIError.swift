package import ConflictData

/// One answer that is a problem: a code, and what this occurrence adds to it.
///
/// Everything in it is shown to the client, so it holds only what the client sent and what the dataset publishes.
package struct APIError: Error, Equatable, Sendable {
    /// How many suggestions help rather than drown.
    static let maxSuggestions = 3

    package let code: ErrorCode
    /// A sentence about this occurrence.
    package let detail: String
    /// The query parameter at fault, as the client wrote it.
    package var parameter: String?
    /// What the client may have meant, best first.
    package var suggestions: [String]
    /// Of sums that were refused: which tallies overlap, and which policies would choose.
    package var overlaps: OverlapReport?

    package init(_ code: ErrorCode, _ detail: String, parameter: String? = nil, suggestions: [String] = []) {
        self.code = code
        self.detail = detail
        self.parameter = parameter
        self.suggestions = suggestions
    }
}
