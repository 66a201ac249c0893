internal import HTTP
internal import HTTP1
internal import HTTPTypes

/// The answers that the engine gives on its own, as problem details (RFC 9457). Made when first needed and kept, so that a
/// flood of bad requests costs no more than good ones.
struct EarlyErrors {
    private let retryAfterSeconds: Int
    private var malformed: [HTTP1Error: ReadyAnswer] = [:]
    private var others: [Kind: ReadyAnswer] = [:]

    /// What is not a fault of syntax.
    enum Kind: Hashable {
        /// The request did not become complete in time: 408.
        case late
        /// A method that this server does not implement for any target: 501.
        case methodNotImplemented
        /// Too many connections: 503.
        case overloaded
        /// Too much waits for slow readers, or for answers that take long: 503.
        case congested
        /// The handler's answer could not be written: 500.
        case unwritable
    }

    init(retryAfterSeconds: Int) {
        self.retryAfterSeconds = retryAfterSeconds
    }

    mutating func answer(to error: HTTP1Error) -> ReadyAnswer? {
        if let known = malformed[error] { return known }
        let answer = Self.make(status: Self.status(of: error), detail: error.reason, fields: [:])
        malformed[error] = answer
        return answer
    }

    /// The status with its phrase, which a bare code has not.
    private static func status(of error: HTTP1Error) -> HTTPResponse.Status {
        let known: [HTTPResponse.Status] = [
            .badRequest, .contentTooLarge, .uriTooLong, .expectationFailed, .requestHeaderFieldsTooLarge,
            .notImplemented, .httpVersionNotSupported,
        ]
        return known.first { $0.code == error.statusCode } ?? .badRequest
    }

    mutating func answer(for kind: Kind) -> ReadyAnswer? {
        if let known = others[kind] { return known }
        let answer: ReadyAnswer?
        switch kind {
        case .late:
            answer = Self.make(status: .requestTimeout, detail: "the request took too long to arrive", fields: [:])
        case .methodNotImplemented:
            answer = Self.make(status: .notImplemented, detail: "method not implemented", fields: [:])
        case .overloaded:
            answer = Self.make(
                status: .serviceUnavailable,
                detail: "too many connections",
                fields: [.retryAfter: String(retryAfterSeconds)]
            )
        case .congested:
            answer = Self.make(
                status: .serviceUnavailable,
                detail: "too many answers are waited for",
                fields: [.retryAfter: String(retryAfterSeconds)]
            )
        case .unwritable:
            answer = Self.make(status: .internalServerError, detail: "the answer could not be written", fields: [:])
        }
        others[kind] = answer
        return answer
    }

    /// Details are our own words and need no escaping. Nil cannot happen: these fields can be written.
    private static func make(status: HTTPResponse.Status, detail: String, fields: HTTPFields) -> ReadyAnswer? {
        var fields = fields
        fields[.contentType] = "application/problem+json"
        fields[.cacheControl] = "no-store"
        let title = status.reasonPhrase
        let body = #"{"type":"about:blank","title":"\#(title)","status":\#(status.code),"detail":"\#(detail)"}"# + "\n"
        return ReadyAnswer(Response(status: status, fields: fields, body: .bytes(Array(body.utf8))), isKept: false)
    }
}
