internal import COpenSSL
internal import Glibc

/// The client's side of TLS over a blocking socket, checked against one authority.
@safe
final class ClientEncryption {
    private let session: OpaquePointer

    /// Shakes hands; nil when that fails.
    init?(descriptor: Int32, authorityPath: String) {
        // OpenSSL writes without the flag that spares us this signal when the peer is gone.
        signal(SIGPIPE, SIG_IGN)
        guard let context = unsafe SSL_CTX_new(TLS_client_method()) else { return nil }
        defer { unsafe SSL_CTX_free(context) }
        unsafe SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        guard unsafe SSL_CTX_load_verify_locations(context, authorityPath, nil) == 1,
            let session = unsafe SSL_new(context)
        else { return nil }
        unsafe self.session = unsafe session
        guard unsafe SSL_set_fd(session, descriptor) == 1, unsafe SSL_set1_host(session, "localhost") == 1,
            unsafe SSL_connect(session) == 1
        else { return nil }
    }

    deinit { unsafe SSL_free(session) }

    /// Bytes sent, or less than 1 when the connection is lost.
    func send(_ bytes: UnsafeRawBufferPointer) -> Int {
        unsafe Int(SSL_write(session, bytes.baseAddress, Int32(clamping: bytes.count)))
    }

    /// Says that nothing more will be sent (RFC 8446 §6.1).
    func finishSending() { unsafe SSL_shutdown(session) }

    /// Bytes received, 0 at the end, less when the connection is lost.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = unsafe SSL_read(session, buffer.baseAddress, Int32(clamping: buffer.count))
        if count > 0 { return Int(count) }
        return unsafe SSL_get_error(session, count) == SSL_ERROR_ZERO_RETURN ? 0 : -1
    }
}
