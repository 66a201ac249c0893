/// What kind of name a record goes by; the raw values are those of `names[].kind` in the data, and two of our own.
package enum NameKind: String, Hashable, Sendable, CaseIterable {
    case official, short, acronym, former, exonym, transliteration
    /// What the group calls itself.
    case ownName = "self"
    /// A description such as "the rebels": never resolves by itself, never matches in text.
    case weak
    /// The record's id, or one of its former ids.
    case id
    /// The record's `name`.
    case main
}

/// One name of one record, with the time at which the record went by it.
package struct NameEntry: Hashable, Sendable {
    /// As written in the data.
    package var name: String
    /// The row of the record that bears it.
    package var row: Int
    package var kind: NameKind
    /// First and last instant inside, in microseconds since 1970; nil is open.
    package var from: Int64?
    package var to: Int64?

    package init(name: String, row: Int, kind: NameKind, from: Int64? = nil, to: Int64? = nil) {
        self.name = name
        self.row = row
        self.kind = kind
        self.from = from
        self.to = to
    }

    /// Whether the record went by this name at `instant` (microseconds since 1970).
    package func isBorne(at instant: Int64) -> Bool {
        (from ?? .min) <= instant && instant <= (to ?? .max)
    }

    var isDated: Bool { from != nil || to != nil }
}
