/// The forms in which a whole list is handed over as a file.
package enum BulkFormat: String, CaseIterable, Sendable {
    case lines = "ndjson"
    /// The same lines in one gzip member (RFC 1952).
    case gzip = "ndjson.gz"
    case sheet = "csv"
}

/// The name of a file: of which list, and in which form.
package struct BulkName: Hashable, Sendable {
    package let type: RecordType
    package let format: BulkFormat

    package init(_ type: RecordType, _ format: BulkFormat) { (self.type, self.format) = (type, format) }

    package init?(_ text: String) {
        guard let name = Self.all.first(where: { $0.text == text }) else { return nil }
        self = name
    }

    /// The last segment of its address, and the name under which it is kept: `counts.ndjson.gz`.
    package var text: String { type.plural + "." + format.rawValue }

    /// Every file there is, in the order in which they are listed.
    package static let all = RecordType.allCases.flatMap { type in BulkFormat.allCases.map { BulkName(type, $0) } }
}
