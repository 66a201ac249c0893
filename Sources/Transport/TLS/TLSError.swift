internal import COpenSSL
internal import Glibc

/// Why a certificate and its key cannot be used.
package enum TLSError: Error, Equatable {
    /// A file cannot be read; `reason` is the kernel's own wording.
    case unreadable(path: String, reason: String)
    /// The file holds no certificate in PEM form, or one that is damaged.
    case noCertificate(path: String)
    /// The file holds no private key in PEM form, or one that is damaged.
    case noKey(path: String)
    /// The key asks for a passphrase, and there is nobody to type it.
    case encryptedKey(path: String)
    /// The key is not that of the first certificate in the file.
    case mismatch(certificatePath: String, keyPath: String)
    /// The certificate's key or signature is shorter or older than is safe today.
    case tooWeak(path: String)
    /// Any other refusal of OpenSSL, in its words.
    case library(call: String, reason: String)
}

extension TLSError: CustomStringConvertible {
    /// One line for a person.
    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .noCertificate(let path): "\(path) holds no certificate in PEM form"
        case .noKey(let path): "\(path) holds no private key in PEM form"
        case .encryptedKey(let path): "the key in \(path) is encrypted; store it without a passphrase"
        case .mismatch(let certificatePath, let keyPath):
            "the key in \(keyPath) is not that of the certificate in \(certificatePath)"
        case .tooWeak(let path): "the certificate in \(path) is too weak: use RSA from 2048 bits or ECDSA, with SHA-256"
        case .library(let call, let reason): "\(call) failed: \(reason)"
        }
    }
}

/// One entry of OpenSSL's error queue, which belongs to a thread.
struct OpenSSLFault: Equatable {
    let library: Int32
    let reason: Int32
    private let code: UInt

    /// The oldest entry, which names the cause, and forgets the rest; nil when the queue is empty.
    static func take() -> OpenSSLFault? {
        let code = ERR_peek_error()
        ERR_clear_error()
        return code == 0 ? nil : OpenSSLFault(code: code)
    }

    private init(code: UInt) {
        self.code = code
        library = ERR_GET_LIB(code)
        reason = ERR_GET_REASON(code)
    }

    /// OpenSSL's words.
    var text: String {
        var buffer = [CChar](repeating: 0, count: 256)
        unsafe ERR_error_string_n(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
