internal import COpenSSL

/// What is spoken and what is not: the *intermediate* configuration of Mozilla's server guidelines, which every client of
/// the last ten years can speak, less its finite-field exchanges: a client can order those without doing its own part of
/// the work, and no client that knows the rest needs them.
enum TLSPolicy {
    /// RFC 8996 forbids what is older than 1.2.
    static let lowestVersion = TLS1_2_VERSION
    static let highestVersion = TLS1_3_VERSION

    /// Of TLS 1.3; clients choose.
    static let cipherSuites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"

    /// Of TLS 1.2: only ephemeral keys (a stolen certificate key opens no recorded traffic) and only authenticated
    /// encryption.
    static let ciphers = [
        "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
        "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305",
    ].joined(separator: ":")

    static let groups = "X25519:P-256:P-384"

    /// No compression (it leaks what is secret by its length), no renegotiation (it lets a client order handshakes
    /// without end). A peer that ends without saying so in TLS is an ordinary end: HTTP itself tells where messages end.
    static let options = sitrep_op_no_compression | sitrep_op_no_renegotiation | sitrep_op_ignore_unexpected_eof

    /// Writes go as far as the socket lets them and are repeated from wherever the bytes lie then. The two record buffers,
    /// 17 KB each, are given back whenever they are empty, or ten thousand idle connections would hold 340 MB.
    static let modes =
        SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS

    /// Tickets behind a full handshake of TLS 1.3. Each use brings the next one, so one keeps a client going; OpenSSL's
    /// second would only help those that open several connections at once, and costs another seal and another write.
    static let ticketCount = 1

    /// The one protocol that is offered (RFC 7301).
    static let protocolName: StaticString = "http/1.1"
}
