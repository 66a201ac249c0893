@testable import ConflictData

/// Aggregates as the rules read, by comparing all with all: what the fast way is compared with.
struct NaiveAggregate {
    struct Row: Hashable {
        let labels: [String?]
        let figure: CountInterval
        let counts: Int
        let tallies: Int
    }

    enum Outcome: Equatable {
        case rows(Set<Row>)
        /// Pairs of tallies that overlap.
        case refused(Set<Set<String>>)
    }

    /// One count, as its row shows it.
    struct Count {
        let row: Int
        let tally: Int
        let members: [String: JSONValue]

        func text(_ name: String) -> String? { members[name]?.text }
    }

    let dataset: Dataset
    let counts: [Count]
    private let parents: [String: [String: String]]
    private let places: [String: JSONValue]
    private let events: [String: JSONValue]

    init(_ dataset: Dataset) throws {
        self.dataset = dataset
        let table = CountParts.table
        counts = try (0..<dataset.records.rowCounts[table]).compactMap { row in
            guard dataset.served(.count).contains(row) else { return nil }
            let json = try dataset.json(dataset.id(ofRow: row, in: .count), in: .count)
            return Count(row: row, tally: Int(dataset.records.parents[table][row]), members: json.members)
        }
        func all(_ type: RecordType) throws -> [String: JSONValue] {
            Dictionary(
                uniqueKeysWithValues: try (0..<dataset.records.rowCounts[type.table]).map {
                    let id = dataset.records.id(type, $0)
                    return (id, try dataset.json(id, in: type))
                })
        }
        places = try all(.place)
        events = try all(.event)
        parents = [
            "place": places.compactMapValues { $0["parent_id"]?.text },
            "event": events.compactMapValues { $0["parent_event_id"]?.text },
        ]
    }

    // MARK: Groups

    private func around(_ id: String, _ type: String) -> [String] {
        [id] + (parents[type]?[id].map { around($0, type) } ?? [])
    }

    func place(_ count: Count) -> String? {
        count.text("place_id") ?? count.text("event_id").flatMap { events[$0]?["place_id"]?.text }
    }

    /// The bucket of the calendar that holds a day of November or December 2024.
    func bucket(of day: String, _ interval: String) -> String {
        switch interval {
        case "day": return day
        case "month": return String(day.prefix(7))
        case "year": return String(day.prefix(4))
        default:
            // 2024-11-01 was a Friday.
            let number = (Int(day.suffix(2)) ?? 0) + (day.hasPrefix("2024-12") ? 30 : 0)
            let monday = number - (number + 3) % 7
            if monday < 1 { return "2024-10-\(31 + monday)" }
            let (month, date) = monday > 30 ? ("12", monday - 30) : ("11", monday)
            return "2024-\(month)-\(date < 10 ? "0" : "")\(date)"
        }
    }

    func values(_ key: String, _ count: Count) -> [String?] {
        switch key {
        case "day", "week", "month", "year": return [bucket(of: count.text("period_start") ?? "", key)]
        case "actor":
            let named = ["attributed_to", "population_affiliation_actor_id", "perpetrator_actor_id"]
                .compactMap { count.text($0) }.filter { !["monitor", "press"].contains($0) }
            return named.isEmpty ? [nil] : Array(Set(named))
        case "event_type": return [count.text("event_id").flatMap { events[$0]?["event_type"]?.text }]
        case let key where key.hasPrefix("place."):
            let type = String(key.dropFirst("place.".count))
            return [place(count).flatMap { around($0, "place").first { places[$0]?["place_type"]?.text == type } }]
        default: return [count.text(key)]
        }
    }

    func aggregate(_ rows: Bitmap, _ keys: [String], _ policy: Policy?, _ order: [String]) -> Outcome {
        var cells: [[String?]: [Count]] = [:]
        for count in counts where rows.contains(count.row) && count.text("superseded_by") == nil {
            var groups: [[String?]] = [[]]
            for key in keys { groups = groups.flatMap { group in values(key, count).map { group + [$0] } } }
            for group in groups {
                cells[group + [count.text("measure"), count.text("unit")], default: []].append(count)
            }
        }
        var result: Set<Row> = []
        var refused: Set<Set<String>> = []
        for (labels, cell) in cells {
            var figures: [(CountInterval, [Count])] = []
            for group in components(of: standing(cell)) {
                switch choose(group, policy, order) {
                case .success(let figure): figures.append(figure)
                case .failure(let pairs): refused.formUnion(pairs.tallies)
                }
            }
            guard let figure = CountInterval.sum(of: figures.map(\.0)) else { continue }
            let chosen = figures.flatMap(\.1)
            result.insert(
                Row(labels: labels, figure: figure, counts: chosen.count, tallies: Set(chosen.map(\.tally)).count))
        }
        return refused.isEmpty ? .rows(result) : .refused(refused)
    }

    // MARK: What stands

    func wholes(_ count: Count) -> [String] {
        guard let id = count.text("part_of"), let whole = counts.first(where: { $0.text("id") == id }) else {
            return []
        }
        return [id] + wholes(whole)
    }

    private static let series = [
        "attributed_to", "event_id", "place_id", "measure", "unit", "population_status",
        "population_affiliation_actor_id", "population_sex", "population_age_group", "population_occupation",
        "item_category", "item_outcome", "cause", "perpetrator_actor_id", "perpetrator_attribution", "accumulation",
    ]

    func isSameSeries(_ a: Count, _ b: Count) -> Bool {
        Self.series.allSatisfy { a.text($0) == b.text($0) } && a.members["phase"] == b.members["phase"]
    }

    func time(_ count: Count) -> [String] {
        ["period_end", "report_date", "recorded_at", "tally_id"].map { count.text($0) ?? "" }
    }

    /// The number of a count in its tally, as text that sorts like it.
    func number(of count: Count) -> String { String(count.row + 1_000_000) }

    func revisionKind(of count: Count) -> String? {
        let column = Schema.shared.column(RecordType.tally.table, "revision_kind")
        return dataset.records.string(column, count.tally)
    }

    func standing(_ cell: [Count]) -> [Count] {
        let ids = Set(cell.compactMap { $0.text("id") })
        return cell.filter { wholes($0).allSatisfy { !ids.contains($0) } }.filter { count in
            guard count.text("accumulation") != "incremental" else { return true }
            return cell.allSatisfy { other in
                // A later one that is a part itself, and left out, does not replace anything.
                !isSameSeries(count, other) || other.tally == count.tally
                    || !wholes(other).allSatisfy { !ids.contains($0) }
                    || !time(count).lexicographicallyPrecedes(time(other))
            }
        }
    }

    /// nil: apart; 0: the same; 1: the first around the second; −1: inside it.
    func relation(_ a: Count, _ b: Count) -> Int? {
        func compare(_ x: String, _ y: String, _ type: String) -> Int? {
            x == y ? 0 : around(y, type).contains(x) ? 1 : around(x, type).contains(y) ? -1 : nil
        }
        if let x = a.text("event_id"), let y = b.text("event_id") { return compare(x, y, "event") }
        let (isAny, isOtherAny) = (isAnywhere(a), isAnywhere(b))
        if isAny || isOtherAny { return isAny && isOtherAny ? 0 : isAny ? 1 : -1 }
        guard let x = place(a), let y = place(b) else { return nil }
        return compare(x, y, "place")
    }

    private func isAnywhere(_ count: Count) -> Bool { count.text("event_id") == nil && place(count) == nil }

    private func areApart(_ a: Count, _ b: Count) -> Bool {
        for name in ["population_status", "population_sex", "population_age_group", "item_category", "cause"] {
            if let x = a.text(name), let y = b.text(name), x != y, x != "unknown", y != "unknown" { return true }
        }
        guard let x = a.text("population_affiliation_actor_id"), let y = b.text("population_affiliation_actor_id")
        else { return false }
        // hts is a member of the alliance.
        let kin: Set = ["hts", "alliance"]
        return x != y && !(kin.contains(x) && kin.contains(y))
    }

    func overlap(_ a: Count, _ b: Count) -> Bool {
        guard a.tally != b.tally, let relation = relation(a, b),
            (a.text("period_start") ?? "") <= (b.text("period_end") ?? ""),
            (b.text("period_start") ?? "") <= (a.text("period_end") ?? "")
        else { return false }
        guard a.text("attributed_to") == b.text("attributed_to") else { return true }
        return !areApart(a, b) && (relation != 0 || a.members["phase"] == b.members["phase"])
    }

    func components(of cell: [Count]) -> [[Count]] {
        var rest = cell
        var groups: [[Count]] = []
        while let first = rest.popLast() {
            var group = [first]
            var next = 0
            while next < group.count {
                let current = group[next]
                group += rest.filter { overlap($0, current) }
                rest.removeAll { overlap($0, current) }
                next += 1
            }
            groups.append(group)
        }
        return groups
    }

    // MARK: Choosing

    private struct Refusal: Error { let tallies: Set<Set<String>> }

    private func choose(
        _ group: [Count], _ policy: Policy?, _ order: [String]
    ) -> Result<(CountInterval, [Count]), Refusal> {
        if group.count == 1 { return .success((figure(group[0]), group)) }
        func pairs(betweenParties: Bool) -> Refusal {
            var pairs: Set<Set<String>> = []
            for a in group {
                for b in group where overlap(a, b) {
                    if betweenParties, a.text("attributed_to") == b.text("attributed_to") { continue }
                    pairs.insert([a.text("tally_id") ?? "", b.text("tally_id") ?? ""])
                }
            }
            return Refusal(tallies: pairs)
        }
        guard let policy else { return .failure(pairs(betweenParties: false)) }
        var accounts = Dictionary(grouping: group) { $0.text("attributed_to") ?? "" }.mapValues(account)
        if accounts.count > 1, policy == .conservative || policy == .envelope {
            let wide = accounts.filter { party, account in
                !account.allSatisfy { own in
                    group.contains { other in
                        other.text("attributed_to") != party && relation(own, other) == -1
                            && (other.text("period_start") ?? "") <= (own.text("period_start") ?? "")
                            && (other.text("period_end") ?? "") >= (own.text("period_end") ?? "")
                    }
                }
            }
            if !wide.isEmpty { accounts = wide }
        }
        let parties = accounts.keys.sorted { link($0) < link($1) }
        let figures = parties.map { party in CountInterval.sum(of: (accounts[party] ?? []).map(figure)) ?? .zero }
        if parties.count == 1 { return .success((figures[0], accounts[parties[0]] ?? [])) }
        let choice = policy.choice(
            among: figures, by: parties.map { Party(link: link($0)) }, order: order.map { Party(link: link($0)) })
        guard let choice else { return .failure(pairs(betweenParties: true)) }
        return .success((choice.figure, choice.chosen.flatMap { accounts[parties[$0]] ?? [] }))
    }

    private func link(_ party: String) -> UInt32 {
        for type in [RecordType.source, .actor] {
            if let row = dataset.row(ofAnyID: party, in: type) { return Party(type, row).link }
        }
        return 0
    }

    func figure(_ count: Count) -> CountInterval { CountFigures(dataset.records).of(count.row) }

    func account(_ counts: [Count]) -> [Count] {
        let widest = counts.sorted { width($0).lexicographicallyPrecedes(width($1)) }
        return widest.reduce(into: []) { taken, count in
            if taken.allSatisfy({ !overlap($0, count) }) { taken.append(count) }
        }
    }

    private func width(_ count: Count) -> [Int] {
        let depth =
            count.text("event_id").map { around($0, "event").count } ?? place(count).map { around($0, "place").count }
            ?? 0
        let narrowing = Self.series.dropFirst(3).dropLast().count { count.text($0) != nil }
        func day(_ name: String) -> Int { Int((count.text(name) ?? "").filter { $0 != "-" }) ?? 0 }
        // All days are of one month, so that the difference is the length.
        return [
            depth, narrowing, day("period_start") - day("period_end"),
            count.text("accumulation") == "incremental" ? 1 : 0, count.tally, count.row,
        ]
    }
}
