/// The actors and places that the texts of articles and exchanges name, found once when a dataset is loaded.
struct RecordMentions: Sendable {
    /// A name in a text; places in Unicode scalars, the end not included.
    struct Found: Sendable {
        let type: MentionType
        let row: UInt32
        let field: Field
        let start: Int32
        let end: Int32
    }

    /// The texts in which names are looked for.
    enum Field: String, Sendable, CaseIterable {
        case headline, abstract
        case bodyText = "body_text"
        case question, answer
    }

    /// Of each article and each exchange: what its texts name, in order.
    private var articles: [[Found]] = []
    private var exchanges: [[Found]] = []
    /// Of each actor and place: the members that name it, `"type":"actor","id":"…","name":"…"`.
    private let labels: [MentionType: [[UInt8]]]

    /// Reads all texts of `records`; records that are not served are not found.
    init(in records: Records, _ standing: Standing) {
        let finder = MentionFinder(Self.names(of: records, standing))
        labels = [.actor: Self.labels(.actor, records), .place: Self.labels(.place, records)]
        let article = RecordType.article.table
        articles = (0..<records.rowCounts[article]).map { row in
            let json = unsafe records.text(article, row)
            return [.headline, .abstract, .bodyText].flatMap { unsafe Self.found($0, in: json, at: 0, finder) }
        }
        exchanges = Array(repeating: [], count: records.rowCounts[ExcerptFields.table])
        for interview in 0..<records.rowCounts[RecordType.interview.table] {
            findInExchanges(of: interview, records, finder)
        }
    }

    private mutating func findInExchanges(of interview: Int, _ records: Records, _ finder: MentionFinder) {
        let json = unsafe records.text(RecordType.interview.table, interview)
        guard let list = unsafe json.value(at: ["exchanges"]) else { return }
        let written = unsafe JSONMembers(json, at: list.lowerBound).map(\.value.lowerBound)
        let rows = records.rows(of: ExcerptFields.table, in: interview)
        for row in rows {
            let place = records.writtenPlaces[ExcerptFields.table][UInt32(row)] ?? row - rows.lowerBound
            guard place < written.count else { continue }
            exchanges[row] = [.question, .answer].flatMap {
                unsafe Self.found($0, in: json, at: written[place], finder)
            }
        }
    }

    private static func found(
        _ field: Field,
        in json: UnsafeBufferPointer<UInt8>,
        at start: Int,
        _ finder: MentionFinder
    ) -> [Found] {
        for member in unsafe JSONMembers(json, at: start) where unsafe json.matches(field.rawValue.utf8, at: member.key)
        {
            let text = unsafe JSONText.string(UnsafeBufferPointer(rebasing: json[member.value]))
            return finder.find(in: text).map { mention in
                Found(
                    type: mention.type, row: UInt32(mention.row), field: field, start: Int32(mention.start),
                    end: Int32(mention.end)
                )
            }
        }
        return []
    }

    private static func names(of records: Records, _ standing: Standing) -> [MentionName] {
        let actors = ActorNames.entries(of: records, standing).filter { $0.kind != .id }
        let (places, names) = (RecordType.place.table, Schema.shared.table(named: "places.names"))
        let (name, other) = (Schema.shared.column(places, "name"), Schema.shared.column(names, "name"))
        let kind = Schema.shared.column(names, "kind")
        var found = actors.map { MentionName(type: .actor, entry: $0) }
        for row in 0..<records.rowCounts[places] where standing.state(.place, row) == .served {
            let main = NameEntry(name: records.string(name, row) ?? "", row: row, kind: .main)
            found.append(MentionName(type: .place, entry: main))
            for inner in records.rows(of: names, in: row) {
                let kind = NameKind(rawValue: records.string(kind, inner) ?? "") ?? .short
                let entry = NameEntry(name: records.string(other, inner) ?? "", row: row, kind: kind)
                found.append(MentionName(type: .place, entry: entry))
            }
        }
        return found
    }

    private static func labels(_ type: RecordType, _ records: Records) -> [[UInt8]] {
        let name = Schema.shared.column(type.table, "name")
        return (0..<records.rowCounts[type.table]).map { row in
            var label = Array("\"type\":\"\(type.rawValue)\",\"id\":\"\(records.id(type, row))\",\"name\":".utf8)
            JSONText.append(records.string(name, row) ?? "", to: &label)
            return label
        }
    }

    // MARK: Writing

    /// Appends `,"mentions":[…]` of an article.
    func append(article row: Int, to text: inout [UInt8]) { append(articles[row], to: &text) }

    /// Appends `,"mentions":[…]` of an exchange.
    func append(excerpt row: Int, to text: inout [UInt8]) { append(exchanges[row], to: &text) }

    private func append(_ mentions: [Found], to text: inout [UInt8]) {
        text.append(contentsOf: ",\"mentions\":[".utf8)
        for (index, mention) in mentions.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text.append(UInt8(ascii: "{"))
            text.append(contentsOf: labels[mention.type]?[Int(mention.row)] ?? [])
            let place = ",\"field\":\"\(mention.field.rawValue)\",\"start\":\(mention.start),\"end\":\(mention.end)}"
            text.append(contentsOf: place.utf8)
        }
        text.append(UInt8(ascii: "]"))
    }

    // MARK: Columns

    func actors(ofArticles records: Records) -> (Column, [UInt32]) { Self.actors(articles, records) }

    func actors(ofExchanges records: Records) -> (Column, [UInt32]) { Self.actors(exchanges, records) }

    /// The actors of each row's mentions as a list column of ids, with the rows they link to.
    private static func actors(_ mentions: [[Found]], _ records: Records) -> (Column, [UInt32]) {
        var column = Column()
        var links: [UInt32] = []
        for row in mentions.indices {
            for actor in Set(mentions[row].filter { $0.type == .actor }.map(\.row)).sorted() {
                column.append(listed: records.columns[records.idColumn(.actor)].narrow(Int(actor)), row: row)
                links.append(actor)
            }
        }
        return (column, links)
    }
}
