internal import COpenSSL
internal import Glibc

/// A byte stream through TLS, over a socket that OpenSSL reads and writes itself. The handshake happens inside the first
/// reads and writes, which block until it is over.
@safe
package final class TLSStream: ByteStream {
    /// What one record holds at most (RFC 8446 §5.1).
    private static let maxRecordBytes = 16_384
    /// Thrown away before a failed connection is closed: what a peer that does not speak TLS has sent by then.
    private static let maxDiscardedBytes = 65_536

    package let descriptor: Int32
    package private(set) var hasBufferedInput = false
    /// At first the client speaks.
    package private(set) var readinessNeeded: Readiness? = .readable

    private let session: OpaquePointer
    /// Nil once closed.
    private var socket: Socket?
    /// Nil once told.
    private var tellHandshakeEnd: ((TLSHandshakeOutcome) -> Void)?
    /// What a read met after bytes that had to be delivered first.
    private var heldOutcome: ReadOutcome?
    /// After a fatal error nothing more may be sent.
    private var isBroken = false
    private var hasSaidGoodbye = false

    /// Takes a connected, non-blocking socket.
    /// - Parameter handshakeEnded: called once, on the loop, with what became of the handshake.
    package init(
        _ socket: consuming Socket, context: TLSContext,
        handshakeEnded: @escaping (TLSHandshakeOutcome) -> Void
    ) {
        descriptor = socket.descriptor
        unsafe session = context.makeSession(on: socket.descriptor)
        self.socket = consume socket
        tellHandshakeEnd = handshakeEnded
    }

    deinit {
        unsafe SSL_free(session)
    }

    package var isEncrypted: Bool { true }

    // MARK: Reading

    /// Takes as many records as have come whole and fit.
    package func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadOutcome {
        hasBufferedInput = false
        if let held = heldOutcome {
            heldOutcome = nil
            return held
        }
        readinessNeeded = nil
        var count = 0
        repeat {
            let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            let result = unsafe SSL_read(session, room.baseAddress, Int32(clamping: room.count))
            guard result > 0 else { return after(count, bytes: readOutcome(result)) }
            count += Int(result)
            hasBufferedInput = unsafe SSL_has_pending(session) == 1
        } while hasBufferedInput && count < buffer.count
        noteHandshakeEnd()
        return .bytes(count)
    }

    /// Delivers bytes first and keeps for the next read what came behind them.
    private func after(_ count: Int, bytes outcome: ReadOutcome) -> ReadOutcome {
        noteHandshakeEnd()
        hasBufferedInput = false
        guard count > 0 else { return outcome }
        if outcome != .wouldBlock {
            heldOutcome = outcome
            hasBufferedInput = true
        }
        return .bytes(count)
    }

    private func readOutcome(_ result: Int32) -> ReadOutcome {
        switch obstacle(result) {
        case .needs(let readiness):
            if readiness != .readable || isInHandshake { readinessNeeded = readiness }
            return .wouldBlock
        case .end: return .endOfStream
        case .failure(let number): return .failed(number)
        }
    }

    // MARK: Writing

    /// Writes records that are as large as they may be, so that a head and a small body share one.
    package func write(_ pieces: UnsafeMutableBufferPointer<OutputPiece>) -> WriteOutcome {
        readinessNeeded = nil
        var cursor = unsafe PieceCursor(pieces)
        var written = 0
        while !cursor.isAtEnd {
            let result = unsafe cursor.withNext(atMost: Self.maxRecordBytes) { record in
                unsafe SSL_write(session, record.baseAddress, Int32(record.count))
            }
            guard result > 0 else {
                // An obstacle behind bytes that went shows itself again at the next write.
                let outcome = writeOutcome(result)
                return written > 0 ? .bytes(written) : outcome
            }
            written += Int(result)
            cursor.advance(by: Int(result))
        }
        noteHandshakeEnd()
        return .bytes(written)
    }

    private func writeOutcome(_ result: Int32) -> WriteOutcome {
        switch obstacle(result) {
        case .needs(let readiness):
            if readiness != .writable || isInHandshake { readinessNeeded = readiness }
            noteHandshakeEnd()
            return .wouldBlock
        // Only a read can see the end; a write that does is told so late that the connection is of no more use.
        case .end: return .failed(EPIPE)
        case .failure(let number): return .failed(number)
        }
    }

    // MARK: The end

    package func finishWriting() {
        sayGoodbye()
        _ = Glibc.shutdown(descriptor, Int32(SHUT_WR))
    }

    package func close() {
        guard let open = socket.take() else { return }
        sayGoodbye()
        endHandshake(.failed(.abandoned))
        // Closing with unread input would send a reset, and the peer might never see the alert that says why.
        if isBroken { _ = recv(descriptor, nil, Self.maxDiscardedBytes, Int32(MSG_TRUNC)) }
        open.close()
    }

    /// Tells the peer that nothing follows, so that it can tell an end from a cut (RFC 8446 §6.1).
    private func sayGoodbye() {
        guard !isInHandshake, !isBroken, !hasSaidGoodbye else { return }
        hasSaidGoodbye = true
        _ = unsafe SSL_shutdown(session)
        ERR_clear_error()
    }

    // MARK: The handshake and obstacles

    private var isInHandshake: Bool {
        guard tellHandshakeEnd != nil else { return false }
        return unsafe SSL_is_init_finished(session) == 0
    }

    /// Tells of the handshake as soon as it is over.
    private func noteHandshakeEnd() {
        guard tellHandshakeEnd != nil, unsafe SSL_is_init_finished(session) == 1 else { return }
        let version: TLSVersion = unsafe SSL_version(session) == TLS1_3_VERSION ? .tls13 : .tls12
        endHandshake(.completed(version, isResumed: unsafe SSL_session_reused(session) == 1))
    }

    private func endHandshake(_ outcome: TLSHandshakeOutcome) {
        guard let tell = tellHandshakeEnd else { return }
        tellHandshakeEnd = nil
        tell(outcome)
    }

    /// What keeps OpenSSL from going on.
    private enum Obstacle {
        case needs(Readiness)
        /// The peer has ended its side.
        case end
        case failure(Int32)
    }

    private func obstacle(_ result: Int32) -> Obstacle {
        let number = errno
        switch unsafe SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: return .needs(.readable)
        case SSL_ERROR_WANT_WRITE: return .needs(.writable)
        case SSL_ERROR_ZERO_RETURN: return .end
        case SSL_ERROR_SYSCALL:
            isBroken = true
            ERR_clear_error()
            endHandshake(.failed(.abandoned))
            return .failure(number == 0 ? ECONNRESET : number)
        default:
            isBroken = true
            endHandshake(.failed(TLSHandshakeFailure(.take())))
            ERR_clear_error()
            return .failure(EPROTO)
        }
    }
}
