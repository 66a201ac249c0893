import Testing

@testable import ConflictData

/// What facets count, and what they say of it, rule by rule.
@Suite struct FacetTests {
    private static func dataset() throws -> Dataset {
        let counts = ["killed", "injured", "killed"].enumerated().map { number, measure in
            "{\"n\":\(number + 1),\"measure\":\"\(measure)\",\"value\":{\"qualifier\":\"exact\",\"value\":\(number)}}"
        }.joined(separator: ",")
        let secret = "\"embargoed_until\":\"2999-01-01\""
        return try Made.dataset([
            Made.sources,
            (
                "actors.json",
                Made.list([
                    Made.actor("army"), Made.actor("gone", "\"retracted_at\":\"2024-12-01\""),
                    Made.actor("hidden", secret),
                ])
            ),
            (
                "events.json",
                Made.list([
                    Made.event(
                        "e1", "2024-11-01", "\"tags\":[\"b\",\"a\",\"b\"],\"sub_event_type\":\"air_drone_strike\""),
                    Made.event("e2", "2024-11-02", "\"tags\":[\"a\"],\"sub_event_type\":\"x_own_term\""),
                    Made.event("e3", "2024-11-03", "\"tags\":[]"),
                    Made.event("e4", "2024-11-04", "\"tags\":[\"c\"],\"sub_event_type\":\"air_drone_strike\""),
                    Made.event("e5", "2024-11-05", "\"tags\":[\"a\"],\"retracted_at\":\"2024-12-01\""),
                    Made.event("e6", "2024-11-05", "\"tags\":[\"a\"]," + secret),
                ])
            ),
            (
                "tallies.json",
                Made.list([
                    Made.tally("t1", "2024-11-01", counts: counts),
                    Made.tally("t2", "2024-11-02", "\"attributed_to\":\"army\",\"event_id\":\"e6\""),
                    Made.tally("t3", "2024-11-03", "\"attributed_to\":\"gone\",\"event_id\":\"e5\""),
                    Made.tally("t4", "2024-11-04", "\"attributed_to\":\"army\",\"event_id\":\"e1\""),
                    Made.tally("t5", "2024-11-05", "\"attributed_to\":\"hidden\",\"event_id\":\"e1\""),
                ])
            ),
        ])
    }

    private func facet(_ type: RecordType, _ filters: String, _ field: String, limit: Int = 20) throws -> [String] {
        let dataset = try Self.dataset()
        let fields = try FacetField.list(field, of: type)
        let facets = dataset.find(try dataset.query(type, filters)).facets(fields, limit: limit)
        return facets.flatMap(\.entries).map { entry in
            let value =
                switch entry.value {
                case .text(let text): text
                case .integer(let number): String(number)
                case .number(let number): String(number)
                case .flag(let flag): String(flag)
                }
            return "\(value) (\(entry.label)) \(entry.count)"
        }
    }

    @Test(
        arguments: [
            // A list counts each value once a record; the empty list, like a missing field, is not counted.
            (RecordType.event, "", "tags", ["a (a) 2", "b (b) 1", "c (c) 1"]),
            // Terms in words.
            (.event, "", "sub_event_type", ["air_drone_strike (Air drone strike) 2", "x_own_term (Own term) 1"]),
            // Sources and actors by their names; who was retracted keeps the id, who is under embargo is not told of.
            (.tally, "", "attributed_to", ["army (Actor army) 2", "gone (gone) 1", "monitor (Source monitor) 1"]),
            (.tally, "", "event_id", ["e1 (Event e1) 2", "e5 (e5) 1"]),
            // Rows inside records: each value once a record; on counts, each count.
            (.tally, "id=t1", "counts.measure", ["injured (Injured) 1", "killed (Killed) 1"]),
            (.count, "tally_id=t1", "measure", ["killed (Killed) 2", "injured (Injured) 1"]),
            (.count, "tally_id=t1", "value", ["0 (0) 1", "1 (1) 1", "2 (2) 1"]),
            (.count, "", "tally_id", ["t1 (t1) 3", "t2 (t2) 1", "t3 (t3) 1", "t4 (t4) 1", "t5 (t5) 1"]),
            // Without the filter on the field itself, but with all others.
            (.event, "tags=c", "tags", ["a (a) 2", "b (b) 1", "c (c) 1"]),
            (.event, "tags=c", "sub_event_type", ["air_drone_strike (Air drone strike) 1"]),
            (.count, "population.status=civilian&measure=injured", "measure", []),
        ] as [(RecordType, String, String, [String])])
    func `counts`(_ type: RecordType, _ filters: String, _ field: String, _ expected: [String]) throws {
        #expect(try facet(type, filters, field) == expected)
    }

    @Test func `gives countries the names that the gazetteer has for them`() throws {
        func place(_ id: String, _ type: String, _ name: String, _ code: String, _ more: String = "") -> String {
            #"{"id":"\#(id)","name":"\#(name)","place_type":"\#(type)","country":"\#(code)"\#(more)}"#
        }
        let dataset = try Made.dataset([
            (
                "places.json",
                Made.list([
                    place("iraq", "country", "Iraq", "IRQ", #","retracted_at":"2024""#),
                    place("mosul", "city", "Mosul", "IRQ"), place("syria", "country", "Syria", "SYR"),
                    place("syria-2", "country", "Syrian Arab Republic", "SYR"),
                    place("homs", "city", "Homs", "SYR"), place("tyre", "city", "Tyre", "LBN"),
                ])
            )
        ])
        let fields = try FacetField.list("country", of: .place)
        let facets = dataset.find(try dataset.query(.place, "")).facets(fields, limit: 9)
        #expect(facets[0].entries.map(\.label) == ["Syria", "IRQ", "LBN"])
    }

    @Test(arguments: [(1, ["a (a) 2"]), (2, ["a (a) 2", "b (b) 1"]), (1000, ["a (a) 2", "b (b) 1", "c (c) 1"])])
    func `gives as many as are asked for, the most frequent`(_ limit: Int, _ expected: [String]) throws {
        #expect(try facet(.event, "", "tags", limit: limit) == expected)
    }

    @Test func `finds the most frequent of many without keeping them all`() throws {
        let tags = (0..<6000).map { number in "\"\(number)\"" }
        let events = [tags.joined(separator: ","), "\"5999\",\"17\",\"3\"", "\"17\",\"4\""].enumerated()
            .map { Made.event("e\($0)", "2024", "\"tags\":[\($1)]") }
        let dataset = try Made.dataset([("events.json", Made.list(events))])
        let facets = dataset.find(try dataset.query(.event, "")).facets(
            try FacetField.list("tags", of: .event), limit: 6)
        #expect(facets[0].entries.map(\.label) == ["17", "3", "4", "5999", "0", "1"])
        #expect(facets[0].entries.map(\.count) == [3, 2, 2, 2, 1, 1])
    }

    @Test(
        arguments: [
            (RecordType.event, "", QueryError.Problem.illTyped, nil), (.event, "tags,", .illTyped, nil),
            (.event, "tags,tags", .illTyped, nil), (.event, "tag", .unknownValue, "tags"),
            (.event, "id", .notApplicable, nil), (.event, "description", .notApplicable, nil),
            (.event, "date_start", .notApplicable, nil), (.event, "external_ids", .notApplicable, nil),
            (.count, "population,measure", .unknownValue, nil),
            (.count, "population.status,population_status", .illTyped, nil),
            (.count, "measure,unit,cause,kind,value,min,max,best,text,n,country", .illTyped, nil),
        ] as [(RecordType, String, QueryError.Problem, String?)])
    func `refuses what cannot be counted`(
        _ type: RecordType, _ fields: String, _ problem: QueryError.Problem, _ nearest: String?
    ) throws {
        let error = try #require(throws: QueryError.self) { try FacetField.list(fields, of: type) }
        #expect(error.problem == problem)
        #expect(error.parameter == "facets")
        if let nearest { #expect(error.suggestions.contains(nearest)) }
    }

    @Test(arguments: [
        ("ngo", "NGO"), ("heavy_weapons_and_explosives", "Heavy weapons and explosives"), ("uav", "UAV"),
        ("planted_explosives_and_uxo", "Planted explosives and UXO"), ("x_", ""), ("x_local", "Local"),
    ])
    func `writes terms in words`(_ term: String, _ label: String) {
        #expect(Vocabulary.label(of: term) == label)
    }
}
