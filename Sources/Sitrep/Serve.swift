import ArgumentParser
import ConflictData
import FoundationEssentials
internal import Glibc
import Logging
import Transport

/// `sitrep serve`: loads a dataset, listens, and stays until a signal ends it.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a dataset over HTTP.",
        discussion: """
            The first line on standard output is the URL it listens on, the second the
            HTTPS one if there is one. TERM and INT finish what is being answered and
            exit 0; HUP reads the folder, the certificate and its key again.

            Each option is also a variable (SITREP_PORT) and a member of the file that
            --config names ("port"); an option wins over a variable, a variable over
            the file. What a client may take of the server (times, sizes, connections) is
            bounded by more of them: --help-hidden and Docs/Settings.md have them all.

            EXAMPLES
              sitrep serve
              sitrep serve reports --host 0.0.0.0 --port 80 --access-log json
              SITREP_PORT=0 sitrep serve reports
              sitrep serve reports --tls-certificate fullchain.pem --tls-key privkey.pem
            """
    )

    @Argument(help: help(.dataset))
    var dataset: String?

    @Option(help: help(.host))
    var host: String?

    @Option(help: help(.port))
    var port: String?

    @Option(help: help(.tlsCertificate))
    var tlsCertificate: String?

    @Option(help: help(.tlsKey))
    var tlsKey: String?

    @Option(help: help(.tlsPort))
    var tlsPort: String?

    @Option(help: help(.threads))
    var threads: String?

    @Option(help: help(.accessLog))
    var accessLog: String?

    @Option(help: help(.trustedProxies))
    var trustedProxies: String?

    @Option(name: .customLong("public-url"), help: help(.publicURL))
    var publicURL: String?

    @Option(help: help(.robots))
    var robots: String?

    @Option(help: help(.securityContact))
    var securityContact: String?

    @Option(help: help(.securityExpires))
    var securityExpires: String?

    @Option(help: help(.securityPolicy))
    var securityPolicy: String?

    @OptionGroup(title: "Bounds", visibility: .hidden)
    var bounds: BoundOptions

    @Option(help: "A file of settings: one JSON object.")
    var config: String?

    func run() throws {
        let settings = try settings()
        let logger = Logger(label: "sitrep") { label in StreamLogHandler.standardError(label: label) }
        let signals = SignalDuties(untilServing: { Self.stopLoading(logger) })
        let handling = signals.heeded()
        defer { withExtendedLifetime(handling) {} }
        let threads = settings.threads == 0 ? ProcessorCount.available() : settings.threads
        let credentials = try credentials(settings.tls)
        let source = DatasetSource(settings.dataset)
        let store = try firstDataset(from: source, threads: threads)
        let wiring: Wiring
        do {
            wiring = try Wiring(
                settings, threads: threads, credentials: credentials, source: source, store: store, signals: signals,
                logger: logger)
        } catch {
            throw ExitStatus.cannotListen.because(error.description)
        }
        for url in wiring.urls { StandardStreams.printLine(url) }
        wiring.waitUntilStopped()
    }

    /// Text by setting key, for those given on the command line.
    var given: [String: String] {
        let common = [
            Setting.dataset.key: dataset, Setting.host.key: host, Setting.port.key: port,
            Setting.tlsCertificate.key: tlsCertificate, Setting.tlsKey.key: tlsKey, Setting.tlsPort.key: tlsPort,
            Setting.threads.key: threads, Setting.accessLog.key: accessLog,
            Setting.trustedProxies.key: trustedProxies, Setting.publicURL.key: publicURL, Setting.robots.key: robots,
            Setting.securityContact.key: securityContact, Setting.securityExpires.key: securityExpires,
            Setting.securityPolicy.key: securityPolicy,
        ]
        return bounds.given.merging(common.compactMapValues { $0 }) { $1 }
    }

    private func settings() throws -> ServeSettings {
        let environment = ProcessInfo.processInfo.environment
        do throws(SettingError) {
            return try ServeSettings(
                flags: given, environment: environment,
                configPath: config ?? environment[Setting.environmentPrefix + "CONFIG"])
        } catch {
            throw ExitStatus.usage.because(error.description)
        }
    }

    private func credentials(_ settings: TLSSettings?) throws -> TLSCredentials? {
        guard let settings else { return nil }
        do throws(TLSError) {
            return try TLSCredentials(certificatePath: settings.certificatePath, keyPath: settings.keyPath)
        } catch {
            throw ExitStatus.unreadable.because(error.description)
        }
    }

    /// Ends the program. Nothing is buffered, and threads that still load would get in the way of an orderly end.
    private static func stopLoading(_ logger: Logger) {
        if StandardStreams.errorIsTerminal { StandardStreams.printErrorText(ProgressLine.eraseLine) }
        logger.info("stopped before anything was served")
        _exit(EXIT_SUCCESS)
    }

    /// A dataset without errors; those it has are printed as `check` prints them.
    private func firstDataset(from source: DatasetSource, threads: Int) throws -> DatasetStore {
        let (outcome, load): (LoadOutcome, DatasetLoad)
        do {
            (outcome, load) = try source.timedLoad(threads: threads)
        } catch {
            throw ExitStatus.unreadable.because(error.description)
        }
        guard let dataset = outcome.dataset else {
            StandardStreams.printError(FindingsReport(outcome.findings).text(in: .text))
            throw ExitStatus.refused.because("\(source) has errors and is not served")
        }
        return DatasetStore(dataset, load: load)
    }

    private static func help(_ setting: Setting) -> ArgumentHelp { ArgumentHelp(setting) }
}
