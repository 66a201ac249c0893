package import HTTPTypes

/// A request as a handler sees it: complete, decoded, checked by the parser, its body already read and dropped.
package struct Request: Sendable {
    /// The method as sent; the engine has already answered methods it does not know with 501.
    package var method: HTTPRequest.Method
    /// Path and query.
    package var target: RequestTarget
    /// All field lines in order of arrival, names as sent, values trimmed.
    package var fields: HTTPFields

    package init(method: HTTPRequest.Method, target: RequestTarget, fields: HTTPFields) {
        self.method = method
        self.target = target
        self.fields = fields
    }
}
