/// Writes the tails of all records: superseding, mentions, checks and links.
struct RecordTailBuilder: Sendable {
    private let records: Records
    private let standing: Standing
    private let links: ReverseLinks
    private let mentions: RecordMentions
    private let checks: [RecordType: [String: [Finding]]]

    static func tails(of records: Records, _ standing: Standing, _ findings: [Finding], _ mentions: RecordMentions)
        -> RecordTails
    {
        let builder = RecordTailBuilder(
            records: records,
            standing: standing,
            links: ReverseLinks(records, standing),
            mentions: mentions,
            checks: Dictionary(grouping: findings.filter { $0.type != nil }) { $0.type ?? .tally }
                .mapValues { Dictionary(grouping: $0) { $0.id ?? "" } }
        )
        var tails = RecordTails()
        for type in RecordType.stored { builder.write(type, into: &tails) }
        builder.writeExcerpts(into: &tails)
        return tails
    }

    private func write(_ type: RecordType, into tails: inout RecordTails) {
        let pieces = Parallel.map(records.rowCounts[type.table]) { rows in
            var text: [UInt8] = []
            let ends = rows.map { row in
                append(type, row, to: &text)
                return text.count
            }
            return (ends: ends, text: text)
        }
        var text: [UInt8] = []
        var ends: [Int] = []
        text.reserveCapacity(pieces.reduce(0) { $0 + $1.text.count })
        ends.reserveCapacity(records.rowCounts[type.table])
        for piece in pieces {
            for end in piece.ends { ends.append(text.count + end) }
            text.append(contentsOf: piece.text)
        }
        tails.set(type.table, ends: ends, text: text)
    }

    private func append(_ type: RecordType, _ row: Int, to text: inout [UInt8]) {
        if type == .tally { appendSuperseding(row, to: &text) }
        if type == .article { mentions.append(article: row, to: &text) }
        if let checks = checks[type], let findings = checks[records.id(type, row)] { append(findings, to: &text) }
        let id = unsafe records.symbols.bytes(records.columns[records.idColumn(type)].narrow(row))
        text.append(contentsOf: ",\"links\":{\"self\":\"/v1/".utf8)
        text.append(contentsOf: type.plural.utf8)
        text.append(UInt8(ascii: "/"))
        unsafe text.append(contentsOf: id)
        text.append(UInt8(ascii: "\""))
        unsafe links.append(type, row, id: id, to: &text)
        text.append(contentsOf: "}}".utf8)
    }

    private func appendSuperseding(_ row: Int, to text: inout [UInt8]) {
        let by = standing.supersededBy[row]
        guard by != Records.none else { return }
        text.append(contentsOf: ",\"superseded_by\":\"\(records.id(.tally, Int(by)))\"".utf8)
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

    /// An excerpt is all tail: its members come from its exchange and its interview.
    private func writeExcerpts(into tails: inout RecordTails) {
        let table = ExcerptFields.table
        var text: [UInt8] = []
        var ends: [Int] = []
        for interview in 0..<records.rowCounts[RecordType.interview.table] {
            let json = unsafe records.text(RecordType.interview.table, interview)
            let id = records.id(.interview, interview)
            let shared = ["interviewee", "interviewer", "date", "verbatim", "article_id"].compactMap { key in
                unsafe json.value(at: [key]).map { unsafe (key, Array(json[$0])) }
            }
            var exchanges: [Range<Int>] = []
            if let list = unsafe json.value(at: ["exchanges"]) {
                exchanges = unsafe JSONMembers(json, at: list.lowerBound).map(\.value)
            }
            for row in records.rows(of: table, in: interview) {
                let first = records.rows(of: table, in: interview).lowerBound
                let written = records.writtenPlaces[table][UInt32(row)] ?? row - first
                guard written < exchanges.count else { continue }
                let exchange = exchanges[written]
                unsafe appendExcerpt(json, exchange, interview: id, shared: shared, to: &text)
                mentions.append(excerpt: row, to: &text)
                appendExcerptLinks(row, interview: interview, id: id, to: &text)
                ends.append(text.count)
            }
        }
        tails.set(table, ends: ends, text: text)
    }

    private func appendExcerpt(
        _ json: UnsafeBufferPointer<UInt8>,
        _ exchange: Range<Int>,
        interview id: String,
        shared: [(key: String, value: [UInt8])],
        to text: inout [UInt8]
    ) {
        text.append(UInt8(ascii: "{"))
        for (index, member) in unsafe JSONMembers(json, at: exchange.lowerBound).enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            unsafe text.append(contentsOf: json[member.key.lowerBound - 1..<member.value.upperBound])
            // The id stands first; the interview's follows it.
            if index == 0 { text.append(contentsOf: ",\"interview_id\":\"\(id)\"".utf8) }
        }
        for (key, value) in shared {
            text.append(contentsOf: ",\"\(key)\":".utf8)
            text.append(contentsOf: value)
        }
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
