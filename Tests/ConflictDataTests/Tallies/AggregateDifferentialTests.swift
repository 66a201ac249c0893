import Testing

@testable import ConflictData

/// Thousands of random questions to random datasets, answered fast and by comparing all with all.
@Suite struct AggregateDifferentialTests {
    static let keys = [
        "attributed_to", "measure", "population_status", "population_sex", "event_id", "event_type", "place_id",
        "place.city", "place.governorate", "place.country", "actor", "kind", "verification", "day", "week", "month",
        "year", "population_affiliation_actor_id",
    ]
    static let filters = [
        "", "", "measure=killed", "attributed_to=monitor", "attributed_to=monitor,army", "event_id=war,battle",
        "accumulation=cumulative", "population_status=civilian", "kind=claim", "accumulation=incremental",
    ]

    static func outcome(_ dataset: Dataset, _ query: AggregateQuery) -> NaiveAggregate.Outcome {
        do throws(OverlapReport) {
            let table = try dataset.aggregate(query)
            let rows = (0..<table.count).map { table.row($0) }
            return .rows(
                Set(
                    rows.map {
                        NaiveAggregate.Row(
                            labels: $0.group + [$0.measure, $0.unit], figure: $0.figure, counts: $0.counts,
                            tallies: $0.tallies)
                    }))
        } catch {
            #expect(error.pairs <= OverlapCollector.mostShown || error.entries.count == OverlapCollector.mostShown)
            return .refused(Set(error.entries.map { Set($0.tallies) }))
        }
    }

    @Test(arguments: 0..<60)
    func `answers as the rules read`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed &* 7919)
        let crowd = RandomStatements.Crowd(
            tallies: Int.random(in: 1...16, using: &random), parties: Int.random(in: 1...4, using: &random),
            days: Int.random(in: 1...20, using: &random))
        let dataset = try Made.dataset(RandomStatements.files(seed: seed, crowd))
        let naive = try NaiveAggregate(dataset)
        let present = Set(naive.counts.compactMap { $0.text("attributed_to") })
        for _ in 0..<60 {
            let keys = (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.keys.randomElement(using: &random)! }
            let names = keys.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            let policy = ([nil] + Policy.allCases.map(Optional.some)).randomElement(using: &random)!
            let order = ["army", "monitor", "press"].shuffled(using: &random).prefix(
                Int.random(in: 1...3, using: &random))
            let choice = try policy.map {
                try PolicyChoice($0, sources: $0 == .preferred ? Array(order) : nil, in: dataset)
            }
            let filter = Self.filters.randomElement(using: &random)!
            let query = AggregateQuery(
                counts: try dataset.query(.count, filter), keys: try GroupKey.keys(names.joined(separator: ",")),
                choice: choice)
            let expected = naive.aggregate(dataset.matches(query.counts), names, policy, Array(order))
            let outcome = Self.outcome(dataset, query)
            if case .refused(let pairs) = expected, pairs.count > OverlapCollector.mostShown {
                guard case .refused(let shown) = outcome else {
                    Issue.record("\(seed) \(names) \(String(describing: policy)) \(filter) was not refused")
                    continue
                }
                #expect(shown.isSubset(of: pairs))
                continue
            }
            #expect(outcome == expected, "\(seed) \(names) \(String(describing: policy)) \(order) \(filter) \(present)")
        }
    }
}
