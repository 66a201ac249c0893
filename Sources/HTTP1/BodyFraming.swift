/// Where the content of a request ends (RFC 9112 §6.3).
package enum BodyFraming: Hashable, Sendable, BitwiseCopyable {
    case none
    /// That many bytes follow; at least one, at most `HTTP1Limits.maxBodyBytes`.
    case length(UInt64)
    case chunked
}
