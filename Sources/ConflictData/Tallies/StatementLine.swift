/// What the tallies of one line share: the party, what it counts where, its phase and how its figures go together.
struct StatementLine: Sendable {
    let scope: StatementScope
    let accumulation: UInt32
    /// How many events, or without an event places, are around it and itself.
    let depth: UInt32
    let phase: Int64

    init(_ statement: Statement, _ reader: StatementReader) {
        scope = StatementScope(statement, reader)
        accumulation = statement.accumulation
        phase = statement.phase
        depth =
            statement.event != Records.none
            ? UInt32(reader.eventTree.depth(statement.event)) + 1
            : statement.place != Records.none ? UInt32(reader.placeTree.depth(statement.place)) + 1 : 0
    }

    /// A running total or a state at a moment: of several in one series the latest stands.
    var isReplacedByLater: Bool { accumulation == Statement.cumulative || accumulation == Statement.pointInTime }
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

    private var isEverywhere: Bool { event.isNowhere && place.isNowhere }

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
        guard relation == .same else { return .nested(relation) }
        let (line, otherLine) = lines()
        // A party that began to count anew counts others than before.
        if line.phase != otherLine.phase { return nil }
        return line.accumulation == otherLine.accumulation ? .repeated : .accumulations
    }
}

/// What a party says of those it counts, as far as a person or a thing has one such value by one party's word; 0 where
/// it says nothing, or that it is unknown.
struct ExclusiveTraits: Sendable {
    private var values = SIMD8<UInt32>()

    private static let unknown = Terms.symbol("unknown")
    private static let attributes: [CountCategories.Attribute] = [.status, .sex, .ageGroup, .itemCategory, .cause]

    /// - Parameter kin: of each actor the group of those that may stand for each other.
    init(_ category: CountCategories.Category, kin: [UInt32]) {
        for (place, attribute) in Self.attributes.enumerated() where category[attribute] != Self.unknown {
            values[place] = category[attribute]
        }
        let affiliation = category[.affiliation]
        if affiliation != 0 { values[Self.attributes.count] = kin[Int(affiliation) - 1] + 1 }
    }

    /// Whether one party's two counts cannot hold the same person or thing, since it says different things of them.
    @inline(__always)
    func areApart(from other: ExclusiveTraits) -> Bool {
        let differ = (values .!= other.values) .& (values .!= 0) .& (other.values .!= 0)
        return any(differ)
    }
}

extension RecordTree.Span {
    @inline(__always)
    fileprivate func relation(to other: RecordTree.Span) -> ScopeRelation? {
        if entry == other.entry { return .same }
        if holds(other) { return .around }
        return other.holds(self) ? .inside : nil
    }
}
