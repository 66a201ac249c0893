/// The actors and places that the texts of articles and exchanges name, found once when a dataset is loaded.
///
/// All names count that may ever be shown; which of their records are served at a moment is asked when a list is read.
/// So a longer name hides the shorter one inside it even at moments at which only the shorter was known.
struct RecordMentions: Sendable {
    let articles: MentionList
    let exchanges: MentionList
    /// Of each actor and place: the members that name it, `"type":"actor","id":"…","name":"…"`.
    private let labels: [[UInt8]]
    private let firstPlaceLabel: Int

    /// `articles` and `exchanges`: what a finder of these records' names found.
    init(_ records: Records, articles: MentionList, exchanges: MentionList) {
        (self.articles, self.exchanges) = (articles, exchanges)
        labels = Self.labels(.actor, records) + Self.labels(.place, records)
        firstPlaceLabel = records.rowCounts[RecordType.actor.table]
    }

    /// Finds the names of `records`; `withheld` gives the records of a type that may not be named.
    static func finder(for records: Records, withheld: (RecordType) -> Set<Int>) -> MentionFinder {
        MentionFinder(names(of: records, withheld))
    }

    private static func names(of records: Records, _ withheld: (RecordType) -> Set<Int>) -> [MentionName] {
        let (hiddenActors, hiddenPlaces) = (withheld(.actor), withheld(.place))
        let actors = ActorNames.entries(of: records) { !hiddenActors.contains($0) }.filter { $0.kind != .id }
        let (places, names) = (RecordType.place.table, Schema.shared.table(named: "places.names"))
        let (name, other) = (Schema.shared.column(places, "name"), Schema.shared.column(names, "name"))
        let kind = Schema.shared.column(names, "kind")
        var found = actors.map { MentionName(type: .actor, entry: $0) }
        for row in 0..<records.rowCounts[places] where !hiddenPlaces.contains(row) {
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

    /// Appends `,"mentions":[…]` with those whose record is served.
    func append(_ mentions: ArraySlice<MentionList.Found>, _ standing: Standing, to text: inout [UInt8]) {
        text.append(contentsOf: ",\"mentions\":[".utf8)
        var isFirst = true
        for mention in mentions {
            let type: RecordType = mention.type == .actor ? .actor : .place
            guard standing.state(type, mention.row) == .served else { continue }
            text.append(contentsOf: isFirst ? "{".utf8 : ",{".utf8)
            isFirst = false
            text.append(contentsOf: labels[type == .actor ? mention.row : firstPlaceLabel + mention.row])
            text.append(contentsOf: ",\"field\":\"".utf8)
            text.append(contentsOf: mention.field.name.utf8)
            text.append(contentsOf: "\",\"start\":".utf8)
            JSONText.append(decimal: mention.start, to: &text)
            text.append(contentsOf: ",\"end\":".utf8)
            JSONText.append(decimal: mention.end, to: &text)
            text.append(UInt8(ascii: "}"))
        }
        text.append(UInt8(ascii: "]"))
    }
}
