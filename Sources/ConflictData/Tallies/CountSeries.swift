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

    /// What tells a series from others: 128 bits, in which no two come out alike (see `TextDigest`).
    struct Digest: BitwiseCopyable, Comparable {
        fileprivate(set) var high: UInt64
        fileprivate(set) var low: UInt64

        static func < (one: Digest, other: Digest) -> Bool {
            one.high != other.high ? one.high < other.high : one.low < other.low
        }
    }

    /// That of the series of a count.
    func digest(_ row: Int) -> Digest {
        let tally = tally(of: row)
        var digest = TextDigest()
        // By place: a loop over elements would count references to each.
        for index in countTerms.indices { digest.add(UInt64(countTerms[index].narrow(row))) }
        for index in countLinks.indices { digest.add(UInt64(Self.link(countLinks[index], row))) }
        for index in tallyLinks.indices { digest.add(UInt64(Self.link(tallyLinks[index], tally))) }
        digest.add(UInt64(bitPattern: phases.wide(tally)))
        let (high, low) = digest.words
        return Digest(high: high, low: low)
    }

    /// Whether the first of two tallies is the later one: by the end of its period, then by its report, then by when
    /// it became known, then by its id.
    func isLater(_ tally: Int, than other: Int) -> Bool {
        let ends = (Self.instant(periodEnds, tally, isLast: true), Self.instant(periodEnds, other, isLast: true))
        if ends.0 != ends.1 { return ends.0 > ends.1 }
        let reports = (Self.instant(reportDates, tally), Self.instant(reportDates, other))
        if reports.0 != reports.1 { return reports.0 > reports.1 }
        let recordings = (Self.instant(recordedDates, tally), Self.instant(recordedDates, other))
        if recordings.0 != recordings.1 { return recordings.0 > recordings.1 }
        return symbols.isLess(ids.narrow(other), ids.narrow(tally))
    }

    private static func instant(_ column: Column, _ row: Int, isLast: Bool = false) -> Int64 {
        let bits = column.wide(row)
        guard bits != PackedDate.none else { return .min }
        return isLast ? PackedDate(bits: bits).last : PackedDate(bits: bits).start
    }

    private static func link(_ links: [UInt32], _ row: Int) -> UInt32 {
        row < links.count ? links[row] : Records.none
    }
}
