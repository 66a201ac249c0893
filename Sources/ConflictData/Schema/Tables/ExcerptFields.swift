/// Excerpts: one exchange of an interview with its own address, and what it needs of the interview to stand alone.
enum ExcerptFields {
    static let table = Schema.shared.table(named: "interviews.exchanges")
    private static let interviews = Schema.shared.table(.interview)

    static let fields: [ServedField] =
        [
            ServedField(
                name: "id", kind: .identifier, isList: false, summary: "Address of the excerpt: `<interview id>.<n>`.",
                source: .rowID, hxl: "#meta+id"
            ),
            served(
                interviews, "id", as: "interview_id", kind: .reference([.interview]), hxl: "#meta+id+interview",
                summary: "The interview that it is from."),
        ]
        + ["n", "question", "answer", "topics", "actor_ids", "place_ids", "start_time"].map { served(table, $0) }
        + [
            "interviewee.name", "interviewee.role", "interviewee.actor_id", "interviewee.source_id", "interviewer",
            "date", "verbatim", "article_id",
        ].map { served(interviews, $0) }

    private static func served(
        _ table: Int,
        _ path: String,
        as name: String? = nil,
        kind: Field.Kind? = nil,
        hxl: String? = nil,
        summary: String? = nil
    ) -> ServedField {
        guard let layout = Schema.shared.tables[table].columns.first(where: { $0.path == path }) else {
            preconditionFailure("no column \(path)")
        }
        let column = Schema.shared.column(table, path)
        return ServedField(
            name: name ?? path, kind: kind ?? layout.field.kind, isList: layout.field.isList,
            summary: summary ?? layout.field.summary,
            source: table == self.table ? .own(column) : .via([.parent(of: self.table)], column),
            hxl: hxl ?? layout.field.hxl,
            searchWeight: table == self.table ? layout.field.searchWeight : 0
        )
    }
}
