/// Finds all pairs of statements whose periods overlap and whose scopes do, without comparing all with all.
///
/// It walks through time: statements are taken by the beginning of their period, and each is compared with those that
/// have not ended yet at the events and places around it and inside it.
struct ScopeSweep {
    /// Where statements wait to be met.
    private enum Role: UInt64 {
        /// Statements on this event; on events inside it.
        case onEvent, insideEvent
        /// Statements on this place, or inside it, that name no event.
        case onPlace, insidePlace
        /// Statements on events at this place, or inside it.
        case eventOnPlace, eventInsidePlace
        /// Statements about everything; all statements.
        case everything, all
    }

    private let reader: StatementReader
    private let statements: [Statement]
    /// Which lists will ever be asked, so that no others are kept.
    private let asked: Set<UInt64>
    private var waiting: [UInt64: [Int32]] = [:]

    /// The places of all statements in the order in which they must be met: by the beginning of their period.
    let order: [Int]

    init(_ statements: [Statement], _ reader: StatementReader) {
        self.reader = reader
        self.statements = statements
        order = statements.indices.sorted { statements[$0].start < statements[$1].start }
        var asked: Set<UInt64> = []
        for statement in statements { Self.forEachAsked(by: statement, reader) { asked.insert($0) } }
        self.asked = asked
    }

    private static func key(_ role: Role, _ row: UInt32 = 0) -> UInt64 { role.rawValue << 32 | UInt64(row) }

    /// The lists that hold what overlaps a statement.
    private static func forEachAsked(by statement: Statement, _ reader: StatementReader, _ body: (UInt64) -> Void) {
        if statement.isUnscoped { return body(key(.all)) }
        body(key(.everything))
        let isOnEvent = statement.event != Records.none
        if isOnEvent {
            body(key(.insideEvent, statement.event))
            forEachAround(statement.event, reader.eventTree) { body(key(.onEvent, $0)) }
        }
        guard statement.place != Records.none else { return }
        body(key(.insidePlace, statement.place))
        if !isOnEvent { body(key(.eventInsidePlace, statement.place)) }
        forEachAround(statement.place, reader.placeTree) { place in
            body(key(.onPlace, place))
            if !isOnEvent { body(key(.eventOnPlace, place)) }
        }
    }

    /// The lists that a statement is put on.
    private func forEachJoined(by statement: Statement, _ body: (UInt64) -> Void) {
        body(Self.key(.all))
        if statement.isUnscoped { return body(Self.key(.everything)) }
        let isOnEvent = statement.event != Records.none
        if isOnEvent {
            body(Self.key(.onEvent, statement.event))
            Self.forEachAround(statement.event, reader.eventTree) {
                if $0 != statement.event { body(Self.key(.insideEvent, $0)) }
            }
        }
        guard statement.place != Records.none else { return }
        body(Self.key(isOnEvent ? .eventOnPlace : .onPlace, statement.place))
        Self.forEachAround(statement.place, reader.placeTree) {
            if $0 != statement.place { body(Self.key(isOnEvent ? .eventInsidePlace : .insidePlace, $0)) }
        }
    }

    private static func forEachAround(_ row: UInt32, _ tree: RecordTree, _ body: (UInt32) -> Void) {
        var next: UInt32? = row
        while let found = next {
            body(found)
            next = tree.parent(of: found)
        }
    }

    /// Adds the places of those met before that a statement goes together with to a list; each must be met once.
    /// - Parameter isForGroups: whether it is enough to find one of those that statements before it have met together, as
    ///   when all of them are of one group by then. However many overlap, each is then looked at about once.
    mutating func meet(_ place: Int, _ found: inout [Int32], isForGroups: Bool = false) {
        let statement = statements[place]
        var lists: [UInt64] = []
        Self.forEachAsked(by: statement, reader) { lists.append($0) }
        for list in lists {
            guard let index = waiting.index(forKey: list) else { continue }
            var kept = 0
            let count = waiting.values[index].count
            for position in 0..<count {
                let other = waiting.values[index][position]
                guard statements[Int(other)].end >= statement.start else { continue }
                waiting.values[index][kept] = other
                kept += 1
                found.append(other)
            }
            waiting.values[index].removeLast(count - kept)
            if isForGroups { keepLongest(index) }
        }
        lists.removeAll(keepingCapacity: true)
        forEachJoined(by: statement) { if asked.contains($0) { lists.append($0) } }
        for list in lists { waiting[list, default: []].append(Int32(place)) }
    }

    /// Of a list all of which has been met, leaves what ends last: whoever goes together with any of it does with that.
    private mutating func keepLongest(_ list: [UInt64: [Int32]].Index) {
        let count = waiting.values[list].count
        for position in 1..<max(count, 1) {
            let (longest, other) = (waiting.values[list][0], waiting.values[list][position])
            if statements[Int(other)].end > statements[Int(longest)].end { waiting.values[list][0] = other }
        }
        waiting.values[list].removeLast(max(count - 1, 0))
    }
}
