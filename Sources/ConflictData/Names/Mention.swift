/// The kinds of record whose names are found in text; the raw values are those of `mentions[].type`.
package enum MentionType: String, Hashable, Sendable, CaseIterable {
    case actor, place
}

/// A name to look for in text.
package struct MentionName: Hashable, Sendable {
    package var type: MentionType
    /// The name, the row of its record within its type, and when the record bore it.
    package var entry: NameEntry

    package init(type: MentionType, entry: NameEntry) {
        self.type = type
        self.entry = entry
    }
}

/// A name found in a text.
package struct Mention: Hashable, Sendable {
    package var type: MentionType
    /// The row of the record within its type.
    package var row: Int
    /// Where the name stands in the text, in Unicode scalars, `end` exclusive.
    package var start: Int
    package var end: Int

    package init(type: MentionType, row: Int, start: Int, end: Int) {
        self.type = type
        self.row = row
        self.start = start
        self.end = end
    }
}
