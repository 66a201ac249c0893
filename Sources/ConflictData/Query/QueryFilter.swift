/// The filters of lists that are no fields: what the text says, who, when and where.
package enum QueryFilter: String, CaseIterable, Sendable {
    case text = "q"
    case actor
    case on, since, until
    case reportedSince = "reported_since"
    case reportedUntil = "reported_until"
    case within, bbox, near

    package var name: String { rawValue }

    /// One sentence for people.
    package var summary: String {
        switch self {
        case .text: "Records whose texts hold all words; “phrases”, -excluded, field:word and begin* as in a search."
        case .actor: "Records that concern an actor, by any name or id; with on, by the name's meaning at that date."
        case .on: "Records about a time that includes this year, month, day or moment."
        case .since: "Records about a time that does not end before this."
        case .until: "Records about a time that does not begin after this."
        case .reportedSince: "Records reported at this time or later."
        case .reportedUntil: "Records reported at this time or earlier."
        case .within: "Records at one of these places or at any place below them."
        case .bbox: "Records in a box: west,south,east,north in degrees; west over east crosses the antimeridian."
        case .near: "Records around a point: latitude,longitude,kilometres."
        }
    }

    /// Whether records of a type have what it asks about.
    package func applies(to type: RecordType) -> Bool {
        switch self {
        case .text: true
        case .actor: type != .place
        case .on, .since, .until: type != .source && type != .place
        case .reportedSince, .reportedUntil:
            switch type {
            case .article, .tally, .count, .interview, .excerpt: true
            case .actor, .event, .place, .source: false
            }
        case .within, .bbox, .near: type != .actor && type != .source
        }
    }

    /// Says why it means nothing for a type, and what to do instead.
    func inapplicable(to type: RecordType) -> QueryError {
        let detail =
            switch self {
            case .text: "\(type.pluralName) have no text."
            case .actor: "Places name no actors; ask events or tallies."
            case .on, .since, .until:
                "\(type.pluralName) are not about a time; ask events, tallies, articles or interviews."
            case .reportedSince, .reportedUntil:
                "\(type.pluralName) are not reports; ask tallies, articles or interviews, or filter by recorded_at."
            case .within, .bbox, .near:
                "\(type.pluralName) have no place; filter them by country, or ask places, events or tallies."
            }
        return QueryError(.notApplicable, parameter: name, detail: detail)
    }
}

extension RecordType {
    /// As the first word of a sentence.
    var pluralName: String { plural.prefix(1).uppercased() + plural.dropFirst() }
}
