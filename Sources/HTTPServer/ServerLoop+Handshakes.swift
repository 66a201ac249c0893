internal import Telemetry
internal import Transport

/// What telemetry is told of handshakes.
extension ServerLoop {
    func handshakeEnded(_ outcome: TLSHandshakeOutcome, with peer: SocketAddress) {
        switch outcome {
        case .completed(let version, let isResumed):
            counters.add(to: version == .tls13 ? .handshakesTLS13 : .handshakesTLS12)
            if isResumed { counters.add(to: .handshakesResumed) }
        case .failed(let failure):
            counters.add(to: .failedHandshake(failure.kind))
            sink?.record(.handshakeFailed(failure.kind, remoteHost: peer.hostText))
        }
    }
}

extension TLSHandshakeFailure {
    /// How telemetry calls it.
    fileprivate var kind: TLSFailureKind {
        switch self {
        case .plaintext: .plaintext
        case .version: .version
        case .parameters: .parameters
        case .refusedByPeer: .refusedByPeer
        case .abandoned: .abandoned
        case .malformed: .malformed
        }
    }
}
