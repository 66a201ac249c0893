/// The path and query of a request target (RFC 9112 §3.2), as sent.
package struct RequestTarget: Sendable, Hashable {
    /// The path as sent, percent-encoded, beginning with `/`, without query; `*` for the asterisk form.
    package var rawPath: String
    /// What follows the first `?`, as sent; nil when there is none.
    package var rawQuery: String?

    package init(rawPath: String, rawQuery: String?) {
        self.rawPath = rawPath
        self.rawQuery = rawQuery
    }
}
