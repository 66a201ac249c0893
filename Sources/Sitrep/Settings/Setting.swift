/// One thing an operator can set, described once: flags, environment, file, help and Docs/Settings.md read this table.
package struct Setting: Sendable {
    /// What a value must be.
    package enum Check: Sendable {
        case text
        case wholeNumber(ClosedRange<Int>)
        case oneOf([String])
    }

    /// The member's name in a settings file: "access_log".
    package let key: String
    /// The value when no layer gives one; nil where leaving it out has a meaning of its own.
    package let defaultText: String?
    package let check: Check
    /// One sentence for people.
    package let help: String

    /// The environment variable: "SITREP_ACCESS_LOG".
    package var environmentName: String { Setting.environmentPrefix + key.uppercased() }
    package static let environmentPrefix = "SITREP_"
}

extension Setting {
    package static let dataset = Setting(
        key: "dataset", defaultText: nil, check: .text,
        help: "Folder of JSON to serve; without it, the sample dataset inside the program."
    )
    package static let host = Setting(
        key: "host", defaultText: "127.0.0.1", check: .text,
        help: "Address to listen on; 0.0.0.0 or :: for every interface."
    )
    package static let port = Setting(
        key: "port", defaultText: "8080", check: .wholeNumber(0...65535),
        help: "Port to listen on; 0 picks a free one."
    )
    /// More loops than this only cost memory: the largest machines sold have fewer cores.
    package static let threads = Setting(
        key: "threads", defaultText: "0", check: .wholeNumber(0...1024),
        help: "Event loops to run; 0 is one for each core this process may use."
    )
    package static let accessLog = Setting(
        key: "access_log", defaultText: "off", check: .oneOf(["off", "text", "json"]),
        help: "A line for each answer on standard error: off, text or json."
    )

    /// Every setting, in the order of help and documentation.
    package static let all: [Setting] = [dataset, host, port, threads, accessLog]
}
