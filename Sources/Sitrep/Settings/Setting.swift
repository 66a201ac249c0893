/// One thing an operator can set, described once: flags, environment, file, help and Docs/Settings.md read this table.
struct Setting: Sendable {
    /// What a value must be.
    enum Check: Sendable {
        case text
        /// An empty text is as if none were given, so that a stronger layer can take back what a weaker one gives.
        case textOrNothing
        case wholeNumber(ClosedRange<Int>)
        case oneOf([String])
        /// Networks in CIDR form separated by commas; none is fine.
        case networks
        /// An http or https address without a query; an empty text is as if none were given.
        case webAddress
        /// Addresses of people, separated by commas; an empty text is as if none were given.
        case contacts
        /// A date with a time (RFC 3339); an empty text is as if none were given.
        case moment
    }

    /// The member's name in a settings file: "access_log".
    let key: String
    /// The value when no layer gives one; nil where leaving it out has a meaning of its own.
    let defaultText: String?
    let check: Check
    /// One sentence for people.
    let help: String

    /// The environment variable: "SITREP_ACCESS_LOG".
    var environmentName: String { Setting.environmentPrefix + key.uppercased() }
    /// The option of the command line: "--access-log".
    var flag: String { "--" + key.replacing("_", with: "-") }
    static let environmentPrefix = "SITREP_"
}

extension Setting {
    static let dataset = Setting(
        key: "dataset", defaultText: nil, check: .text,
        help: "Folder of JSON to serve; without it, the sample dataset inside the program."
    )
    static let host = Setting(
        key: "host", defaultText: "127.0.0.1", check: .text,
        help: "Address to listen on; 0.0.0.0 or :: for every interface."
    )
    static let port = Setting(
        key: "port", defaultText: "8080", check: .wholeNumber(0...65535),
        help: "Port to listen on; 0 picks a free one."
    )
    static let tlsCertificate = Setting(
        key: "tls_certificate", defaultText: nil, check: .textOrNothing,
        help: "PEM file with the certificate and its intermediates; with it and its key, HTTPS is served."
    )
    static let tlsKey = Setting(
        key: "tls_key", defaultText: nil, check: .textOrNothing,
        help: "PEM file with the certificate's private key, without a passphrase."
    )
    static let tlsPort = Setting(
        key: "tls_port", defaultText: "8443", check: .wholeNumber(0...65535),
        help: "Port to listen on for HTTPS; 0 picks a free one."
    )
    /// More loops than this only cost memory: the largest machines sold have fewer cores.
    static let threads = Setting(
        key: "threads", defaultText: "0", check: .wholeNumber(0...1024),
        help: "Event loops to run; 0 is one for each core this process may use."
    )
    static let accessLog = Setting(
        key: "access_log", defaultText: "off", check: .oneOf(["off", "text", "json"]),
        help: "A line for each answer on standard error: off, text or json."
    )

    static let trustedProxies = Setting(
        key: "trusted_proxies", defaultText: nil, check: .networks,
        help:
            "Networks of the proxies in front, such as 10.0.0.0/8,fd00::/8: their word on the client is logged."
    )

    static let publicURL = Setting(
        key: "public_url", defaultText: nil, check: .webAddress,
        help: "Where clients reach this server, for feeds: https://example.org; without it, the name they call it by."
    )

    /// Every setting, in the order of help and documentation.
    static let all: [Setting] =
        [dataset, host, port, tlsCertificate, tlsKey, tlsPort, threads, accessLog, trustedProxies] + site + bounds
}
