import Testing

@testable import ConflictData

@Suite struct OrderedTallyTests {
    @Test(arguments: [0, 1, 255, Int64(UInt32.max) - 2, Column.noNumber])
    func `a figure is what it was`(_ number: Int64) {
        let figure = NarrowFigure(min: number, max: Column.noNumber, value: number)
        #expect(figure.interval == CountInterval(words: number, Column.noNumber, number))
    }

    @Test(arguments: [Int64(UInt32.max) - 1, Int64(UInt32.max), Int64.max, -1])
    func `a figure with a number that is too large is read elsewhere`(_ number: Int64) {
        #expect(NarrowFigure(min: number, max: 1, value: 1).interval == nil)
        #expect(NarrowFigure(min: 1, max: number, value: 1).interval == nil)
        #expect(NarrowFigure(min: 1, max: Column.noNumber, value: number).interval == nil)
    }

    /// Figures beyond what stands side by side, from two parties on one event.
    @Test func `large figures are summed`() throws {
        func tally(_ id: String, _ party: String, _ value: Int64) -> String {
            """
            {"id":"\(id)","attributed_to":"\(party)","event_id":"raid","report_date":"2024-11-02","accumulation":"cumulative",\
            "reference_period":{"start":"2024-11-01","end":"2024-11-02"},"kind":"claim",\
            "counts":[{"n":1,"measure":"killed","value":{"qualifier":"exact","value":\(value)}}]}
            """
        }
        let dataset = try Made.dataset([
            Made.sources, ("actors.json", Made.list([Made.actor("army")])),
            ("events.json", Made.list([Made.event("raid", "2024-11-01")])),
            ("tallies.json", Made.list([tally("t1", "monitor", 5_000_000_000), tally("t2", "army", 4_294_967_295)])),
        ])
        for (policy, figure) in [(Policy.maximum, 5_000_000_000), (.conservative, Int64(4_294_967_295))] {
            let query = AggregateQuery(
                counts: try dataset.query(.count, ""), keys: try GroupKey.keys("month"),
                choice: try PolicyChoice(policy, sources: nil, in: dataset))
            #expect(try dataset.aggregate(query).row(0).figure.value == figure)
        }
    }
}
