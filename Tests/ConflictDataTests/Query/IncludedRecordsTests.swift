import Testing

@testable import ConflictData

/// The records that a page refers to.
@Suite struct IncludedRecordsTests {
    private static func dataset() throws -> Dataset {
        let participants =
            "\"actors\":[{\"actor_id\":\"b\",\"role\":\"side_a\"},{\"actor_id\":\"a\",\"role\":\"side_b\"}]"
        let count = """
            {"n":1,"measure":"killed","population":{"status":"civilian","affiliation_actor_id":"c"},\
            "perpetrator":{"actor_id":"a","attribution":"alleged"},"value":{"qualifier":"unknown"}},\
            {"n":2,"measure":"killed","part_of":1,"value":{"qualifier":"unknown"}}
            """
        return try Made.dataset([
            Made.sources,
            (
                "actors.json",
                Made.list([
                    Made.actor("a"), Made.actor("b", "\"former_ids\":[\"old-b\"]"), Made.actor("c"),
                    Made.actor("gone", "\"retracted_at\":\"2024-12-01\""),
                    Made.actor("hidden", "\"embargoed_until\":\"2999-01-01\""),
                ])
            ),
            (
                "events.json",
                Made.list([
                    Made.event("e1", "2024-11-01", participants + ",\"place_id\":\"p\""),
                    Made.event("e2", "2024-11-02", participants + ",\"parent_event_id\":\"e1\""),
                ])
            ),
            ("places.json", Made.list([Made.place("p", "\"parent_id\":\"q\""), Made.place("q")])),
            (
                "tallies.json",
                Made.list([
                    Made.tally("t1", "2024-11-01", counts: count, "\"event_id\":\"e1\",\"relayed_by\":[\"press\"]"),
                    Made.tally("t2", "2024-11-02", "\"attributed_to\":\"old-b\",\"revises\":\"t1\""),
                    Made.tally("t3", "2024-11-03", "\"attributed_to\":\"gone\""),
                    Made.tally("t4", "2024-11-04", "\"attributed_to\":\"hidden\""),
                ])
            ),
        ])
    }

    @Test(
        arguments: [
            // Each once, in order of id, by any field, also of rows inside.
            (RecordType.event, "", "actors", "actors: a b"), (.tally, "", "actors", "actors: a b c"),
            (.tally, "", "sources", "sources: monitor press"),
            (.tally, "id=t2", "sources,actors", "actors: b; sources: "),
            (.tally, "id=t1", "event", "events: e1"), (.event, "", "place,events", "events: e1; places: p"),
            (.place, "", "places", "places: q"), (.source, "", "actors", "actors: "),
            (.tally, "", "tallies", "tallies: t1 t2"), (.count, "", "tallies", "tallies: t1 t2 t3 t4"),
            (.count, "", "counts,actors", "actors: a b c; counts: t1.1"),
            (.count, "", "actors,actor,actors", "actors: a b c"),
            // Not what is withdrawn or under embargo.
            (.tally, "id=t3,t4", "actors", "actors: "),
        ] as [(RecordType, String, String, String)])
    func `sends along`(_ type: RecordType, _ filters: String, _ include: String, _ expected: String) throws {
        let dataset = try Self.dataset()
        let rows = Array(dataset.find(try dataset.query(type, filters)).allRows)
        let included = dataset.included(try IncludedRecords.types(include, for: type), from: rows, of: type)
        let text = included.rows.map { type, rows in
            "\(type.plural): " + rows.map { dataset.id(ofRow: $0, in: type) }.joined(separator: " ")
        }
        #expect(text.joined(separator: "; ") == expected)
    }

    @Test(
        arguments: [
            (RecordType.tally, "actr", "actors"), (.tally, "interviews", nil), (.tally, "", nil),
            (.tally, "actors,", nil),
            (.place, "events", "places"), (.event, "tallies", nil),
        ] as [(RecordType, String, String?)])
    func `refuses types that records do not refer to`(
        _ type: RecordType, _ include: String, _ nearest: String?
    ) throws {
        let error = try #require(throws: QueryError.self) { try IncludedRecords.types(include, for: type) }
        #expect(error.problem == .unknownValue)
        #expect(error.parameter == "include")
        #expect(!error.suggestions.isEmpty)
        if let nearest { #expect(error.suggestions.contains(nearest), "\(error.suggestions)") }
    }
}
