/// Why a connection was turned away with 503 before its request was read.
package enum RefusalReason: String, Sendable, CaseIterable {
    /// As many connections are open as the server may have.
    case serverFull = "server_full"
    /// As many connections are open as one address may have.
    case addressFull = "address_full"
}

/// Why a connection did not come to be encrypted.
package enum TLSFailureKind: String, Sendable, CaseIterable {
    /// The peer does not speak TLS at all.
    case plaintext
    /// The peer offers only versions that are too old.
    case version
    /// No cipher, group, signature or application protocol that both know.
    case parameters
    /// The peer ended it with an alert, most often because it does not trust the certificate.
    case refusedByPeer = "refused_by_peer"
    /// The peer, or a deadline, ended it in the middle.
    case abandoned
    /// A message that is wrong in itself.
    case malformed
}

/// Which deadline ended a connection.
package enum DeadlineKind: String, Sendable, CaseIterable {
    /// The TLS handshake did not become complete.
    case handshake
    /// The request head did not become complete.
    case head
    /// The request body did not become complete.
    case body
    /// No further byte of a begun request arrived.
    case readProgress = "read_progress"
    /// Nothing was asked on a kept-alive connection: ordinary, not a fault.
    case idle
    /// The peer took none of the answer.
    case writeProgress = "write_progress"
    /// The peer did not close after the last answer.
    case linger
}

/// One answered request, as an access log tells it.
package struct FinishedRequest: Sendable, Equatable {
    /// When its head was complete, in nanoseconds since 1970 (UTC).
    package var wallNanoseconds: UInt64
    /// From the complete head to the last byte being handed to the kernel or queued behind a slow reader.
    package var durationNanoseconds: UInt64
    /// The peer's address without port.
    package var remoteHost: String
    /// As sent; empty when the request could not be read.
    package var method: String
    /// As sent; empty when the request could not be read.
    package var target: String
    /// 0 or 1, of HTTP/1.x.
    package var minorVersion: UInt8
    package var userAgent: String?
    package var status: Int
    /// Bytes of content, after compression.
    package var bodyBytes: UInt64

    package init(
        wallNanoseconds: UInt64,
        remoteHost: String,
        method: String = "",
        target: String = "",
        minorVersion: UInt8 = 1,
        userAgent: String? = nil,
        status: Int = 0,
        bodyBytes: UInt64 = 0,
        durationNanoseconds: UInt64 = 0
    ) {
        self.wallNanoseconds = wallNanoseconds
        self.durationNanoseconds = durationNanoseconds
        self.remoteHost = remoteHost
        self.method = method
        self.target = target
        self.minorVersion = minorVersion
        self.userAgent = userAgent
        self.status = status
        self.bodyBytes = bodyBytes
    }
}

/// Everything of the engine worth telling.
package enum ServerEvent: Sendable, Equatable {
    case connectionRefused(RefusalReason, remoteHost: String)
    /// Descriptors or memory ran out: new connections wait in the kernel until some close.
    case acceptingPaused
    case requestFinished(FinishedRequest)
    /// A request that could not be read; its answer is told by `requestFinished`, too.
    case requestMalformed(reason: String, remoteHost: String)
    case deadlinePassed(DeadlineKind, remoteHost: String)
    case handshakeFailed(TLSFailureKind, remoteHost: String)
}
