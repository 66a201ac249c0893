internal import COpenSSL

/// The versions that are spoken.
package enum TLSVersion: Sendable, Equatable {
    case tls12, tls13
}

/// Why a connection did not come to be encrypted.
package enum TLSHandshakeFailure: Sendable, Equatable {
    /// The peer does not speak TLS at all: most often HTTP on the wrong port.
    case plaintext
    /// The peer offers only versions that are too old.
    case version
    /// No cipher, group, signature or application protocol that both know.
    case parameters
    /// The peer ended it with an alert: most often it does not trust the certificate.
    case refusedByPeer
    /// The peer, or a deadline of ours, ended it in the middle.
    case abandoned
    /// A message that is wrong in itself.
    case malformed

    init(_ fault: OpenSSLFault?) {
        guard let fault, fault.library == ERR_LIB_SSL else {
            self = fault == nil ? .abandoned : .malformed
            return
        }
        switch fault.reason {
        case SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST, SSL_R_WRONG_VERSION_NUMBER: self = .plaintext
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_VERSION_TOO_LOW, SSL_R_UNKNOWN_PROTOCOL: self = .version
        case SSL_R_NO_SHARED_CIPHER, SSL_R_NO_SUITABLE_KEY_SHARE, SSL_R_NO_SHARED_GROUPS,
            SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM, SSL_R_NO_APPLICATION_PROTOCOL:
            self = .parameters
        // Alerts of the peer have the reasons from 1000 on.
        case SSL_AD_REASON_OFFSET...: self = .refusedByPeer
        default: self = .malformed
        }
    }
}

/// How a handshake ended; told once for each connection.
package enum TLSHandshakeOutcome: Sendable, Equatable {
    case completed(TLSVersion, isResumed: Bool)
    case failed(TLSHandshakeFailure)
}
