import Testing

@testable import ConflictData

/// Which counts are of one series, which of them is the later, and which are parts.
@Suite struct CountSeriesTests {
    private static func dataset(_ tallies: [String]) throws -> Dataset {
        try Made.dataset([
            Made.sources, ("actors.json", Made.list([Made.actor("army"), Made.actor("hts")])),
            ("places.json", Made.list([Made.place("aleppo"), Made.place("idlib")])),
            ("events.json", Made.list([Made.event("battle", "2024-11-01"), Made.event("other", "2024-11-01")])),
            ("tallies.json", Made.list(tallies)),
        ])
    }

    private static let plain = "\"measure\":\"killed\",\"value\":{\"qualifier\":\"unknown\"}"

    @Test(arguments: [
        ("", "", true), ("\"unit\":\"persons\"", "", true), ("\"unit\":\"households\"", "", false),
        ("\"cause\":\"small_arms\"", "", false), ("\"population\":{\"status\":\"civilian\"}", "", false),
        ("\"perpetrator\":{\"actor_id\":\"hts\",\"attribution\":\"alleged\"}", "", false),
        ("\"item\":{\"category\":\"uav\",\"outcome\":\"damaged\"}", "", false), ("", "\"phase\":2", false),
        ("", "\"event_id\":\"battle\"", false), ("", "\"place_id\":\"idlib\"", false),
        ("", "\"attributed_to\":\"press\"", false),
        ("", "\"wording\":\"So many.\",\"verification\":\"contested\"", true),
    ])
    func `is told by party, scope, phase and everything that says what is counted`(
        _ count: String, _ tally: String, _ isSame: Bool
    ) throws {
        let other = "{\"n\":1,\(Self.plain)\(count.isEmpty ? "" : "," + count)}"
        let dataset = try Self.dataset([
            Made.tally("a", "2024-11-01", counts: "{\"n\":1,\(Self.plain)}"),
            Made.tally("b", "2024-11-02", counts: other, tally),
        ])
        let series = CountSeries(dataset.records)
        #expect((series.digest(0) == series.digest(1)) == isSame)
    }

    @Test(arguments: [
        ("2024-11-01", "", "2024-11-02", ""), ("2024-11-02", "", "2024-11", ""),
        ("2024-11-01", "\"recorded_at\":\"2024-11-05\"", "2024-11-01", "\"recorded_at\":\"2024-11-06\""),
        ("2024-11-01", "\"recorded_at\":\"2024-11-05\"", "2024-11-01", "\"recorded_at\":\"2024-11-05\""),
    ])
    func `goes by period, report, knowledge and id`(
        _ earlier: String, _ more: String, _ later: String, _ moreLater: String
    ) throws {
        let dataset = try Self.dataset([Made.tally("a", earlier, more), Made.tally("b", later, moreLater)])
        let series = CountSeries(dataset.records)
        let a = try #require(dataset.row(ofAnyID: "a", in: .tally))
        #expect(series.isLater(1 - a, than: a))
        #expect(!series.isLater(a, than: 1 - a))
    }

    @Test func `finds the whole around a part among those that are asked for`() throws {
        let counts = ["\(Self.plain)", "\(Self.plain),\"part_of\":1", "\(Self.plain),\"part_of\":2"].enumerated()
            .map { "{\"n\":\($0 + 1),\($1)}" }.joined(separator: ",")
        let dataset = try Self.dataset([Made.tally("a", "2024", counts: counts)])
        let wholes = WholeCounts(dataset.records)
        #expect(wholes.whole(of: 2) { _ in true } == 1)
        #expect(wholes.whole(of: 2) { $0 == 0 } == 0)
        #expect(wholes.whole(of: 2) { $0 == 2 } == nil)
        #expect(wholes.whole(of: 0) { _ in true } == nil)
    }

    @Test func `groups rows by what they refer to`() {
        let groups = RowGroups([2, Records.none, 0, 2], count: 3)
        #expect([groups[0], groups[1], groups[2]].map(Array.init) == [[2], [], [0, 3]])
        #expect(Array(RowGroups([], count: 1)[0]) == [])
    }
}
