/// The types of record, in the order they are listed. Excerpts and counts are rows of interviews and tallies:
/// they have addresses of their own but no files.
package enum RecordType: String, CaseIterable, Sendable {
    case article, actor, tally, interview, excerpt, event, place, source, count

    /// The types that have files of their own in a dataset.
    package static let stored: [RecordType] = [.source, .place, .actor, .event, .article, .tally, .interview]

    /// The path segment and file name: "articles", "tallies"…
    package var plural: String { self == .tally ? "tallies" : rawValue + "s" }

    package init?(plural: String) {
        guard let type = RecordType.allCases.first(where: { $0.plural == plural }) else { return nil }
        self = type
    }
}

extension RecordType {
    /// Whether its records are rows inside others.
    var isInner: Bool { self == .excerpt || self == .count }

    /// The type whose records hold it: itself, or that of the record around it.
    var ownerType: RecordType {
        switch self {
        case .excerpt: .interview
        case .count: .tally
        default: self
        }
    }
}
