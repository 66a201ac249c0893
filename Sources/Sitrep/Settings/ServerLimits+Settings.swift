import HTTPServer

extension ServerLimits {
    /// The bounds that settings give; the others stay as they are.
    init(_ reader: SettingsReader) throws(SettingError) {
        func seconds(_ setting: Setting) throws(SettingError) -> Double { Double(try reader.wholeNumber(setting)) }
        self.init()
        handshakeDeadlineSeconds = try seconds(.handshakeDeadlineSeconds)
        headDeadlineSeconds = try seconds(.headDeadlineSeconds)
        bodyDeadlineSeconds = try seconds(.bodyDeadlineSeconds)
        readProgressSeconds = try seconds(.readProgressSeconds)
        idleDeadlineSeconds = try seconds(.idleDeadlineSeconds)
        writeProgressSeconds = try seconds(.writeProgressSeconds)
        maxConnections = try reader.wholeNumber(.maxConnections)
        maxConnectionsPerAddress = try reader.wholeNumber(.maxConnectionsPerAddress)
        maxRequestsPerConnection = try reader.wholeNumber(.maxRequestsPerConnection)
        maxPipelinedRequests = try reader.wholeNumber(.maxPipelinedRequests)
        maxUnsentBytes = try reader.wholeNumber(.maxUnsentBytes)
        maxCacheBytes = try reader.wholeNumber(.maxCacheBytes)
        maxWaitingRequests = try reader.wholeNumber(.maxWaitingRequests)
        maxStreams = try reader.wholeNumber(.maxStreams)
        retryAfterSeconds = try reader.wholeNumber(.retryAfterSeconds)
        boundRequest(
            line: try reader.wholeNumber(.maxRequestLineBytes),
            head: try reader.wholeNumber(.maxHeadBytes),
            fieldLines: try reader.wholeNumber(.maxFieldLines),
            body: try reader.wholeNumber(.maxBodyBytes)
        )
    }
}
