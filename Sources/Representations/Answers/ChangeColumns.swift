package import ConflictData

extension AnswerColumn where Row == ChangePage.Row {
    /// The columns of changes.
    package static let ofChanges: [AnswerColumn<ChangePage.Row>] = [
        AnswerColumn("cursor", .text, "Stands behind this row: since= it gives what came later.") { .text($0.cursor) },
        AnswerColumn("at", .text, "When: as the data says, else when the server first served it so.") {
            .text($0.change.atText)
        },
        AnswerColumn("change", .text, "What happened: created, updated or retracted.") {
            .text($0.change.kind.rawValue)
        },
        AnswerColumn("type", .text, "The type of the record.") { .text($0.change.type.rawValue) },
        AnswerColumn("id", .text, "The record's id.") { .text($0.change.id) },
        AnswerColumn("fields", .texts, "The members that differ, where it is known.") { .texts($0.change.fields) },
    ]
}
