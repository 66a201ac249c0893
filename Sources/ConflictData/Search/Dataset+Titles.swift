extension Dataset {
    /// What people call a record: its headline, title or name, the question of an exchange, the wording of a tally.
    package func title(ofRow row: Int, in type: RecordType) -> String? {
        let (name, owner) =
            switch type {
            case .article: ("headline", row)
            case .interview: ("title", row)
            case .tally: ("wording", row)
            case .count: ("wording", Int(records.parents[type.table][row]))
            case .actor, .event, .place, .source: ("name", row)
            case .excerpt: ("", row)
            }
        guard name.isEmpty else { return records.string(Schema.shared.column(type.ownerType.table, name), owner) }
        // Running text is in no column.
        let fields = SearchFields.all[SearchFields.place(of: type)]
        let question = fields.names.firstIndex(of: "question")
        var title: String?
        var texts = RecordTexts(records)
        unsafe texts.forEach(of: fields, row) { field, text in
            if field == question { title = unsafe String(decoding: text, as: UTF8.self) }
        }
        return title
    }
}
