import ConflictData

/// One parameter of a route as data.
package struct RouteParameter: Sendable {
    package enum Place: Sendable { case path, query }

    package enum Kind: Sendable {
        /// A whole number; without a default the answer finds one of its own.
        case integer(ClosedRange<Int>, default: Int?)
        case flag(default: Bool)
        /// Any of a closed set of words, separated by commas.
        case words([String])
        /// One of a closed set of words.
        case word([String])
        /// Any of some values, separated by commas.
        case values
        case text
        /// An ISO 8601 date at the precision known.
        case date
        case identifier
        case cursor
        /// Fields to sort by, each with `-` before it from high to low, separated by commas.
        case sort
        /// Members of a record, dotted paths allowed, separated by commas.
        case fields
        case format
    }

    package let name: String
    package let kind: Kind
    package let place: Place
    package let isRequired: Bool
    /// Whether it says how the answer is shown, not what is asked: another format of the same question does without.
    package let isOfForm: Bool
    /// One sentence for people.
    package let summary: String

    init(
        _ name: String, _ kind: Kind, in place: Place = .query, required: Bool = false, ofForm isOfForm: Bool = false,
        _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.place = place
        self.isRequired = required || place == .path
        self.isOfForm = isOfForm
        self.summary = summary
    }

    /// What is used when the parameter is left out, as it would be written.
    package var defaultText: String? {
        switch kind {
        case .integer(_, let value): value.map(String.init)
        case .flag(let value): String(value)
        default: nil
        }
    }
}

extension RouteParameter {
    /// A page of at most 1,000 keeps one answer within a few megabytes; 50 is a screenful or two.
    static let limit = RouteParameter(
        "limit", .integer(1...1_000, default: 50), ofForm: true, "How many rows a page has at most.")
    static let sort = RouteParameter(
        "sort", .sort, "The order: fields, each with - before it from high to low; rows without a value come last.")
    static let cursor = RouteParameter(
        "cursor", .cursor, ofForm: true, "Where the page begins: taken unchanged from links.next or links.prev.")
    static let facets = RouteParameter(
        "facets", .fields, ofForm: true,
        "Fields whose values are counted over all that matches, each without its own filter.")
    static let facetLimit = RouteParameter(
        "facet_limit", .integer(1...1_000, default: 20), ofForm: true,
        "How many values a facet has at most, the most frequent.")
    static let histogram = RouteParameter(
        "histogram", .fields, ofForm: true,
        "A date by which all that matches is counted, from the first bucket to the last.")
    static let interval = RouteParameter(
        "interval", .word(CalendarInterval.allCases.map(\.rawValue)),
        ofForm: true, "The buckets of the histogram; month if left out.")
    static let include = RouteParameter(
        "include", .values, ofForm: true, "Types of records that the rows refer to, to be sent along, each record once."
    )
    static let highlight = RouteParameter(
        "highlight", .flag(default: false), ofForm: true, "Whether rows show where in their texts the words of q stand."
    )
    static let asOf = RouteParameter(
        "as_of", .date, "Answers from what was known then: a moment, or a year, month or day, whose end counts.")
    static let fields = RouteParameter(
        "fields", .fields, ofForm: true, "Only these members of each record, by name or dotted path.")
    static let envelope = RouteParameter(
        "envelope", .flag(default: true), ofForm: true, "false gives data alone, without meta and links.")
    static let format = RouteParameter(
        "format", .format, ofForm: true, "The format, as an alternative to a suffix or the Accept field.")
    static let recordID = RouteParameter("id", .identifier, in: .path, "The record's id, or one of its former ids.")
}
