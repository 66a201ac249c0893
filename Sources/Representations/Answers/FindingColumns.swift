package import ConflictData

extension AnswerColumn where Row == Finding {
    /// The columns of findings, the same at `/v1/checks` and on the command line.
    package static let ofFindings: [AnswerColumn<Finding>] = [
        AnswerColumn("severity", .text, "An error refuses the dataset; a warning is served with it.") {
            .text($0.severity.rawValue)
        },
        AnswerColumn("rule", .text, "The rule that the dataset breaks.") { .text($0.rule.rawValue) },
        AnswerColumn("type", .text, "The type of the record it is about; null when it is about none.") {
            .text($0.type?.rawValue)
        },
        AnswerColumn("id", .text, "The record's id; null when there is none.") { .text($0.id) },
        AnswerColumn("file", .text, "The file, within the dataset's folder.") { .text($0.file) },
        AnswerColumn("line", .integer, "The line, from 1.") { .integer(Int64($0.line)) },
        AnswerColumn("column", .integer, "The column, from 1, in Unicode scalars.") { .integer(Int64($0.column)) },
        AnswerColumn("pointer", .text, "JSON Pointer (RFC 6901) within the file, or the line of an NDJSON file.") {
            .text($0.pointer)
        },
        AnswerColumn("message", .text, "What is wrong and what to do.") { .text($0.message) },
    ]
}
