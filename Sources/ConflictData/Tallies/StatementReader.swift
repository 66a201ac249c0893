/// Reads the statements of tallies from their columns, and tells which of them count the same things.
struct StatementReader: Sendable {
    private let parties: [UInt32]
    private let events: [UInt32]
    private let places: [UInt32]
    private let eventPlaces: [UInt32]
    private let starts: Column
    private let ends: Column
    private let accumulations: Column
    private let phases: Column
    let eventTree: RecordTree
    let placeTree: RecordTree
    /// Of each actor: the group of those it is bound to as member, component, successor.
    private let kin: [UInt32]

    init(_ records: Records) {
        let tallies = RecordType.tally.table
        func column(_ path: String) -> Int { Schema.shared.column(tallies, path) }
        parties = records.links[column("attributed_to")]
        events = records.links[column("event_id")]
        places = records.links[column("place_id")]
        starts = records.columns[column("reference_period.start")]
        ends = records.columns[column("reference_period.end")]
        accumulations = records.columns[column("accumulation")]
        phases = records.columns[column("phase")]
        let (event, place) = (RecordType.event.table, RecordType.place.table)
        eventPlaces = records.links[Schema.shared.column(event, "place_id")]
        eventTree = RecordTree(
            records.links[Schema.shared.column(event, "parent_event_id")], count: records.rowCounts[event])
        placeTree = RecordTree(
            records.links[Schema.shared.column(place, "parent_id")], count: records.rowCounts[place])
        kin = ActorKin.groups(records)
    }

    func statement(_ tally: Int) -> Statement {
        let event = Self.link(events, tally)
        var place = Self.link(places, tally)
        if place == Records.none, event != Records.none { place = Self.link(eventPlaces, Int(event)) }
        return Statement(
            tally: UInt32(tally), party: Self.link(parties, tally), event: event, place: place,
            start: PackedDate(bits: starts.wide(tally)).start, end: PackedDate(bits: ends.wide(tally)).last,
            accumulation: accumulations.narrow(tally), phase: phases.wide(tally))
    }

    /// The place a tally names itself; series are told apart by it.
    func ownPlace(_ tally: Int) -> UInt32 { Self.link(places, tally) }

    private static func link(_ links: [UInt32], _ row: Int) -> UInt32 {
        row < links.count ? links[row] : Records.none
    }

    func traits(of category: CountCategories.Category) -> ExclusiveTraits { ExclusiveTraits(category, kin: kin) }
}

/// Actors that may stand for each other in a count: members and their alliance, components, predecessors.
enum ActorKin {
    private static let binding: Set = Set(
        ["renamed_to", "merged_into", "split_from", "member_of", "component_of"].map(Terms.symbol))

    /// Of each actor: the number of its group.
    static func groups(_ records: Records) -> [UInt32] {
        var groups = DisjointSets(count: records.rowCounts[RecordType.actor.table])
        let table = Schema.shared.table(named: "actors.relations")
        let types = records.columns[Schema.shared.column(table, "type")]
        let others = records.links[Schema.shared.column(table, "actor_id")]
        for row in 0..<min(records.rowCounts[table], others.count)
        where others[row] != Records.none && binding.contains(types.narrow(row)) {
            groups.unite(Int(records.parents[table][row]), Int(others[row]))
        }
        var numbers: [UInt32] = []
        numbers.reserveCapacity(groups.count)
        for actor in 0..<groups.count { numbers.append(UInt32(groups.root(of: actor))) }
        return numbers
    }
}
