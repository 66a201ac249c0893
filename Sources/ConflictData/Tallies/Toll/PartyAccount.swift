/// What one tally states of one thing: the counts of a series within it, as they go into sums.
struct TollEntry {
    let statement: Statement
    let scope: StatementScope
    /// The place that the tally itself names; series are told apart by it.
    let ownPlace: UInt32
    /// The number of the answer that it is from.
    let answer: Int
    /// The number of what it counts, with what a count's wholes say of it.
    let thing: Int
    let counts: RowLists.List
    let figure: CountInterval

    var tally: Int { Int(statement.tally) }
}

/// Which entries of one party go into its total, so that nobody is counted twice.
///
/// The widest goes first: the event before those inside it, all victims before some of them, a running total before
/// what is new in a period, the later before the earlier. Whatever overlaps one that is in already is left out.
struct PartyAccount {
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

    /// Entries of one line and one category that are in, by their period.
    private struct Series {
        let first: TollEntry
        /// Their periods are apart, so that those in order of their beginning are also in that of their end.
        var entries: [TollEntry]

        func isSame(as entry: TollEntry) -> Bool {
            first.thing == entry.thing && first.ownPlace == entry.ownPlace
                && first.statement.event == entry.statement.event && first.statement.phase == entry.statement.phase
        }

        /// An entry whose period overlaps.
        func overlapping(_ statement: Statement) -> TollEntry? {
            let next = index(after: statement.end)
            guard next > 0, entries[next - 1].statement.end >= statement.start else { return nil }
            return entries[next - 1]
        }

        mutating func insert(_ entry: TollEntry) { entries.insert(entry, at: index(after: entry.statement.start)) }

        /// The first entry that begins after an instant.
        private func index(after instant: Int64) -> Int {
            var (low, high) = (0, entries.count)
            while low < high {
                let middle = (low + high) / 2
                if entries[middle].statement.start > instant { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    private let things: TollThings
    private var series: [Series] = []

    /// A verdict for each entry; all are by one party.
    static func verdicts(
        _ entries: ArraySlice<TollEntry>, _ things: TollThings, isLater: (_ tally: Int, _ other: Int) -> Bool
    ) -> [Verdict] {
        var verdicts = [Verdict](repeating: .counted, count: entries.count)
        guard entries.count > 1 else { return verdicts }
        var account = PartyAccount(things: things)
        let ranks = entries.map { account.rank($0) }
        let order = verdicts.indices.sorted { a, b in
            if ranks[a] != ranks[b] { return ranks[a] < ranks[b] }
            let (tally, other) = (entries[entries.startIndex + a].tally, entries[entries.startIndex + b].tally)
            return tally != other ? isLater(tally, other) : a < b
        }
        for place in order { verdicts[place] = account.add(entries[entries.startIndex + place]) }
        return verdicts
    }

    private init(things: TollThings) { self.things = things }

    /// The lower, the wider.
    private func rank(_ entry: TollEntry) -> (Int, Int, Int, Int) {
        let statement = entry.statement
        return (
            statement.event == Records.none ? -1 : things.statements.eventTree.depth(statement.event),
            statement.place == Records.none ? -1 : things.statements.placeTree.depth(statement.place),
            things.attributeCounts[entry.thing],
            statement.isReplacedByLater ? 0 : 1
        )
    }

    private mutating func add(_ entry: TollEntry) -> Verdict {
        var own: Int?
        for place in series.indices {
            if series[place].isSame(as: entry) {
                own = place
                if let verdict = Self.verdict(entry, in: series[place]) { return verdict }
            } else if let verdict = verdict(entry, beside: series[place]) {
                return verdict
            }
        }
        if let own { series[own].insert(entry) } else { series.append(Series(first: entry, entries: [entry])) }
        return .counted
    }

    /// Against others of its series: of what later ones replace the latest is in first, and stands.
    private static func verdict(_ entry: TollEntry, in series: Series) -> Verdict? {
        if entry.statement.isReplacedByLater,
            let later = series.entries.last(where: { $0.statement.isReplacedByLater && $0.tally != entry.tally })
        {
            return .skipped(.laterTotal, by: later.tally)
        }
        guard let other = series.overlapping(entry.statement), other.tally != entry.tally else { return nil }
        return .skipped(other.statement.isReplacedByLater ? .partOfWhole : .samePeriod, by: other.tally)
    }

    /// Against another series of the party.
    private func verdict(_ entry: TollEntry, beside series: Series) -> Verdict? {
        guard let other = series.overlapping(entry.statement), other.tally != entry.tally,
            other.scope.overlap(
                with: entry.scope, areApart: things.areApart(other.thing, entry.thing),
                lines: (
                    StatementLine(other.statement, things.statements), StatementLine(entry.statement, things.statements)
                )) != nil
        else { return nil }
        return .skipped(things.isHeld(entry.thing, by: other.thing) ? .partOfWhole : .overlap, by: other.tally)
    }
}
