import ArgumentParser

/// The options of `serve` that bound what a client may take. There are many and few need them, so `--help` leaves them to
/// `--help-hidden` and Docs/Settings.md.
struct BoundOptions: ParsableArguments {
    @Option(help: help(.handshakeDeadlineSeconds)) var handshakeDeadlineSeconds: String?
    @Option(help: help(.headDeadlineSeconds)) var headDeadlineSeconds: String?
    @Option(help: help(.bodyDeadlineSeconds)) var bodyDeadlineSeconds: String?
    @Option(help: help(.readProgressSeconds)) var readProgressSeconds: String?
    @Option(help: help(.idleDeadlineSeconds)) var idleDeadlineSeconds: String?
    @Option(help: help(.writeProgressSeconds)) var writeProgressSeconds: String?
    @Option(help: help(.drainDeadlineSeconds)) var drainDeadlineSeconds: String?
    @Option(help: help(.maxConnections)) var maxConnections: String?
    @Option(help: help(.maxConnectionsPerAddress)) var maxConnectionsPerAddress: String?
    @Option(help: help(.maxRequestsPerConnection)) var maxRequestsPerConnection: String?
    @Option(help: help(.maxPipelinedRequests)) var maxPipelinedRequests: String?
    @Option(help: help(.maxUnsentBytes)) var maxUnsentBytes: String?
    @Option(help: help(.maxRequestLineBytes)) var maxRequestLineBytes: String?
    @Option(help: help(.maxHeadBytes)) var maxHeadBytes: String?
    @Option(help: help(.maxFieldLines)) var maxFieldLines: String?
    @Option(help: help(.maxBodyBytes)) var maxBodyBytes: String?
    @Option(help: help(.maxCacheBytes)) var maxCacheBytes: String?
    @Option(help: help(.maxWaitingRequests)) var maxWaitingRequests: String?
    @Option(help: help(.maxStreams)) var maxStreams: String?
    @Option(help: help(.retryAfterSeconds)) var retryAfterSeconds: String?

    /// Text by setting key, for those given.
    var given: [String: String] {
        [
            Setting.handshakeDeadlineSeconds.key: handshakeDeadlineSeconds,
            Setting.headDeadlineSeconds.key: headDeadlineSeconds, Setting.bodyDeadlineSeconds.key: bodyDeadlineSeconds,
            Setting.readProgressSeconds.key: readProgressSeconds, Setting.idleDeadlineSeconds.key: idleDeadlineSeconds,
            Setting.writeProgressSeconds.key: writeProgressSeconds,
            Setting.drainDeadlineSeconds.key: drainDeadlineSeconds, Setting.maxConnections.key: maxConnections,
            Setting.maxConnectionsPerAddress.key: maxConnectionsPerAddress,
            Setting.maxRequestsPerConnection.key: maxRequestsPerConnection,
            Setting.maxPipelinedRequests.key: maxPipelinedRequests, Setting.maxUnsentBytes.key: maxUnsentBytes,
            Setting.maxRequestLineBytes.key: maxRequestLineBytes, Setting.maxHeadBytes.key: maxHeadBytes,
            Setting.maxFieldLines.key: maxFieldLines, Setting.maxBodyBytes.key: maxBodyBytes,
            Setting.maxCacheBytes.key: maxCacheBytes, Setting.maxWaitingRequests.key: maxWaitingRequests,
            Setting.maxStreams.key: maxStreams, Setting.retryAfterSeconds.key: retryAfterSeconds,
        ].compactMapValues { $0 }
    }

    private static func help(_ setting: Setting) -> ArgumentHelp { ArgumentHelp(setting) }
}

extension ArgumentHelp {
    init(_ setting: Setting) {
        self.init(setting.help, discussion: setting.defaultText.map { "Default: \($0)." } ?? "")
    }
}
