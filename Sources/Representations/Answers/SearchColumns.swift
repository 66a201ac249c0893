package import ConflictData

/// One row of a search: a record that was found, and where in it.
package struct SearchRow: Sendable {
    let hit: SearchHit
    let id: String
    let title: String?
    let highlights: [Highlight]

    package init(_ hit: SearchHit, in dataset: Dataset, _ highlighter: Highlighter?) {
        self.hit = hit
        id = dataset.id(ofRow: hit.row, in: hit.type)
        title = dataset.title(ofRow: hit.row, in: hit.type)
        highlights = highlighter?.highlights(in: hit.type, row: hit.row) ?? []
    }
}

extension AnswerColumn where Row == SearchRow {
    /// The columns of a search; highlights are left out when nobody wants them.
    package static func ofSearch(isHighlighted: Bool) -> [AnswerColumn<SearchRow>] {
        isHighlighted ? columns + [highlights] : columns
    }

    private static let columns: [AnswerColumn<SearchRow>] = [
        AnswerColumn("type", .text, "The type of the record.") { .text($0.hit.type.rawValue) },
        AnswerColumn("id", .text, "The record's id.") { .text($0.id) },
        AnswerColumn("score", .decimal, "How well it fits (BM25); it compares within one answer only.") {
            .thousandths($0.hit.score)
        },
        AnswerColumn("title", .text, "Its headline, name or question.") { .text($0.title) },
        AnswerColumn("url", .text, "Where the record is served.") { .text("/v1/\($0.hit.type.plural)/\($0.id)") },
    ]

    private static let highlights = AnswerColumn<SearchRow>(
        "highlights", .highlights, "Where in its texts the words stand, in Unicode scalars of each stretch."
    ) { .highlights($0.highlights) }
}
