/// The names found in the texts of one type's rows, in order, close together: there may be millions.
struct MentionList: Sendable {
    /// The texts in which names are looked for.
    enum Field: UInt32, CaseIterable {
        case headline, abstract, bodyText, question, answer

        var name: String {
            switch self {
            case .headline: "headline"
            case .abstract: "abstract"
            case .bodyText: "body_text"
            case .question: "question"
            case .answer: "answer"
            }
        }
    }

    /// A name in a text; places in Unicode scalars, the end not included.
    struct Found: Sendable {
        /// The row of the record it names; places carry a bit.
        private let target: UInt32
        /// The field in the upper three bits, below them where the name begins.
        private let site: UInt32
        private let length: UInt32

        private static let placeBit: UInt32 = 1 << 31
        private static let startBits: UInt32 = 29

        /// Nil when it begins too far on in the text to be written down.
        init?(_ mention: Mention, in field: Field) {
            guard let start = UInt32(exactly: mention.start), start >> Self.startBits == 0 else { return nil }
            target = UInt32(mention.row) | (mention.type == .place ? Self.placeBit : 0)
            site = field.rawValue << Self.startBits | start
            length = UInt32(mention.end - mention.start)
        }

        var type: MentionType { target & Self.placeBit == 0 ? .actor : .place }
        var row: Int { Int(target & ~Self.placeBit) }
        var field: Field { Field(rawValue: site >> Self.startBits) ?? .headline }
        var start: Int { Int(site & (1 << Self.startBits - 1)) }
        var end: Int { start + Int(length) }
    }

    private var found: [Found] = []
    /// Where the names of each row begin in `found`, and the end.
    private var starts: [UInt32] = [0]

    init() {}

    /// Adds a name to those of the row that is being read; they come in order of fields.
    mutating func append(_ name: Found) { found.append(name) }

    /// Goes on to the next row.
    mutating func endRow() { starts.append(UInt32(found.count)) }

    /// Lists of successive rows as one.
    init(joining pieces: [MentionList]) {
        found.reserveCapacity(pieces.reduce(0) { $0 + $1.found.count })
        starts.reserveCapacity(pieces.reduce(1) { $0 + $1.starts.count - 1 })
        for piece in pieces {
            let base = UInt32(found.count)
            found += piece.found
            starts += piece.starts.dropFirst().map { base + $0 }
        }
    }

    subscript(row: Int) -> ArraySlice<Found> { found[Int(starts[row])..<Int(starts[row + 1])] }

    /// The actors that each row names as a list column of ids, with the rows they link to; those of `isServed`.
    func actors(_ records: Records, _ isServed: (Int) -> Bool) -> (Column, [UInt32]) {
        var column = Column()
        var links: [UInt32] = []
        let ids = records.columns[records.idColumn(.actor)]
        var actors: [UInt32] = []
        for row in 0..<starts.count - 1 {
            actors.removeAll(keepingCapacity: true)
            for mention in self[row] where mention.type == .actor && isServed(mention.row) {
                let actor = UInt32(mention.row)
                if !actors.contains(actor) { actors.append(actor) }
            }
            for actor in actors.sorted() {
                column.append(listed: ids.narrow(Int(actor)), row: row)
                links.append(actor)
            }
        }
        return (column, links)
    }
}
