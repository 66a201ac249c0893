import Testing

@testable import ConflictData

/// What each policy makes of what several parties say of one thing.
@Suite struct PolicyTests {
    private static let parties = [Party(.source, 0), Party(.source, 1), Party(.actor, 0)]

    private static func choice(
        _ policy: Policy, _ rows: [CountIntervalTests.Row], order: [Party] = []
    ) -> Policy.Choice? {
        policy.choice(among: rows.map(CountIntervalTests.interval), by: parties, order: order)
    }

    private static let claims: [CountIntervalTests.Row] = [(300, 300, 300), (255, nil, 255), (100, 200, nil)]

    @Test func `merges nothing by source`() {
        #expect(Self.choice(.bySource, Self.claims) == nil)
    }

    @Test(
        arguments: [
            (claims, 2), ([(nil, nil, nil), (255, nil, 255), (300, 300, 300)], 1),
            ([(7, nil, 7), (7, 9, nil), (8, 8, 8)], 1), ([(nil, nil, nil), (nil, 4, nil), (nil, nil, nil)], 1),
            ([(7, 7, 7), (7, 7, 7), (7, 7, 7)], 0),
        ] as [([CountIntervalTests.Row], Int)])
    func `is conservative by the lowest minimum that is given`(_ rows: [CountIntervalTests.Row], _ chosen: Int) {
        #expect(Self.choice(.conservative, rows)?.chosen == chosen..<chosen + 1)
    }

    @Test(
        arguments: [
            (claims, 1), ([(300, 300, 300), (7, 299, nil), (299, 299, 299)], 0),
            ([(7, nil, 7), (9, nil, 9), (800, 800, 800)], 1),
            ([(7, 7, 7), (7, 7, 7), (7, 7, 7)], 0),
        ] as [([CountIntervalTests.Row], Int)])
    func `takes the highest maximum, an open one before all others`(_ rows: [CountIntervalTests.Row], _ chosen: Int) {
        #expect(Self.choice(.maximum, rows)?.chosen == chosen..<chosen + 1)
    }

    @Test func `spans all parties as an envelope`() {
        let choice = Self.choice(.envelope, Self.claims)
        #expect(choice?.figure == CountInterval(min: 100, max: nil, value: nil))
        #expect(choice?.chosen == 0..<3)
        #expect(Self.choice(.envelope, [(1, 2, nil)])?.figure == CountInterval(min: 1, max: 2, value: nil))
        #expect(Policy.envelope.choice(among: [], by: [], order: []) == nil)
    }

    @Test func `prefers the first of the order who says anything`() {
        #expect(Self.choice(.preferred, Self.claims, order: [Party(.source, 9), Self.parties[2]])?.chosen == 2..<3)
        #expect(Self.choice(.preferred, Self.claims, order: Self.parties.reversed())?.chosen == 2..<3)
        #expect(Self.choice(.preferred, Self.claims, order: [Party(.source, 9)]) == nil)
    }

    /// conservative ≤ anybody's minimum; anybody's maximum ≤ maximum; the envelope is made of both ends.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `keeps the policies in order`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let figures = (0..<6).map { _ in CountIntervalTests.random(&random) }
        let parties = figures.indices.map { Party(.source, $0) }
        func figure(_ policy: Policy) throws -> CountInterval {
            try #require(policy.choice(among: figures, by: parties, order: [])).figure
        }
        let (lowest, highest) = (try figure(.conservative), try figure(.maximum))
        let envelope = try figure(.envelope)
        #expect(envelope.min == lowest.min)
        #expect(envelope.max == highest.max)
        for figure in figures {
            if let min = figure.min { #expect(try #require(lowest.min) <= min) }
            if let max = highest.max { #expect(try #require(figure.max) <= max) }
        }
    }
}
