import Testing

@testable import ConflictData

/// What must hold of every aggregate, whatever the data.
@Suite struct AggregatePropertyTests {
    private func dataset(_ seed: UInt64, isOrderly: Bool = false) throws -> Dataset {
        try Made.dataset(
            RandomStatements.files(
                seed: seed &+ 1000,
                RandomStatements.Crowd(tallies: 18, parties: 3, days: 12, isOrderly: isOrderly)))
    }

    private func rows(_ dataset: Dataset, _ keys: String, _ policy: Policy?, _ filter: String = "") throws
        -> [AggregateRow]?
    {
        let choice = try policy.map {
            try PolicyChoice($0, sources: $0 == .preferred ? ["monitor", "press", "army"] : nil, in: dataset)
        }
        let query = AggregateQuery(
            counts: try dataset.query(.count, filter), keys: try GroupKey.keys(keys), choice: choice)
        guard let table = try? dataset.aggregate(query) else { return nil }
        return (0..<table.count).map { table.row($0) }
    }

    @Test(arguments: 0..<40)
    func `minima never exceed maxima`(_ seed: UInt64) throws {
        let dataset = try dataset(seed)
        for policy in [nil] + Policy.allCases.map(Optional.some) {
            for keys in ["measure", "attributed_to", "month,population_status", "event_id,attributed_to", "actor"] {
                for row in try rows(dataset, keys, policy) ?? [] {
                    if let min = row.figure.min, let max = row.figure.max { #expect(min <= max) }
                    #expect(row.tallies <= row.counts && row.tallies > 0)
                }
            }
        }
    }

    /// Statements are not torn apart by keys that all counts of a tally and all tallies of a series share.
    @Test(arguments: 0..<60)
    func `totals of groups are the total of the whole`(_ seed: UInt64) throws {
        let dataset = try dataset(seed, isOrderly: true)
        for filter in [
            "attributed_to=monitor", "attributed_to=press&accumulation=incremental", "event_id=raid,bombing",
        ] {
            guard let whole = try rows(dataset, "measure", nil, filter) else { continue }
            for key in ["attributed_to", "event_id", "event_type", "place.country", "place.governorate,event_id"] {
                let parts = try #require(try rows(dataset, key, nil, filter))
                for total in whole {
                    let own = parts.filter { $0.measure == total.measure }
                    #expect(CountInterval.sum(of: own.map(\.figure)) == total.figure, "\(seed) \(filter) \(key)")
                    #expect(own.reduce(0) { $0 + $1.counts } == total.counts)
                    #expect(own.reduce(0) { $0 + $1.tallies } == total.tallies)
                }
            }
        }
    }

    @Test(arguments: 0..<60)
    func `no policy counts a person twice by the same party`(_ seed: UInt64) throws {
        let dataset = try dataset(seed)
        let naive = try NaiveAggregate(dataset)
        let byRow = Dictionary(uniqueKeysWithValues: naive.counts.map { ($0.row, $0) })
        let index = dataset.indexes.statements(dataset.records)
        for policy in [nil] + Policy.allCases.map(Optional.some) {
            let choice = try policy.map {
                try PolicyChoice($0, sources: $0 == .preferred ? ["monitor", "press", "army"] : nil, in: dataset)
            }
            let keys = CellKeys(try GroupKey.keys("measure"), dataset, index)
            let outcome = GuardedSum.outcome(
                of: dataset.served(.count), by: keys, policy: choice?.policy, order: choice?.order ?? [],
                keepsRows: true, in: dataset, index)
            for (_, rows) in Dictionary(grouping: outcome.rows, by: \.cell) {
                let counts = rows.compactMap { byRow[Int($0.row)] }
                #expect(counts.count == rows.count && Set(counts.map(\.row)).count == rows.count)
                #expect(Set(naive.standing(counts).map(\.row)) == Set(counts.map(\.row)), "a part or an older total")
                for a in counts {
                    for b in counts where a.text("attributed_to") == b.text("attributed_to") {
                        #expect(!naive.overlap(a, b), "\(seed) \(String(describing: policy))")
                    }
                }
            }
        }
    }

    /// In a dataset of several hundred counts, so that whole words of bits are in a selection, and some are not.
    @Test(arguments: 0..<6)
    func `a filter on a key gives the rows of that key`(_ seed: UInt64) throws {
        let crowd = RandomStatements.Crowd(tallies: 150, parties: 3, days: 25)
        let dataset = try Made.dataset(RandomStatements.files(seed: seed &+ 9000, crowd))
        for keys in ["attributed_to,population_status", "attributed_to,month,event_id"] {
            let all = try #require(try rows(dataset, keys, .bySource))
            for party in ["monitor", "press", "army"] {
                let own = all.filter { $0.group[0] == party }
                #expect(!own.isEmpty)
                #expect(try rows(dataset, keys, .bySource, "attributed_to=\(party)") == own)
            }
        }
    }

    /// A single party needs no policy but to choose among its own statements, so all policies agree.
    @Test(arguments: 0..<40)
    func `policies agree where there is one party`(_ seed: UInt64) throws {
        let dataset = try dataset(seed)
        let filter = "attributed_to=monitor"
        let first = try rows(dataset, "measure,month", .bySource, filter)
        for policy in Policy.allCases { #expect(try rows(dataset, "measure,month", policy, filter) == first) }
    }

    @Test(arguments: 0..<30)
    func `split work comes to the same`(_ seed: UInt64) throws {
        let dataset = try dataset(seed)
        let index = dataset.indexes.statements(dataset.records)
        for names in ["measure", "month,attributed_to", "actor,population_status"] {
            let keys = CellKeys(try GroupKey.keys(names), dataset, index)
            for policy in [nil, Policy.bySource, .maximum, .envelope] {
                let outcomes = [1, 3, 8].map {
                    GuardedSum.outcome(
                        of: dataset.served(.count), by: keys, policy: policy, order: [], keepsRows: true, pieces: $0,
                        in: dataset, index)
                }
                for outcome in outcomes.dropFirst() {
                    #expect(Self.cells(outcome) == Self.cells(outcomes[0]))
                    #expect(outcome.conflicts.pairs.keys == outcomes[0].conflicts.pairs.keys)
                    #expect(Set(outcome.rows.map(\.row)) == Set(outcomes[0].rows.map(\.row)))
                }
            }
        }
    }

    private static func cells(_ outcome: GuardedSum.Outcome) -> Set<[Int64?]> {
        Set(
            outcome.cells.filter { $0.counts > 0 }.map { cell in
                [Int64(cell.key), cell.interval.min, cell.interval.max, cell.interval.value, Int64(cell.counts)]
                    + [Int64(cell.tallies)]
            })
    }

    private struct Pairs: OverlapVisitor {
        var found: [[UInt32]] = []
        var most = Int.max

        mutating func meet(
            _ a: Int, _ b: Int, _ overlap: Overlap, _ contenders: borrowing WorkList<Contender>
        ) -> Bool {
            #expect(a < b)
            found.append([contenders[a].row, contenders[b].row].sorted())
            return found.count < most
        }
    }

    /// The guard looks only where something could overlap.
    @Test(arguments: 0..<60)
    func `every search finds what a comparison of all with all does`(_ seed: UInt64) throws {
        let dataset = try dataset(seed, isOrderly: seed.isMultiple(of: 2))
        let index = dataset.indexes.statements(dataset.records)
        let contenders = (0..<dataset.records.rowCounts[CountParts.table]).map { row in
            let tally = dataset.records.parents[CountParts.table][row]
            return Contender(
                row: UInt32(row), member: tally, tally: tally, category: index.categories.numbers[row],
                line: index.lines[Int(tally)], start: index.periods.starts[Int(tally)],
                end: index.periods.ends[Int(tally)], figure: NarrowFigure(min: 0, max: 0, value: 0))
        }.sorted { a, b in
            let (one, other) = (index.lineTable[Int(a.line)].scope.order, index.lineTable[Int(b.line)].scope.order)
            return (one, a.line) < (other, b.line)
        }
        LentStatements.lend(index) { statements in
            var all: Set<[UInt32]> = []
            for b in contenders.indices {
                for a in 0..<b where statements.overlap(contenders[a], contenders[b]) != nil {
                    all.insert([contenders[a].row, contenders[b].row].sorted())
                }
            }
            #expect(!all.isEmpty)
            for way in OverlapSearch.Way.allCases {
                for most in [Int.max, 1] {
                    var search = OverlapSearch(statements, index.reader)
                    var list = WorkList<Contender>()
                    for contender in contenders { list.append(contender) }
                    var pairs = Pairs(most: most)
                    search.visit(&pairs, among: &list, by: way)
                    #expect(pairs.found.count == min(all.count, most), "each once, and no more than are wanted")
                    #expect(most == 1 || Set(pairs.found) == all, "\(way)")
                }
            }
        }
    }
}
