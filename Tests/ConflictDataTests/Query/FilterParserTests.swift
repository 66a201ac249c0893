import Testing

@testable import ConflictData

/// Values of filters: what is taken, what is refused, and what is said then.
@Suite struct FilterParserTests {
    private static func dataset() throws -> Dataset {
        let dates = [
            "2023-12-31T23:59:59Z", "2024", "2024-11", "2024-11-01", "2024-11-29", "2024-11-29T23:30:00+01:00",
            "2024-12-01",
        ]
        let events = dates.enumerated().map { number, date in
            Made.event(
                "e\(number)", date,
                "\"name\":\"Event \(number)\"".replacing("\"name\"", with: "\"x_name\"")
                    + ",\"tags\":[\"t\(number % 2)\",\"a,b\"],\"date_precision\":\(number % 5 + 1)")
        }
        return try Made.dataset([
            Made.sources, ("events.json", Made.list(events)),
            (
                "places.json",
                Made.list([Made.place("p", "\"location\":{\"lat\":-0.0,\"lon\":37.10}"), Made.place("q")])
            ),
            (
                "tallies.json",
                Made.list([
                    Made.tally("t", "2024-11-29", "\"revises\":\"s\""),
                    Made.tally("s", "2024-11-28", "\"retracted_at\":\"2024-12-01\""),
                ])
            ),
        ])
    }

    // MARK: Dates

    /// A coarse date asked for matches everything inside; a coarse date of a record compares by its first instant.
    @Test(arguments: [
        ("2024", ["e6", "e4", "e5", "e2", "e3", "e1"]), ("2024-11", ["e4", "e5", "e2", "e3"].sorted()),
        ("2024-11-29", ["e4", "e5"]), ("2024-11-01", ["e2", "e3"]),
        ("2024-01-01", ["e1"]), ("2024-11-29T22:30:00Z", ["e5"]), ("2024-11-29T23:30:00+01:00", ["e5"]),
        ("2024-11-29T23:30:00 01:00", ["e5"]),
        ("2023", ["e0"]), ("2025", []), ("2024-11-29T00:00:00Z", ["e4"]), ("2023,2024-12", ["e0", "e6"]),
    ])
    func `matches every date inside the one asked for`(_ date: String, _ expected: [String]) throws {
        #expect(try Self.dataset().ids(.event, "date_start=" + date).sorted() == expected.sorted())
    }

    // MARK: Other values

    @Test(arguments: [
        (RecordType.event, "tags=t0", 4), (.event, "tags=t0,t1", 7), (.event, "tags=\"a,b\"", 7), (.event, "tags=a", 0),
        (.event, "date_precision=1", 2),
        (.event, "date_precision=1,2", 4), (.place, "location.lat=0", 1), (.place, "location.lat=-0.0", 1),
        (.place, "location.lon=37.1", 1),
        (.place, "location.lon=3.71e1", 1), (.place, "country=SYR", 2), (.place, "country=ZZZ", 0),
        (.source, "id=monitor,press", 2),
        (.count, "population.status=civilian", 0), (.count, "population_status=civilian", 0),
        (.count, "unit=persons", 1),
        (.tally, "counts.measure=killed", 1), (.tally, "revises=s", 1), (.tally, "id=s", 0),
        (.tally, "external_ids.acled=1", 0),
        (.event, "event_type=x_other", 0), (.tally, "attributed_to=press", 0),
    ])
    func `counts what matches`(_ type: RecordType, _ filter: String, _ count: Int) throws {
        #expect(try Self.dataset().ids(type, filter).count == count)
    }

    @Test(
        arguments: [
            (RecordType.event, "date_start=29.11.2024", QueryError.Problem.illTyped, nil),
            (.event, "date_precision=one", .illTyped, nil),
            (.event, "date_precision=1.5", .illTyped, nil), (.event, "date_precision=", .illTyped, nil),
            (.event, "date_precision=1,", .illTyped, nil),
            (.place, "location.lat=nan", .illTyped, nil), (.place, "location.lat=inf", .illTyped, nil),
            (.place, "location.lat=0x10", .illTyped, nil),
            (.place, "location.lat=1e999", .illTyped, nil), (.count, "exhaustive=yes", .illTyped, nil),
            (.tally, "external_ids=1", .illTyped, nil), (.place, "country=syr", .illTyped, "SYR"),
            (.source, "country=S1R", .illTyped, nil),
            (.event, "event_type=batles", .unknownValue, "battles"),
            (.count, "measure=deaths", .unknownValue, "killed"),
            (.count, "population_sex=women", .unknownValue, "female"),
            (.tally, "verification=alleged", .unknownValue, nil), (.event, "description=x", .notApplicable, nil),
            (.event, "nmae=x", .unknownParameter, "name"),
            (.event, "name.x=1", .unknownParameter, nil), (.count, "measur=killed", .unknownParameter, "measure"),
            (.tally, "measure=killed", .unknownParameter, nil),
            (.event, "id=e9", .unknownRecord, "e0"), (.tally, "attributed_to=monitr", .unknownRecord, "monitor"),
            (.event, "x_name=1", .unknownParameter, nil), (.count, "killed=1", .unknownParameter, "measure"),
            (.tally, "party=monitor", .unknownParameter, "attributed_to"),
            (.event, "from=2024", .unknownParameter, "since"), (.event, "PageSize=2", .unknownParameter, nil),
            (.event, "start[gte]=2024", .unknownParameter, "date_start[gte]"),
            (.count, "part_of=t.2", .unknownRecord, "t.1"), (.count, "tally_id=tt", .unknownRecord, "t"),
        ] as [(RecordType, String, QueryError.Problem, String?)])
    func `refuses what it cannot mean, with the nearest`(
        _ type: RecordType, _ filter: String, _ problem: QueryError.Problem, _ nearest: String?
    ) throws {
        let dataset = try Self.dataset()
        let error = try #require(throws: QueryError.self) { try dataset.ids(type, filter) }
        #expect(error.problem == problem)
        #expect(error.parameter == filter.prefix { $0 != "=" })
        if let nearest { #expect(error.suggestions.contains(nearest), "\(error.suggestions)") }
    }

    @Test(arguments: [
        ("syr", ["SYR"]), ("Syria", ["SYR"]), ("Syrian Arab Republic", ["SYR"]), ("SY", ["SYR"]), ("leb", ["LEB"]),
        ("Lebanon", ["LBN"]), ("Aleppo", []), ("Atlantis", []), ("", nil),
    ])
    func `names the code of a country that is asked for by name`(_ value: String, _ expected: [String]?) throws {
        func country(_ id: String, _ name: String, _ code: String, _ more: String = "") -> String {
            #"{"id":"\#(id)","name":"\#(name)","place_type":"country","country":"\#(code)"\#(more)}"#
        }
        let dataset = try Made.dataset([
            (
                "places.json",
                Made.list([
                    country("sy", "Syrian Arab Republic", "SYR"), country("sy2", "Syria", "SYR"),
                    country("lb", "Lebanon", "LBN"),
                    country("at", "Atlantis", "ATL", #","retracted_at":"2024-01-01""#), Made.place("aleppo"),
                ])
            )
        ])
        let error = try #require(throws: QueryError.self) { try dataset.ids(.place, "country=SYR,\(value)") }
        #expect(error.problem == .illTyped)
        if let expected { #expect(error.suggestions == expected) }
    }

    @Test func `takes every filterable field of every type, and no other`() throws {
        let dataset = try Self.dataset()
        for type in RecordType.allCases {
            for field in FieldTable.of(type).fields where !field.isFilterable {
                let error = try #require(throws: QueryError.self) { try dataset.ids(type, field.name + "=1") }
                #expect(error.problem == .notApplicable)
            }
        }
    }
}
