/// What the bytes so far amount to. Too few bytes is a result, not an error.
package enum ParseOutcome: Sendable {
    /// A head, and how many bytes it took, leading empty lines and final empty line included.
    case complete(RequestHead, consumed: Int)
    case needMore
}

/// Reads a request head (RFC 9112 §2 to §6). Stateless over the bytes so far: the caller keeps them and calls again
/// with more.
package enum RequestParser {
    /// - Parameter alreadyScanned: how many of the bytes were there at the last call that said `needMore`; 0 at first.
    package static func parseHead(
        _ bytes: Span<UInt8>,
        alreadyScanned: Int,
        limits: HTTP1Limits
    ) throws(HTTP1Error) -> ParseOutcome {
        fatalError("the interface lands first, the parser next")
    }
}
