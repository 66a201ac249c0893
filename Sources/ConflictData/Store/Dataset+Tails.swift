/// What follows a record's own members: what is derived from all records together, as it stands at the moment.
/// Written when the record is, since it differs from moment to moment and is short.
extension Dataset {
    /// Appends the tail of a row, `,"links":{…}}` with the brace that closes the record.
    /// - Parameter hasLists: whether the links to lists of other records are among them.
    func appendTail(_ type: RecordType, _ row: Int, hasLists: Bool, to text: inout [UInt8]) {
        if type == .tally { appendSuperseding(row, to: &text) }
        if type == .article { loaded.mentions.append(loaded.mentions.articles[row], standing, to: &text) }
        if let places = view.findingsOfRow[type.table][UInt32(row)] { append(places.map { findings[$0] }, to: &text) }
        let id = unsafe records.symbols.bytes(records.columns[records.idColumn(type)].narrow(row))
        text.append(contentsOf: ",\"links\":{\"self\":\"/v1/".utf8)
        text.append(contentsOf: type.plural.utf8)
        text.append(UInt8(ascii: "/"))
        unsafe text.append(contentsOf: id)
        text.append(UInt8(ascii: "\""))
        if hasLists { unsafe view.links.append(type, row, id: id, to: &text) }
        if type == .tally, standing.inRevisions.contains(row) {
            text.append(contentsOf: ",\"revisions\":\"/v1/tallies/".utf8)
            unsafe text.append(contentsOf: id)
            text.append(contentsOf: "/revisions\"".utf8)
        }
        text.append(contentsOf: "}}".utf8)
    }

    private func appendSuperseding(_ row: Int, to text: inout [UInt8]) {
        let by = standing.supersededBy[row]
        guard by != Records.none else { return }
        text.append(contentsOf: ",\"superseded_by\":\"".utf8)
        unsafe text.append(contentsOf: records.symbols.bytes(records.columns[records.idColumn(.tally)].narrow(Int(by))))
        text.append(UInt8(ascii: "\""))
    }

    private func append(_ findings: [Finding], to text: inout [UInt8]) {
        text.append(contentsOf: ",\"checks\":[".utf8)
        for (index, finding) in findings.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text.append(
                contentsOf:
                    "{\"severity\":\"\(finding.severity.rawValue)\",\"rule\":\"\(finding.rule.rawValue)\",\"message\":"
                    .utf8)
            JSONText.append(finding.message, to: &text)
            text.append(UInt8(ascii: "}"))
        }
        text.append(UInt8(ascii: "]"))
    }
}

/// Excerpts have no text of their own: their members come from their exchange and its interview.
extension Dataset {
    /// What an excerpt takes over from its interview.
    private static let shared = ["interviewee", "interviewer", "date", "verbatim", "article_id"]

    func appendExcerpt(_ row: Int, to text: inout [UInt8]) {
        let interview = Int(records.parents[ExcerptFields.table][row])
        let json = unsafe records.text(RecordType.interview.table, interview)
        let id = records.id(.interview, interview)
        text.append(UInt8(ascii: "{"))
        let exchange = loaded.exchanges.place(of: row)
        for (index, member) in unsafe JSONMembers(json, at: exchange.lowerBound).enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            unsafe text.append(contentsOf: json[member.key.lowerBound - 1..<member.value.upperBound])
            // The id stands first; the interview's follows it.
            if index == 0 { text.append(contentsOf: ",\"interview_id\":\"\(id)\"".utf8) }
        }
        for key in Self.shared {
            guard let value = unsafe json.value(of: key, inObjectAt: 0) else { continue }
            text.append(contentsOf: ",\"\(key)\":".utf8)
            unsafe text.append(contentsOf: json[value])
        }
        loaded.mentions.append(loaded.mentions.exchanges[row], standing, to: &text)
        appendExcerptLinks(row, interview: interview, id: id, to: &text)
    }

    private func appendExcerptLinks(_ row: Int, interview: Int, id: String, to text: inout [UInt8]) {
        let number = records.columns[Schema.shared.column(ExcerptFields.table, "n")].wide(row)
        text.append(
            contentsOf: ",\"links\":{\"self\":\"/v1/excerpts/\(id).\(number)\",\"interview\":\"/v1/interviews/\(id)\""
                .utf8)
        if let article = records.link(Schema.shared.column(RecordType.interview.table, "article_id"), interview),
            standing.state(.article, Int(article)) == .served
        {
            text.append(contentsOf: ",\"article\":\"/v1/articles/\(records.id(.article, Int(article)))\"".utf8)
        }
        text.append(contentsOf: "}}".utf8)
    }
}
