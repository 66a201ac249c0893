import Telemetry
import TestSupport
import Transport

@testable import HTTPServer

/// A server on loopback that only encrypts, with one loop and quick ticks, which ends with its test.
final class TLSTestServer {
    let certificates: TestCertificates
    let server: Server
    let recorder = EventRecorder()
    let port: UInt16

    init(_ change: (inout ServerLimits) -> Void = { _ in }) throws {
        certificates = try TestCertificates()
        let credentials = try TLSCredentials(
            certificatePath: certificates.certificatePath, keyPath: certificates.keyPath)
        let addresses = try SocketAddress.resolve(host: "127.0.0.1", port: 0)
        var configuration = ServerConfiguration(addresses: [], loopCount: 1, events: recorder)
        configuration.encrypted = EncryptedEndpoint(addresses: addresses, credentials: credentials)
        configuration.tickMilliseconds = 10
        configuration.limits.handshakeGraceSeconds = 0.01
        configuration.limits.drainGraceSeconds = 0.05
        change(&configuration.limits)
        server = Server(handler: TestHandler(), configuration: configuration)
        port = try server.start().first?.port ?? 0
    }

    deinit { server.drain(deadlineSeconds: 0) { _ in } }

    /// A client that encrypts and trusts this server.
    func client() throws -> TestSupport.RawClient {
        try TestSupport.RawClient(tlsPort: port, authorityPath: certificates.authorityPath)
    }

    /// A client that does not encrypt.
    func plainClient() throws -> TestSupport.RawClient { try TestSupport.RawClient(port: port) }

    /// Waits until a handshake has failed in that way.
    func waits(for kind: TLSFailureKind) -> Bool {
        recorder.waits { event in
            if case .handshakeFailed(kind, _) = event { true } else { false }
        }
    }
}
