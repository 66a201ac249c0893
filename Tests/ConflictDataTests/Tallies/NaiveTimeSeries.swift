@testable import ConflictData

/// Figures over time as the rules read, by comparing all with all: what the fast way is compared with.
struct NaiveTimeSeries {
    typealias Count = NaiveAggregate.Count

    let naive: NaiveAggregate

    init(_ naive: NaiveAggregate) { self.naive = naive }

    /// A point without what only says it in other words.
    struct Point: Hashable {
        let time: String
        let series: String
        let figure: CountInterval?
        let qualifier: String?
        let delta: Int64?
        let isDerived: Bool
        let tally: String?
    }

    /// The name of the line that a count is on.
    private func line(_ count: Count) -> String {
        let named = [
            ("affiliation", "population_affiliation_actor_id"), ("sex", "population_sex"),
            ("age_group", "population_age_group"), ("occupation", "population_occupation"), ("item", "item_category"),
            ("outcome", "item_outcome"),
        ].compactMap { name, member in count.text(member).map { "\(name)=\($0)" } }
        let first = [count.text("attributed_to"), count.text("measure"), count.text("population_status")]
        return (first.compactMap(\.self) + named).joined(separator: "/")
    }

    private func isTotal(_ count: Count) -> Bool { count.text("accumulation") != "incremental" }

    // MARK: Statements

    func statements(_ rows: Bitmap) -> [Point] {
        let selected = naive.counts.filter { rows.contains($0.row) && $0.text("superseded_by") == nil }
        let standing = selected.filter { count in
            !naive.wholes(count).contains { id in
                selected.contains { $0.text("id") == id && line($0) == line(count) }
            }
        }
        return standing.map { count in
            let delta = growth(of: count, among: standing)
            return Point(
                time: count.text(isTotal(count) ? "period_end" : "period_start") ?? "", series: line(count),
                figure: naive.figure(count), qualifier: count.text("qualifier"), delta: delta, isDerived: delta != nil,
                tally: count.text("tally_id"))
        }
    }

    /// By how much a running total is above the one before it in its series, where both are single numbers, it did not
    /// fall, and nothing else is counted since.
    private func growth(of count: Count, among counts: [Count]) -> Int64? {
        guard count.text("accumulation") == "cumulative" else { return nil }
        func place(_ count: Count) -> [String] { naive.time(count) + [naive.number(of: count)] }
        let before = counts.filter {
            naive.isSameSeries($0, count) && place($0).lexicographicallyPrecedes(place(count))
        }.max { place($0).lexicographicallyPrecedes(place($1)) }
        guard let before, let old = naive.figure(before).value, let new = naive.figure(count).value, new >= old,
            naive.revisionKind(of: count) != "reclassification"
        else { return nil }
        return new - old
    }

    // MARK: Buckets

    /// A point of a bucket: gaps between the first and the last of a line have no figure.
    func buckets(_ rows: Bitmap, _ interval: String) -> Set<Point> {
        let selected = naive.counts.filter { rows.contains($0.row) && $0.text("superseded_by") == nil }
        func bucket(_ count: Count) -> String {
            naive.bucket(of: count.text(isTotal(count) ? "period_end" : "period_start") ?? "", interval)
        }
        var points: Set<Point> = []
        for (series, counts) in Dictionary(grouping: selected, by: line) {
            let cells = Dictionary(grouping: counts, by: bucket)
                .mapValues { naive.components(of: naive.standing($0)).flatMap(naive.account) }
                .filter { !$0.value.isEmpty }
            let all = cells.values.flatMap(\.self)
            for (time, cell) in cells {
                let growths = cell.map { growth(of: $0, among: all) }
                let delta = growths.contains(nil) ? nil : growths.reduce(0) { $0 + ($1 ?? 0) }
                let tallies = Set(cell.compactMap { $0.text("tally_id") })
                points.insert(
                    Point(
                        time: time, series: series, figure: CountInterval.sum(of: cell.map(naive.figure)),
                        qualifier: cell.count == 1 ? cell[0].text("qualifier") : nil, delta: delta,
                        isDerived: delta != nil || cell.count > 1, tally: tallies.count == 1 ? tallies.first : nil))
            }
        }
        return points
    }
}
