package import Glibc

/// What one read gave.
package enum ReadOutcome: Equatable, Sendable {
    case bytes(Int)
    /// Nothing there now; read readiness will be reported.
    case wouldBlock
    /// The peer has finished sending.
    case endOfStream
    /// The connection is lost; the error number says how.
    case failed(Int32)
}

/// What one write gave.
package enum WriteOutcome: Equatable, Sendable {
    case bytes(Int)
    /// No room now; write readiness will be reported.
    case wouldBlock
    /// The connection is lost; the error number says how.
    case failed(Int32)
}

/// One run of bytes to be written: the kernel's own form, so that several leave in one call.
package typealias OutputPiece = iovec

/// A connected, non-blocking, two-way stream of bytes, plain or encrypted. Confined to one loop.
package protocol ByteStream: AnyObject {
    /// The descriptor whose readiness concerns this stream.
    var descriptor: Int32 { get }
    /// True when bytes can be read that raise no readiness, because the stream holds them already (decrypted records).
    var hasBufferedInput: Bool { get }
    /// What the stream itself waits for before it can be used, such as its peer's part of a handshake, whatever its user
    /// wants; nil when nothing stands in the way. Once ready, the read or write that was held up is to be repeated.
    var readinessNeeded: Readiness? { get }
    /// Whether nobody on the way can read along.
    var isEncrypted: Bool { get }
    /// Reads into the buffer, which is not empty.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadOutcome
    /// Writes the pieces in order; may take a part of them. The pieces are not empty in sum.
    func write(_ pieces: UnsafeMutableBufferPointer<iovec>) -> WriteOutcome
    /// Tells the peer that nothing more will come; reading goes on.
    func finishWriting()
    /// Releases the descriptor. The stream must not be used afterwards.
    func close()
}

/// True of every stream that is nothing but its socket.
extension ByteStream {
    package var readinessNeeded: Readiness? { nil }
    package var isEncrypted: Bool { false }
}
