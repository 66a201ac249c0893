/// What a client may take of the server: times, sizes, numbers. The defaults are those of `ServerLimits`, which says why.
extension Setting {
    /// A day: whoever wants to wait longer wants no bound.
    private static let seconds = Check.wholeNumber(1...86_400)
    private static let bytes = Check.wholeNumber(1_024...1_099_511_627_776)
    private static let count = Check.wholeNumber(1...10_000_000)
    private static let countOrNone = Check.wholeNumber(0...1_000_000_000)

    static let handshakeDeadlineSeconds = Setting(
        key: "handshake_deadline_seconds", defaultText: "10", check: seconds,
        help: "A TLS handshake must be complete so long after the connection was made."
    )
    static let headDeadlineSeconds = Setting(
        key: "head_deadline_seconds", defaultText: "10", check: seconds,
        help: "A request head must be complete so long after its first byte, or after the connection was made."
    )
    static let bodyDeadlineSeconds = Setting(
        key: "body_deadline_seconds", defaultText: "30", check: seconds,
        help: "A request body must be complete so long after its head."
    )
    static let readProgressSeconds = Setting(
        key: "read_progress_seconds", defaultText: "5", check: seconds,
        help: "While a request is incomplete, some byte must arrive this often."
    )
    static let idleDeadlineSeconds = Setting(
        key: "idle_deadline_seconds", defaultText: "60", check: seconds,
        help: "A kept-alive connection may stay unused this long."
    )
    static let writeProgressSeconds = Setting(
        key: "write_progress_seconds", defaultText: "20", check: seconds,
        help: "While an answer waits, the client must take some of it this often."
    )
    static let drainDeadlineSeconds = Setting(
        key: "drain_deadline_seconds", defaultText: "25", check: seconds,
        help: "Whoever is not done so long after TERM is cut off."
    )
    static let maxConnections = Setting(
        key: "max_connections", defaultText: "16000", check: count,
        help: "Open connections in all; newcomers beyond that get 503."
    )
    static let maxConnectionsPerAddress = Setting(
        key: "max_connections_per_address", defaultText: "12000", check: countOrNone,
        help: "Open connections of one IPv4 address or IPv6 /64 network, trusted proxies aside; 0 for no bound."
    )
    static let maxRequestsPerConnection = Setting(
        key: "max_requests_per_connection", defaultText: "100000", check: countOrNone,
        help: "Requests on one connection before it is closed; 0 for no bound."
    )
    static let maxPipelinedRequests = Setting(
        key: "max_pipelined_requests", defaultText: "64", check: .wholeNumber(1...10_000),
        help: "Requests of one connection that are answered before others have their turn."
    )
    static let maxUnsentBytes = Setting(
        key: "max_unsent_bytes", defaultText: "268435456", check: bytes,
        help: "Bytes of answers that may wait for slow readers in all; beyond that new answers are 503."
    )
    static let maxRequestLineBytes = Setting(
        key: "max_request_line_bytes", defaultText: "8192", check: .wholeNumber(256...65_000),
        help: "Size of a request line; longer ones are 414."
    )
    static let maxHeadBytes = Setting(
        key: "max_head_bytes", defaultText: "16384", check: .wholeNumber(1_024...65_000),
        help: "Size of a request head; larger ones are 431."
    )
    static let maxFieldLines = Setting(
        key: "max_field_lines", defaultText: "100", check: .wholeNumber(1...1_000),
        help: "Lines of a request head; more are 431."
    )
    static let maxBodyBytes = Setting(
        key: "max_body_bytes", defaultText: "65536", check: .wholeNumber(0...1_073_741_824),
        help: "Size of a request body, which is read and dropped; larger ones are 413."
    )
    static let maxCacheBytes = Setting(
        key: "max_cache_bytes", defaultText: "33554432", check: .wholeNumber(0...1_099_511_627_776),
        help: "Stored answers of each event loop; 0 stores none."
    )
    static let maxWaitingRequests = Setting(
        key: "max_waiting_requests", defaultText: "1024", check: count,
        help: "Requests that may wait for answers that take long, in all; beyond that new ones are 503."
    )
    static let maxStreams = Setting(
        key: "max_streams", defaultText: "128", check: count,
        help: "Answers that are sent in pieces, such as whole sheets, at a time; beyond that new ones are 503."
    )
    static let retryAfterSeconds = Setting(
        key: "retry_after_seconds", defaultText: "2", check: seconds,
        help: "When a 503 tells the client to come again."
    )

    static let bounds: [Setting] = [
        handshakeDeadlineSeconds, headDeadlineSeconds, bodyDeadlineSeconds, readProgressSeconds,
        idleDeadlineSeconds, writeProgressSeconds,
        drainDeadlineSeconds, maxConnections, maxConnectionsPerAddress, maxRequestsPerConnection, maxPipelinedRequests,
        maxUnsentBytes, maxRequestLineBytes, maxHeadBytes, maxFieldLines, maxBodyBytes, maxCacheBytes,
        maxWaitingRequests, maxStreams, retryAfterSeconds,
    ]
}
