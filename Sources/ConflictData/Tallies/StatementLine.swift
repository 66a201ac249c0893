/// What the tallies of one line share: the party, what it counts where, its phase and how its figures go together.
struct StatementLine: Sendable {
    let scope: StatementScope
    let accumulation: UInt32
    /// How many events, or without an event places, are around it and itself.
    let depth: UInt32
    let phase: Int64
    /// A running total or a state at a moment: of several in one series the latest stands.
    let isReplacedByLater: Bool

    init(_ statement: Statement, _ reader: StatementReader) {
        scope = StatementScope(statement, reader)
        accumulation = statement.accumulation
        phase = statement.phase
        isReplacedByLater = statement.isReplacedByLater
        depth =
            statement.event != Records.none
            ? UInt32(reader.eventTree.depth(statement.event)) + 1
            : statement.place != Records.none ? UInt32(reader.placeTree.depth(statement.place)) + 1 : 0
    }
}

/// Who counts, and where: what tells most statements apart.
struct StatementScope: Sendable {
    /// As `Party.link`.
    let party: UInt32
    /// Where the event stands in the tree of events, and the place in that of places.
    let event: RecordTree.Span
    let place: RecordTree.Span

    init(_ statement: Statement, _ reader: StatementReader) {
        party = statement.party
        event = reader.eventTree.span(of: statement.event)
        place = reader.placeTree.span(of: statement.place)
    }

    /// Where it stands among others: first events in the order of a walk, which goes from each to those inside it, then
    /// places in such an order, and last what is about everything.
    var order: UInt64 {
        if !event.isNowhere { return UInt64(event.entry) }
        return (place.isNowhere ? 2 : 1) << 32 | UInt64(place.entry)
    }

    var isEverywhere: Bool { event.isNowhere && place.isNowhere }

    /// How two scopes lie to each other; nil: apart.
    ///
    /// Events are compared by their tree. Where one of the two names no event, their places are; and what names neither
    /// is about everything.
    @inline(__always)
    func relation(to other: StatementScope) -> ScopeRelation? {
        if !event.isNowhere, !other.event.isNowhere { return event.relation(to: other.event) }
        if isEverywhere { return other.isEverywhere ? .same : .around }
        if other.isEverywhere { return .inside }
        guard !place.isNowhere, !other.place.isNowhere else { return nil }
        return place.relation(to: other.place)
    }

    /// Why two counts of one measure and unit, in two tallies whose periods overlap and of different series, must not be
    /// added; nil: they may be.
    ///
    /// - Parameters:
    ///   - areApart: whether what they count tells them apart, which is of no matter between two parties.
    ///   - lines: the lines of both, which are of matter only for one party on one scope.
    @inline(__always)
    func overlap(
        with other: StatementScope, areApart: @autoclosure () -> Bool,
        lines: @autoclosure () -> (StatementLine, StatementLine)
    ) -> Overlap? {
        guard let relation = relation(to: other) else { return nil }
        // Two parties may call the same dead by different names, so what is counted does not tell them apart.
        guard party == other.party else { return .parties(relation) }
        if areApart() { return nil }
        let (line, otherLine) = lines()
        return line.overlap(with: otherLine, relation)
    }
}

extension StatementLine {
    /// Why counts of one measure and unit in two lines whose scopes lie so to each other must not be added, where their
    /// periods overlap and, within one party, what they count does not tell them apart; nil: they may be.
    @inline(__always)
    func overlap(with other: StatementLine, _ relation: ScopeRelation) -> Overlap? {
        guard scope.party == other.scope.party else { return .parties(relation) }
        guard relation == .same else { return .nested(relation) }
        // A party that began to count anew counts others than before.
        if phase != other.phase { return nil }
        return accumulation == other.accumulation ? .repeated : .accumulations
    }
}

/// What a party says of those it counts, as far as a person or a thing has one such value by one party's word; 0 where
/// it says nothing, or that it is unknown.
struct ExclusiveTraits: Sendable {
    private let status: UInt32
    private let sex: UInt32
    private let ageGroup: UInt32
    private let itemCategory: UInt32
    private let cause: UInt32
    private let affiliation: UInt32

    private static let unknown = Terms.symbol("unknown")

    /// - Parameter kin: of each actor the group of those that may stand for each other.
    init(_ category: CountCategories.Category, kin: [UInt32]) {
        func known(_ attribute: CountCategories.Attribute) -> UInt32 {
            category[attribute] == Self.unknown ? 0 : category[attribute]
        }
        (status, sex, ageGroup) = (known(.status), known(.sex), known(.ageGroup))
        (itemCategory, cause) = (known(.itemCategory), known(.cause))
        let actor = category[.affiliation]
        affiliation = actor == 0 ? 0 : kin[Int(actor) - 1] + 1
    }

    /// Whether one party's two counts cannot hold the same person or thing, since it says different things of them.
    @inline(__always)
    func areApart(from other: ExclusiveTraits) -> Bool {
        Self.differ(status, other.status) || Self.differ(affiliation, other.affiliation)
            || Self.differ(cause, other.cause) || Self.differ(sex, other.sex)
            || Self.differ(ageGroup, other.ageGroup) || Self.differ(itemCategory, other.itemCategory)
    }

    @inline(__always)
    private static func differ(_ a: UInt32, _ b: UInt32) -> Bool { a != b && a != 0 && b != 0 }
}

extension RecordTree.Span {
    @inline(__always)
    fileprivate func relation(to other: RecordTree.Span) -> ScopeRelation? {
        if entry == other.entry { return .same }
        if holds(other) { return .around }
        return other.holds(self) ? .inside : nil
    }
}
