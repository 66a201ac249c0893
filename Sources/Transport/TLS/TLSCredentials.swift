internal import Synchronization

/// Where a server's certificate and key lie, and what was last read from there. Connections that are open keep what they
/// began with.
package final class TLSCredentials: Sendable {
    private let certificatePath: String
    private let keyPath: String
    private let latest: Mutex<TLSContext>

    /// Reads both files.
    package init(certificatePath: String, keyPath: String) throws(TLSError) {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        latest = Mutex(try TLSContext(certificatePath: certificatePath, keyPath: keyPath))
    }

    /// What new connections are to use.
    package var current: TLSContext { latest.withLock { $0 } }

    /// Reads both files again; when they cannot be used, what is in use stays.
    package func reload() throws(TLSError) {
        let context = try TLSContext(certificatePath: certificatePath, keyPath: keyPath)
        latest.withLock { $0 = context }
    }
}
