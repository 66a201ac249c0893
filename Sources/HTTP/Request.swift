package import HTTPTypes

/// A request as a handler sees it: complete, decoded, checked by the parser, its body already read and dropped.
package struct Request: Sendable {
    /// The method as sent; the engine has already answered methods it does not know with 501.
    package var method: HTTPRequest.Method
    /// Path and query.
    package var target: RequestTarget
    /// All field lines in order of arrival, names as sent, values trimmed.
    package var fields: HTTPFields
    /// Whether the client asked over TLS, of us or of a proxy that we trust.
    package var isEncrypted = false

    package init(method: HTTPRequest.Method, target: RequestTarget, fields: HTTPFields) {
        self.method = method
        self.target = target
        self.fields = fields
    }
}
