/// What all that one tally states has in common.
struct TollSource {
    let statement: Statement
    let scope: StatementScope
    /// The place that the tally itself names; series are told apart by it.
    let ownPlace: UInt32
    /// The places of its counts.
    let counts: Range<Int>
}

/// What one tally states of one thing: the counts of a series within it, as they go into sums.
struct TollEntry {
    /// The number of its source.
    let source: Int
    let tally: Int
    /// As `Party.link`.
    let party: UInt32
    /// The number of what it counts, with what a count's wholes say of it.
    let thing: Int
    let counts: RowLists.List
    let figure: CountInterval
}

/// Which entries of one party go into its total, so that nobody is counted twice.
///
/// The widest goes first: the event before those inside it, all victims before some of them, a running total before
/// what is new in a period, the later before the earlier. Whatever overlaps one that is in already is left out.
///
/// A class, since each question to it would copy its parts and count them; what changes goes from hand to hand.
final class PartyAccount {
    enum Verdict: Equatable {
        case counted
        /// Left out, since this tally stands.
        case skipped(SkipReason, by: Int)

        /// Whether what a tally says is shown: in the total, or held by a wider statement.
        var isShown: Bool {
            switch self {
            case .counted, .skipped(.partOfWhole, _), .skipped(.overlap, _): true
            case .skipped: false
            }
        }
    }

    /// Entries of one line and one category that are in, by their period: their places.
    ///
    /// Their periods are apart, so that those in order of their beginning are also in that of their end.
    private typealias Series = [Int]

    private let entries: ArraySlice<TollEntry>
    private let sources: [TollSource]
    private let things: TollThings

    /// A verdict for each entry; all are by one party.
    static func verdicts(
        _ entries: ArraySlice<TollEntry>, from sources: [TollSource], _ things: TollThings,
        isLater: (_ tally: Int, _ other: Int) -> Bool
    ) -> [Verdict] {
        var verdicts = [Verdict](repeating: .counted, count: entries.count)
        guard entries.count > 1 else { return verdicts }
        let account = PartyAccount(entries, from: sources, things)
        let ranks = entries.indices.map { account.rank(ofEntryAt: $0) }
        let first = entries.startIndex
        let order = entries.indices.sorted { a, b in
            if ranks[a - first] != ranks[b - first] { return ranks[a - first] < ranks[b - first] }
            let (tally, other) = (entries[a].tally, entries[b].tally)
            return tally != other ? isLater(tally, other) : a < b
        }
        var series: [Series] = []
        for place in order { verdicts[place - first] = account.add(place, to: &series) }
        return verdicts
    }

    private init(_ entries: ArraySlice<TollEntry>, from sources: [TollSource], _ things: TollThings) {
        (self.entries, self.sources, self.things) = (entries, sources, things)
    }

    private func statement(_ place: Int) -> Statement { sources[entries[place].source].statement }

    /// The lower, the wider.
    private func rank(ofEntryAt place: Int) -> (Int, Int, Int, Int) {
        let statement = statement(place)
        return (
            statement.event == Records.none ? -1 : things.statements.eventTree.depth(statement.event),
            statement.place == Records.none ? -1 : things.statements.placeTree.depth(statement.place),
            things.attributeCounts[entries[place].thing],
            statement.isReplacedByLater ? 0 : 1
        )
    }

    private func add(_ place: Int, to series: inout [Series]) -> Verdict {
        var own: Int?
        for number in series.indices {
            if isSame(place, series[number][0]) {
                own = number
                if let verdict = verdict(place, in: series[number]) { return verdict }
            } else if let verdict = verdict(place, beside: series[number]) {
                return verdict
            }
        }
        guard let own else {
            series.append([place])
            return .counted
        }
        series[own].insert(place, at: end(of: series[own], by: statement(place).start))
        return .counted
    }

    /// Whether two entries are of one series.
    private func isSame(_ place: Int, _ other: Int) -> Bool {
        guard entries[place].thing == entries[other].thing else { return false }
        let (source, another) = (sources[entries[place].source], sources[entries[other].source])
        return source.ownPlace == another.ownPlace && source.statement.event == another.statement.event
            && source.statement.phase == another.statement.phase
    }

    /// How many of a series begin by an instant.
    private func end(of series: Series, by instant: Int64) -> Int {
        var (low, high) = (0, series.count)
        while low < high {
            let middle = (low + high) / 2
            if statement(series[middle]).start > instant { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The last of a series whose period overlaps that of another tally.
    private func overlapping(_ place: Int, in series: Series) -> Int? {
        let statement = statement(place)
        let next = end(of: series, by: statement.end)
        guard next > 0, self.statement(series[next - 1]).end >= statement.start,
            entries[series[next - 1]].tally != entries[place].tally
        else { return nil }
        return series[next - 1]
    }

    /// Against others of its series: of what later ones replace the latest is in first, and stands.
    private func verdict(_ place: Int, in series: Series) -> Verdict? {
        let tally = entries[place].tally
        if statement(place).isReplacedByLater,
            let later = series.last(where: { statement($0).isReplacedByLater && entries[$0].tally != tally })
        {
            return .skipped(.laterTotal, by: entries[later].tally)
        }
        guard let other = overlapping(place, in: series) else { return nil }
        return .skipped(
            statement(other).isReplacedByLater ? .partOfWhole : .samePeriod, by: entries[other].tally)
    }

    /// Against another series of the party.
    private func verdict(_ place: Int, beside series: Series) -> Verdict? {
        guard let other = overlapping(place, in: series) else { return nil }
        let (thing, wider) = (entries[place].thing, entries[other].thing)
        let (source, another) = (sources[entries[place].source], sources[entries[other].source])
        guard
            another.scope.overlap(
                with: source.scope, areApart: things.areApart(wider, thing),
                lines: (
                    StatementLine(another.statement, things.statements),
                    StatementLine(source.statement, things.statements)
                )) != nil
        else { return nil }
        return .skipped(things.isHeld(thing, by: wider) ? .partOfWhole : .overlap, by: entries[other].tally)
    }
}
