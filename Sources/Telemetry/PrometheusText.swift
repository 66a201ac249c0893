/// Writes metrics in the text format of Prometheus, version 0.0.4: families in order, each with its help and type.
package struct PrometheusText {
    /// What a family's values mean.
    package enum Kind: String, Sendable {
        /// Only grows while the process lives; its name ends in `_total`.
        case counter
        case gauge
        case histogram
    }

    package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    package private(set) var bytes: [UInt8] = []
    private var name = ""

    package init() {}

    /// Begins a family; the samples that follow are its own.
    /// - Parameters:
    ///   - name: lower case with the unit at its end, once per text.
    ///   - help: one line.
    package mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        append("# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n")
    }

    /// One sample of the family.
    package mutating func sample(_ value: UInt64, _ labels: KeyValuePairs<String, String> = [:]) {
        sample(text: String(value), labels: labels)
    }

    /// One sample of the family, in seconds.
    package mutating func sample(nanoseconds: UInt64, _ labels: KeyValuePairs<String, String> = [:]) {
        sample(text: Self.seconds(nanoseconds), labels: labels)
    }

    /// A family with one sample.
    package mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: UInt64) {
        family(name, kind, help)
        sample(value)
    }

    /// The buckets of a histogram family, cumulative as the format wants them, then its sum and count.
    mutating func histogram(_ reading: LatencyHistogram.Reading) {
        var total: UInt64 = 0
        for (index, count) in reading.counts.enumerated() {
            total += count
            let isLast = index == reading.counts.count - 1
            let bound = isLast ? "+Inf" : Self.seconds(LatencyHistogram.bound(ofBucket: index))
            sample(text: String(total), suffix: "_bucket", labels: ["le": bound])
        }
        sample(text: Self.seconds(reading.sumNanoseconds), suffix: "_sum", labels: [:])
        sample(text: String(total), suffix: "_count", labels: [:])
    }

    private mutating func sample(text: String, suffix: String = "", labels: KeyValuePairs<String, String>) {
        let pairs = labels.map { "\($0.key)=\"\(Self.escaped($0.value, quotes: true))\"" }
        append(name + suffix + (pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}") + " " + text + "\n")
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.append(character)
            }
        }
    }

    /// Seconds with nine decimals, exact.
    private static func seconds(_ nanoseconds: UInt64) -> String {
        let fraction = String(nanoseconds % 1_000_000_000)
        return "\(nanoseconds / 1_000_000_000)." + String(repeating: "0", count: 9 - fraction.utf8.count) + fraction
    }
}
