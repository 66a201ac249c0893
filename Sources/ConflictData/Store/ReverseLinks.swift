/// The lists that lead from a record to those that refer to it: an actor's articles, an event's tallies.
struct ReverseLinks: Sendable {
    /// One kind of link: records of a type that name the owner in any of some columns.
    private struct Kind: Sendable {
        let owner: RecordType
        let type: RecordType
        /// The filter that gives the list.
        let parameter: String
        /// Paths of the columns, with the table they are in.
        let columns: [(table: String, path: String)]
    }

    private static let kinds: [Kind] = [
        Kind(owner: .source, type: .article, parameter: "publisher_id", columns: [("articles", "publisher_id")]),
        Kind(owner: .source, type: .tally, parameter: "attributed_to", columns: [("tallies", "attributed_to")]),
        Kind(owner: .actor, type: .article, parameter: "actor_ids", columns: [("articles", "actor_ids")]),
        Kind(owner: .actor, type: .event, parameter: "actors.actor_id", columns: [("events.actors", "actor_id")]),
        Kind(
            owner: .actor, type: .tally, parameter: "actor",
            columns: [
                ("tallies", "attributed_to"), ("tallies.counts", "population.affiliation_actor_id"),
                ("tallies.counts", "perpetrator.actor_id"),
            ]
        ),
        Kind(
            owner: .actor, type: .interview, parameter: "actor",
            columns: [("interviews", "interviewee.actor_id"), ("interviews.exchanges", "actor_ids")]
        ),
        Kind(owner: .place, type: .place, parameter: "parent_id", columns: [("places", "parent_id")]),
        Kind(owner: .place, type: .event, parameter: "place_id", columns: [("events", "place_id")]),
        Kind(owner: .place, type: .article, parameter: "place_ids", columns: [("articles", "place_ids")]),
        Kind(owner: .place, type: .tally, parameter: "place_id", columns: [("tallies", "place_id")]),
        Kind(owner: .event, type: .event, parameter: "parent_event_id", columns: [("events", "parent_event_id")]),
        Kind(owner: .event, type: .article, parameter: "event_ids", columns: [("articles", "event_ids")]),
        Kind(owner: .event, type: .tally, parameter: "event_id", columns: [("tallies", "event_id")]),
        Kind(owner: .article, type: .tally, parameter: "article_id", columns: [("tallies", "article_id")]),
        Kind(owner: .article, type: .interview, parameter: "article_id", columns: [("interviews", "article_id")]),
        Kind(owner: .article, type: .event, parameter: "article_ids", columns: [("events", "article_ids")]),
    ]

    /// Which records of a type have a link.
    private final class Owners: Sendable {
        let links: [(link: Link, owners: Bitmap)]

        init(_ links: [(link: Link, owners: Bitmap)]) { self.links = links }
    }

    /// Of each type in order of `RecordType.stored`: made when a record of it is first written.
    private let linked = RecordType.stored.map { _ in LazyReference<Owners>() }
    /// Of each table the place of its type among those; -1 for types that nothing refers to.
    private static let places = Schema.shared.tables.indices.map { table in
        RecordType.stored.firstIndex { type in type.table == table && kinds.contains { $0.owner == type } } ?? -1
    }
    private let records: Records
    private let servedRows: [RecordType: Bitmap]

    /// - Parameter servedRows: of each type those that are served.
    init(_ records: Records, _ servedRows: [RecordType: Bitmap]) {
        self.records = records
        self.servedRows = servedRows
    }

    /// Finds which records of a type have something that refers to them and is served.
    private func owners(_ type: RecordType) -> Owners {
        Owners(
            Self.kinds.filter { $0.owner == type }.map { kind in
                var owners = Bitmap(count: records.rowCounts[type.table])
                let served = servedRows[kind.type] ?? Bitmap(count: 0)
                for (name, path) in kind.columns {
                    let table = Schema.shared.table(named: name)
                    Self.collect(records, table, Schema.shared.column(table, path), type, served, into: &owners)
                }
                return (Link(kind.type.plural, to: kind.type, kind.parameter), owners)
            })
    }

    private static func collect(
        _ records: Records,
        _ table: Int,
        _ column: Int,
        _ owner: RecordType,
        _ served: Bitmap,
        into owners: inout Bitmap
    ) {
        let links = records.links[column]
        guard !links.isEmpty else { return }
        let isList = !records.columns[column].starts.isEmpty
        // `attributed_to` leads to sources or actors; the second carry a bit.
        let isShared = path(of: column) == "attributed_to"
        for row in 0..<records.rowCounts[table] {
            let record = records.parents[table].isEmpty ? row : Int(records.parents[table][row])
            guard served.contains(record) else { continue }
            for place in isList ? records.columns[column].list(row) : row..<min(row + 1, links.count) {
                var target = links[place]
                guard target != Records.none else { continue }
                if isShared {
                    guard (target & Records.secondType != 0) == (owner == .actor) else { continue }
                    target &= ~Records.secondType
                }
                owners.insert(Int(target))
            }
        }
    }

    private static func path(of column: Int) -> String {
        let layout = Schema.shared.tables[FieldAccess.table(of: column)]
        return layout.columns[column - layout.firstColumn].path
    }

    /// The members that `links` of a type's records may have, those that `Dataset.appendTail` writes around the lists
    /// included.
    static func names(of owner: RecordType) -> [String] {
        let lists = kinds.filter { $0.owner == owner }.map(\.type.plural)
        let names =
            switch owner {
            case .tally: ["counts"] + lists + ["revisions"]
            case .interview: ["excerpts"] + lists
            case .event: lists + ["toll"]
            case .excerpt: ["interview", "article"]
            case .count: ["tally"]
            default: lists
            }
        return ["self"] + names
    }

    /// Appends `,"tallies":"/v1/tallies?event_id=…"` for each list that is not empty.
    func append(_ type: RecordType, _ row: Int, id: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
        if type == .tally, !records.rows(of: CountRow.table, in: row).isEmpty {
            unsafe Self.counts.append(id, to: &text)
        }
        if type == .interview, !records.rows(of: ExcerptFields.table, in: row).isEmpty {
            unsafe Self.excerpts.append(id, to: &text)
        }
        guard Self.places[type.table] >= 0 else { return }
        let linked = linked[Self.places[type.table]].value { owners(type) }
        var isCounted = false
        for (link, owners) in linked.links where owners.contains(row) {
            unsafe link.append(id, to: &text)
            isCounted = isCounted || link.leadsToStatements
        }
        if type == .event && isCounted { unsafe Self.toll.append(id, to: &text) }
    }

    /// The member of a link, but for the id in its address.
    private struct Link: Sendable {
        private let beforeID: [UInt8]
        private let afterID: [UInt8]
        /// Of events: whether it leads to what is counted of the event, or to events inside it.
        let leadsToStatements: Bool

        init(_ name: String, to type: RecordType, _ parameter: String) {
            self.init(name, "/v1/\(type.plural)?\(parameter)=", leadsToStatements: type == .tally || type == .event)
        }

        init(_ name: String, _ beforeID: String, _ afterID: String = "", leadsToStatements: Bool = false) {
            self.beforeID = Array(",\"\(name)\":\"\(beforeID)".utf8)
            self.afterID = Array("\(afterID)\"".utf8)
            self.leadsToStatements = leadsToStatements
        }

        func append(_ id: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
            text.append(contentsOf: beforeID)
            unsafe text.append(contentsOf: id)
            text.append(contentsOf: afterID)
        }
    }

    private static let counts = Link("counts", to: .count, "tally_id")
    private static let excerpts = Link("excerpts", to: .excerpt, "interview_id")
    private static let toll = Link("toll", "/v1/events/", "/toll")
}
