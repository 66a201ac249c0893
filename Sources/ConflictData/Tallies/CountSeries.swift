/// Which counts are of one series: the same party on the same scope (event and place), in the same phase, and the same
/// measure, unit and everything else that says what is counted.
///
/// How the counts of one series go together is said by their accumulation: of running totals and of states at a moment
/// the latest stands; what is new in a period adds up where the periods are apart. Phases are series of their own,
/// since the party began to count anew, and their figures add up.
struct CountSeries: Sendable {
    private let parents: [UInt32]
    /// Terms and free text of counts.
    private let countTerms: [Column]
    /// Rows of the actors that counts name.
    private let countLinks: [[UInt32]]
    /// Rows of the party, the event and the place of tallies.
    private let tallyLinks: [[UInt32]]
    private let phases: Column
    private let periodEnds: Column
    private let reportDates: Column
    private let recordedDates: Column
    private let ids: Column
    private let symbols: SymbolTable

    private static let counts = CountParts.table
    private static let tallies = RecordType.tally.table

    init(_ records: Records) {
        func ofCount(_ path: String) -> Int { Schema.shared.column(Self.counts, path) }
        func ofTally(_ path: String) -> Int { Schema.shared.column(Self.tallies, path) }
        parents = records.parents[Self.counts]
        countTerms = [
            "measure", "unit", "population.status", "population.sex", "population.age_group", "population.occupation",
            "item.category", "item.outcome", "cause", "perpetrator.attribution",
        ].map { records.columns[ofCount($0)] }
        countLinks = ["population.affiliation_actor_id", "perpetrator.actor_id"].map { records.links[ofCount($0)] }
        tallyLinks = ["attributed_to", "event_id", "place_id"].map { records.links[ofTally($0)] }
        phases = records.columns[ofTally("phase")]
        periodEnds = records.columns[ofTally("reference_period.end")]
        reportDates = records.columns[ofTally("report_date")]
        recordedDates = records.columns[ofTally("recorded_at")]
        ids = records.columns[records.idColumn(.tally)]
        symbols = records.symbols
    }

    func tally(of row: Int) -> Int { Int(parents[row]) }

    /// The same for counts of one series, and nearly always another for others.
    func hash(_ row: Int) -> UInt64 {
        let tally = tally(of: row)
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func mix(_ value: UInt64) {
            let (high, low) = (state ^ value).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
            state = high ^ low
        }
        // By place: a loop over elements would count references to each.
        for index in countTerms.indices { mix(UInt64(countTerms[index].narrow(row))) }
        for index in countLinks.indices { mix(UInt64(Self.link(countLinks[index], row))) }
        for index in tallyLinks.indices { mix(UInt64(Self.link(tallyLinks[index], tally))) }
        mix(UInt64(bitPattern: phases.wide(tally)))
        return state
    }

    func isSame(_ a: Int, _ b: Int) -> Bool {
        let (tallyA, tallyB) = (tally(of: a), tally(of: b))
        for index in tallyLinks.indices
        where Self.link(tallyLinks[index], tallyA) != Self.link(tallyLinks[index], tallyB) { return false }
        for index in countTerms.indices where countTerms[index].narrow(a) != countTerms[index].narrow(b) {
            return false
        }
        for index in countLinks.indices where Self.link(countLinks[index], a) != Self.link(countLinks[index], b) {
            return false
        }
        return phases.wide(tallyA) == phases.wide(tallyB)
    }

    /// Whether the first of two tallies is the later one: by the end of its period, then by its report, then by when
    /// it became known, then by its id.
    func isLater(_ tally: Int, than other: Int) -> Bool {
        for (column, last) in [(periodEnds, true), (reportDates, false), (recordedDates, false)] {
            let (a, b) = (Self.instant(column, tally, last), Self.instant(column, other, last))
            if a != b { return a > b }
        }
        return symbols.isLess(ids.narrow(other), ids.narrow(tally))
    }

    private static func instant(_ column: Column, _ row: Int, _ last: Bool) -> Int64 {
        let bits = column.wide(row)
        guard bits != PackedDate.none else { return .min }
        return last ? PackedDate(bits: bits).last : PackedDate(bits: bits).start
    }

    private static func link(_ links: [UInt32], _ row: Int) -> UInt32 {
        row < links.count ? links[row] : Records.none
    }
}
