import Testing

@testable import ConflictData

/// Which tallies are looked at together: those that overlap, and those that are bound together by others.
@Suite struct StatementClustersTests {
    @Test(arguments: 1..<40 as Range<UInt64>)
    func `hold what overlaps, directly or by way of others, and nothing else`(_ seed: UInt64) throws {
        let crowd = RandomStatements.Crowd(tallies: 3 + Int(seed), parties: 3, days: 25)
        let dataset = try Made.dataset(RandomStatements.files(seed: seed &+ 500, crowd))
        let reader = dataset.indexes.statements(dataset.records).reader
        let statements = (0..<dataset.records.rowCounts[RecordType.tally.table]).map { reader.statement($0) }
        // Each of a line of its own, so that running totals are not taken together.
        let clusters = StatementClusters(statements, lines: statements.indices.map { UInt32($0) }, reader)
        var groups = statements.indices.map { -1 - $0 }
        for group in 0..<clusters.count {
            for tally in clusters.tallies(of: group) { groups[Int(tally)] = group }
        }
        var sets = DisjointSets(count: statements.count)
        var sweep = ScopeSweep(statements, reader)
        for place in sweep.order {
            var met: [Int32] = []
            sweep.meet(place, &met)
            for other in met { sets.unite(Int(other), place) }
        }
        let roots = statements.indices.map { sets.root(of: $0) }
        #expect(Set(roots).count > 1 || statements.count > 14, "a test of one group could not fail")
        for (a, b) in statements.indices.flatMap({ a in (0..<a).map { (a, $0) } }) {
            #expect((groups[a] == groups[b]) == (roots[a] == roots[b]), "\(a) and \(b)")
        }
    }
}
