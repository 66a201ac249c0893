import Dispatch
import Logging
import Transport

/// Reads the certificate and its key again, when asked to and once a day; when they cannot be used, those in use stay.
///
/// Each reading makes new keys for session tickets, too. A ticket key that lived as long as the process would, once
/// stolen, open what was recorded in all that time.
final class CertificateReloader: Sendable {
    /// How long a ticket key lives. Clients that come back later do one full handshake.
    private static let renewalHours = 24

    private let credentials: TLSCredentials
    private let logger: Logger
    private let queue = DispatchQueue(label: "sitrep.certificate")

    init(credentials: TLSCredentials, logger: Logger) {
        self.credentials = credentials
        self.logger = logger
        renewLater()
    }

    /// Returns at once.
    func reload() {
        queue.async { self.readAndSwap() }
    }

    private func readAndSwap() {
        do throws(TLSError) {
            try credentials.reload()
            logger.info("reloaded the certificate")
        } catch {
            logger.error("reload of the certificate failed, the old one stays: \(error)")
        }
    }

    private func renewLater() {
        queue.asyncAfter(deadline: .now() + .seconds(Self.renewalHours * 3600)) { [weak self] in
            self?.readAndSwap()
            self?.renewLater()
        }
    }
}
