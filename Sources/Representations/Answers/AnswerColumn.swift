package import ConflictData

/// One column of rows that are worked out and not records: its name, what it means, and how to get it.
///
/// The tables of these are what every format of such an answer is written from, and what describes it to machines.
package struct AnswerColumn<Row: Sendable>: Sendable {
    package let name: String
    package let kind: AnswerKind
    /// The member that holds the value in JSON where it does not stand in the row itself: `group`.
    package let parent: String?
    /// One sentence for people.
    package let summary: String
    package let value: @Sendable (Row) -> AnswerValue

    package init(
        _ name: String, _ kind: AnswerKind, in parent: String? = nil, _ summary: String,
        value: @escaping @Sendable (Row) -> AnswerValue
    ) {
        self.name = name
        self.kind = kind
        self.parent = parent
        self.summary = summary
        self.value = value
    }
}

/// What the values of a column are; each may also be null, but for lists and flags.
package enum AnswerKind: Sendable {
    case text
    case integer
    /// A number with up to three decimals.
    case decimal
    case flag
    /// Several texts.
    case texts
    /// What a search found in a record: `[{"field", "text", "ranges": [[start, end]]}]`.
    case highlights
}

/// One value of a row that was worked out, as JSON, CSV and charts take it.
package enum AnswerValue: Sendable, Equatable {
    case text(String?)
    case integer(Int64?)
    case thousandths(Int)
    case flag(Bool)
    case texts([String])
    case highlights([Highlight])
}
