import API
import ConflictData
import Dispatch
internal import Glibc
import HTTPServer
import Logging
import Telemetry
import Transport

/// The running server: builds its parts, gives signals their duties, and waits for the end.
final class Wiring {
    /// Where it listens: "http://127.0.0.1:8080", and behind it "https://127.0.0.1:8443" if it encrypts.
    let urls: [String]
    private let server: Server
    private let accessLog: AccessLog?
    private let reloader: DatasetReloader
    private let certificateReloader: CertificateReloader?
    private let logger: Logger
    private let drainDeadlineSeconds: Double
    private let stopped = DispatchSemaphore(value: 0)

    /// Listens; when this returns, requests are answered.
    init(
        _ settings: ServeSettings, threads: Int, credentials: TLSCredentials?, source: DatasetSource,
        store: DatasetStore, signals: SignalDuties, logger: Logger
    ) throws(TransportError) {
        self.logger = logger
        drainDeadlineSeconds = settings.drainDeadlineSeconds
        reloader = DatasetReloader(source: source, threads: threads, store: store, logger: logger)
        accessLog = AccessLog.Format(rawValue: settings.accessLog.rawValue).map {
            AccessLog(format: $0, descriptor: STDERR_FILENO)
        }
        certificateReloader = credentials.map { CertificateReloader(credentials: $0, logger: logger) }
        let configuration = try Self.configuration(settings, threads: threads, credentials, accessLog)
        let api = API(
            store: store, release: Sitrep.version, metrics: configuration.metrics, site: settings.site)
        server = Server(handler: api, configuration: configuration)
        let addresses = try server.start()
        let encrypted = addresses.dropFirst(configuration.addresses.count)
        urls = addresses.prefix(1).map { "http://\($0)" } + encrypted.prefix(1).map { "https://\($0)" }
        giveDuties(to: signals)
        logger.info(
            "serving \(source)",
            metadata: [
                "url": "\(urls.joined(separator: " "))", "data_version": "\(store.current.version)",
                "threads": "\(threads)",
            ])
        if configuration.maxConnections < settings.limits.maxConnections {
            logger.warning(
                "descriptors allow only \(configuration.maxConnections) connections; raise the limit (ulimit -n)")
        }
    }

    private static func configuration(
        _ settings: ServeSettings, threads: Int, _ credentials: TLSCredentials?, _ accessLog: AccessLog?
    ) throws(TransportError) -> ServerConfiguration {
        var configuration = ServerConfiguration(
            addresses: try SocketAddress.resolve(host: settings.host, port: settings.port),
            loopCount: threads,
            metrics: EngineMetrics(loopCount: threads, routeNames: API.routeNames),
            events: accessLog
        )
        configuration.limits = settings.limits
        configuration.trustedProxies = settings.trustedProxies
        configuration.descriptorLimit = DescriptorLimit.raise()
        if let credentials, let tls = settings.tls {
            let addresses = try SocketAddress.resolve(host: settings.host, port: tls.port)
            configuration.encrypted = EncryptedEndpoint(addresses: addresses, credentials: credentials)
        }
        return configuration
    }

    /// Returns after TERM or INT, when everything is answered or the deadline for it has passed.
    func waitUntilStopped() {
        stopped.wait()
        accessLog?.flush()
        logger.info("stopped")
    }

    private func giveDuties(to signals: SignalDuties) {
        signals.take(
            end: { [server, logger, stopped, drainDeadlineSeconds] in
                server.drain(deadlineSeconds: drainDeadlineSeconds) { outcome in
                    if outcome.connectionsCutOff > 0 {
                        logger.warning("cut off \(outcome.connectionsCutOff) connections at the deadline")
                    }
                    stopped.signal()
                }
                // Every loop has it in its queue now, so whatever comes after this line is answered as the last.
                logger.info("draining")
            },
            reload: { [reloader, certificateReloader] in
                certificateReloader?.reload()
                reloader.reload()
            })
    }
}
