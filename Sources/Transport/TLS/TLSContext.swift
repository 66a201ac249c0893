internal import COpenSSL
internal import Glibc

/// A certificate with its key and everything that all its connections share: versions, ciphers, ticket keys.
///
/// Tickets carry their session themselves, so the server stores none; the key that seals them is made with the context and
/// ends with it.
///
/// `@unchecked Sendable`: the pointer is constant, nothing of ours changes what it points to after `init`, and OpenSSL
/// locks what it changes itself when several threads open sessions.
@safe
package final class TLSContext: @unchecked Sendable {
    private let context: OpaquePointer

    /// Reads a certificate, the intermediates behind it and its key, all in PEM form.
    package init(certificatePath: String, keyPath: String) throws(TLSError) {
        guard let context = unsafe SSL_CTX_new(TLS_server_method()) else {
            throw Self.failure("SSL_CTX_new")
        }
        unsafe self.context = unsafe context
        try applyPolicy()
        try Self.checkReadable(certificatePath)
        try Self.checkReadable(keyPath)
        try useCertificate(certificatePath)
        try useKey(keyPath, of: certificatePath)
    }

    deinit {
        unsafe SSL_CTX_free(context)
    }

    /// A session on a connected socket that waits for a client's greeting. The caller frees it; it keeps alive what it
    /// needs of the context.
    func makeSession(on descriptor: Int32) -> OpaquePointer {
        guard let session = unsafe SSL_new(context), unsafe SSL_set_fd(session, descriptor) == 1 else {
            fatalError("no memory is left for a TLS session")
        }
        unsafe SSL_set_accept_state(session)
        return unsafe session
    }

    private func applyPolicy() throws(TLSError) {
        unsafe SSL_CTX_set_options(context, TLSPolicy.options)
        if KernelTLS.isOffered() { unsafe SSL_CTX_set_options(context, sitrep_op_enable_ktls) }
        unsafe sitrep_ctx_set_mode(context, Int(TLSPolicy.modes))
        // One read takes all that has come: without this each record takes two, its header and its rest.
        unsafe sitrep_ctx_set_read_ahead(context)
        unsafe sitrep_ctx_disable_session_store(context)
        unsafe SSL_CTX_set_num_tickets(context, TLSPolicy.ticketCount)
        unsafe SSL_CTX_set_alpn_select_cb(context, selectProtocol, nil)
        guard unsafe sitrep_ctx_set_versions(context, TLSPolicy.lowestVersion, TLSPolicy.highestVersion) == 1,
            unsafe SSL_CTX_set_ciphersuites(context, TLSPolicy.cipherSuites) == 1,
            unsafe SSL_CTX_set_cipher_list(context, TLSPolicy.ciphers) == 1,
            unsafe sitrep_ctx_set_groups(context, TLSPolicy.groups) == 1
        else { throw Self.failure("configuring OpenSSL") }
    }

    private func useCertificate(_ path: String) throws(TLSError) {
        guard unsafe SSL_CTX_use_certificate_chain_file(context, path) != 1 else { return }
        switch OpenSSLFault.take()?.reason {
        case SSL_R_EE_KEY_TOO_SMALL, SSL_R_CA_KEY_TOO_SMALL, SSL_R_CA_MD_TOO_WEAK: throw .tooWeak(path: path)
        default: throw .noCertificate(path: path)
        }
    }

    private func useKey(_ path: String, of certificatePath: String) throws(TLSError) {
        let (isRead, asksForPassphrase) = readKey(path)
        if !isRead {
            let fault = OpenSSLFault.take()
            if asksForPassphrase { throw .encryptedKey(path: path) }
            if fault?.library == ERR_LIB_X509 { throw .mismatch(certificatePath: certificatePath, keyPath: path) }
            throw .noKey(path: path)
        }
        // A key of another kind than the certificate's is found only here.
        guard unsafe SSL_CTX_check_private_key(context) == 1 else {
            ERR_clear_error()
            throw .mismatch(certificatePath: certificatePath, keyPath: path)
        }
    }

    /// Reads a key; one that asks for a passphrase fails instead of asking on the terminal.
    private func readKey(_ path: String) -> (isRead: Bool, asksForPassphrase: Bool) {
        var asked = false
        let isRead = unsafe withUnsafeMutablePointer(to: &asked) { asked in
            unsafe SSL_CTX_set_default_passwd_cb_userdata(context, asked)
            unsafe SSL_CTX_set_default_passwd_cb(context) { _, _, _, asked in
                unsafe asked?.assumingMemoryBound(to: Bool.self).pointee = true
                return -1
            }
            defer { unsafe SSL_CTX_set_default_passwd_cb_userdata(context, nil) }
            return unsafe SSL_CTX_use_PrivateKey_file(context, path, SSL_FILETYPE_PEM) == 1
        }
        return (isRead, asked)
    }

    private static func checkReadable(_ path: String) throws(TLSError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .unreadable(path: path, reason: TransportError.text(of: errno))
        }
        close(descriptor)
    }

    private static func failure(_ call: String) -> TLSError {
        .library(call: call, reason: OpenSSLFault.take()?.text ?? "no reason given")
    }
}

/// Picks `http/1.1` from what a client offers, a list of names each behind its length. A client that offers only others
/// would not understand us, so it is told (RFC 7301 §3.2).
private func selectProtocol(
    _: OpaquePointer?, _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ chosenLength: UnsafeMutablePointer<UInt8>?, _ offered: UnsafePointer<UInt8>?, _ offeredLength: UInt32,
    _: UnsafeMutableRawPointer?
) -> Int32 {
    let offers = unsafe UnsafeBufferPointer(start: offered, count: Int(offeredLength))
    var start = 0
    while start < offers.count {
        let length = unsafe Int(offers[start])
        let name = unsafe UnsafeBufferPointer(rebasing: offers[(start + 1)..<min(start + 1 + length, offers.count)])
        let isOurs = TLSPolicy.protocolName.withUTF8Buffer { unsafe name.elementsEqual($0) }
        if isOurs {
            unsafe chosen?.pointee = name.baseAddress
            unsafe chosenLength?.pointee = UInt8(length)
            return SSL_TLSEXT_ERR_OK
        }
        start += 1 + length
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL
}
