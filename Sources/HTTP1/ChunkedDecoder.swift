/// Finds the end of a chunked body (RFC 9112 §7.1) and drops its content, in pieces of any size.
package struct ChunkedDecoder: Sendable {
    /// What one call did.
    package struct Progress: Hashable, Sendable {
        /// How many of the given bytes belong to the body; all of them unless it is complete.
        package var consumedBytes: Int
        /// Whether the last chunk and the trailers are behind us.
        package var isComplete: Bool
    }

    /// Content seen so far, without the coding around it.
    package private(set) var dataBytes: UInt64 = 0

    package init(limits: HTTP1Limits) {}

    /// Reads on where the last call ended.
    package mutating func consume(_ bytes: Span<UInt8>) throws(HTTP1Error) -> Progress {
        fatalError("the interface lands first")
    }
}
