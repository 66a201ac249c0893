internal import HTTP
internal import HTTPTypes

/// Whether a client's copy is current is judged by the engine alone, against the very form it would send: so an answer that
/// is stored, one that is not and one that is not stored yet give the same verdict in the same fields.
extension Request {
    /// Takes `If-None-Match` and `If-Modified-Since` out; nil when there is neither. What changes nothing has them
    /// evaluated, anything else keeps them (RFC 9110 §13.1.2, §13.1.3). What the handler sees is a plain question then.
    mutating func takeCopyQuestion() -> Preconditions? {
        guard method == .get else { return nil }
        let question = Preconditions(ifNoneMatch: fields[.ifNoneMatch], ifModifiedSince: fields[.ifModifiedSince])
        guard !question.isEmpty else { return nil }
        fields[.ifNoneMatch] = nil
        fields[.ifModifiedSince] = nil
        return question
    }
}

extension Preconditions {
    /// Whether a 304 is the answer to this question about a response that would be sent with that tag.
    func isCurrent(_ tag: EntityTag?, of response: Response) -> Bool {
        guard response.status == .ok, tag != nil || response.fields[.lastModified] != nil else { return false }
        let lastModifiedSeconds = response.fields[.lastModified].flatMap { HTTPDate.seconds(parsing: $0) }
        return evaluate(method: .get, entityTag: tag, lastModifiedSeconds: lastModifiedSeconds) == .notModified
    }
}
