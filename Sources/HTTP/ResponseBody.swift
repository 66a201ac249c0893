/// The content of a response: nothing, bytes in memory, or pieces pulled while the peer takes them.
package enum ResponseBody: Sendable {
    case none
    case bytes([UInt8])
    case chunks(any ChunkSource)
}

/// A body made piece by piece. The engine asks for the next piece only when the socket has room, so a slow
/// reader costs one piece, not the result. Called on one loop at a time.
package protocol ChunkSource: AnyObject, Sendable {
    /// How long all pieces are together, where that is known before they are made.
    var totalBytes: Int? { get }
    /// Appends the next piece, or returns false when there is none left. A piece is 16 to 64 KiB.
    func appendNext(to bytes: inout [UInt8]) -> Bool
}

extension ChunkSource {
    /// Most bodies that are made piece by piece are as long as they turn out to be.
    package var totalBytes: Int? { nil }
}
