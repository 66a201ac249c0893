/// The types of record, in the order they are listed. Excerpts and counts are rows of interviews and tallies:
/// they have addresses of their own but no files.
package enum RecordType: String, CaseIterable, Sendable {
    case article, actor, tally, interview, excerpt, event, place, source, count

    /// The types that have files of their own in a dataset.
    package static let stored: [RecordType] = [.source, .place, .actor, .event, .article, .tally, .interview]

    /// The path segment and file name: "articles", "tallies"…
    package var plural: String { self == .tally ? "tallies" : rawValue + "s" }

    /// What its records are, for people.
    package var meaning: String {
        switch self {
        case .article: "News items: who reported what, and when."
        case .actor: "Armed groups, states, civilians as a party, organisations, under every name they go by."
        case .tally: "Casualty tallies: one statement by one party at one time about one scope."
        case .interview: "Interviews: questions and answers in order."
        case .excerpt: "One exchange of an interview, with an address of its own."
        case .event: "What happened, where and when; an offensive is the parent of its incidents."
        case .place: "The gazetteer: a tree of places, each inside its parent."
        case .source: "Who publishes or counts: monitors, agencies, ministries, armies."
        case .count: "One count of one tally as a flat row."
        }
    }

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
