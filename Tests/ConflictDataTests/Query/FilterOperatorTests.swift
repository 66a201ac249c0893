import Testing

@testable import ConflictData

/// `field[not]`, `[gte]`, `[gt]`, `[lte]`, `[lt]` and `[exists]` on every kind of field.
@Suite struct FilterOperatorTests {
    private static let dataset = Result {
        try Made.dataset([
            Made.sources, ("places.json", Made.list([place("south", -33.5), place("zero", 0), Made.place("nowhere")])),
            ("actors.json", Made.list([Made.actor("hts", "\"former_ids\":[\"nusra\"]"), Made.actor("army")])),
            (
                "events.json",
                Made.list([
                    Made.event(
                        "oct", "2024-10-31T23:59:59Z", "\"tags\":[\"a\",\"b\"],\"external_ids\":{\"acled\":\"1\"}"),
                    Made.event("nov", "2024-11", "\"tags\":[\"b\"],\"date_precision\":3,\"external_ids\":{}"),
                    Made.event("day", "2024-11-15", "\"tags\":[],\"date_precision\":1,\"date_end\":null"),
                    Made.event("dec", "2024-12-01", "\"date_precision\":2,\"date_end\":\"2024-12-02\""),
                ])
            ),
            (
                "articles.json",
                Made.list([
                    Made.article("text", "2024-11-01", "\"abstract\":\"Short.\",\"actor_ids\":[\"hts\"]"),
                    Made.article("both", "2024-10-01", "\"corrections\":[],\"actor_ids\":[\"army\",\"hts\"]"),
                    Made.article("bare", "2024-09-01", "\"corrections\":[{\"date\":\"2024-09-02\",\"text\":\"No.\"}]"),
                ])
            ),
            (
                "tallies.json",
                Made.list([
                    Made.tally(
                        "t", "2024-11-29",
                        counts: """
                            {"n":1,"measure":"killed","value":{"qualifier":"at_least","value":10}},
                            {"n":2,"measure":"injured","part_of":1,"exhaustive":false,"value":{"qualifier":"none"}},
                            {"n":3,"measure":"x_other","value":{"qualifier":"unknown"},"item":{"category":"uav","outcome":"destroyed"}}
                            """, "\"phase\":1"),
                    Made.tally("u", "2024-11-28", killed: 3, "\"attributed_to\":\"hts\",\"event_id\":\"nov\""),
                ])
            ),
        ])
    }

    private static func place(_ id: String, _ latitude: Double) -> String {
        Made.place(id, "\"location\":{\"lat\":\(latitude),\"lon\":37}")
    }

    @Test(
        arguments: [
            // The complement: who has no value is in.
            (RecordType.event, "tags[not]=a", ["dec", "day", "nov"]), (.event, "tags[not]=a,b", ["dec", "day"]),
            (.event, "date_precision[not]=1", ["dec", "nov", "oct"]),
            (.event, "date_start[not]=2024-11", ["dec", "oct"]),
            (.event, "external_ids.acled[not]=1", ["dec", "day", "nov"]),
            (.event, "external_ids.acled[not]=2", ["dec", "day", "nov", "oct"]),
            (.event, "id[not]=nov,dec", ["day", "oct"]), (.event, "event_type[not]=battles", []),
            (.article, "actor_ids[not]=army", ["text", "bare"]), (.article, "actor_ids[not]=nusra", ["bare"]),
            (.tally, "attributed_to[not]=monitor", ["u"]), (.tally, "counts.measure[not]=injured", ["u"]),
            (.count, "exhaustive[not]=false", ["t.1", "t.3", "u.1"]), (.count, "id[not]=t.2,u.1", ["t.1", "t.3"]),
            (.count, "part_of[not]=t.1", ["t.1", "t.3", "u.1"]),
            (.count, "event_type[not]=battles", ["t.1", "t.2", "t.3"]),
            // Bounds of numbers.
            (.event, "date_precision[gte]=2", ["dec", "nov"]), (.event, "date_precision[gt]=2", ["nov"]),
            (.event, "date_precision[lte]=2", ["dec", "day"]), (.event, "date_precision[lt]=2", ["day"]),
            (.event, "date_precision[gte]=2&date_precision[lt]=3", ["dec"]),
            (.event, "date_precision[gt]=9223372036854775807", []),
            (.event, "date_precision[lt]=-9223372036854775808", []),
            (.event, "date_precision=-9223372036854775808", []),
            (.event, "date_precision[lte]=-9223372036854775808", []),
            (.event, "date_precision[gte]=-9223372036854775808", ["dec", "day", "nov"]),
            (.count, "value[gte]=3", ["t.1", "u.1"]), (.count, "value[lt]=3", ["t.2"]),
            (.count, "max[lte]=3", ["t.2", "u.1"]),
            (.count, "min[gt]=0", ["t.1", "u.1"]), (.count, "max[exists]=false", ["t.1", "t.3"]),
            (.place, "location.lat[gte]=0", ["zero"]), (.place, "location.lat[lt]=0", ["south"]),
            (.place, "location.lat[lte]=-0.0", ["south", "zero"]),
            (.place, "location.lat[gt]=-33.5", ["zero"]), (.place, "location.lat[gte]=-33.5", ["south", "zero"]),
            // Bounds of dates: a coarse one is an interval.
            (.event, "date_start[gte]=2024-11", ["dec", "day", "nov"]), (.event, "date_start[gt]=2024-11", ["dec"]),
            (.event, "date_start[lte]=2024-11", ["day", "nov", "oct"]), (.event, "date_start[lt]=2024-11", ["oct"]),
            (.event, "date_start[gt]=2024-10", ["dec", "day", "nov"]),
            (.event, "date_start[lt]=2024-12-01", ["day", "nov", "oct"]),
            (.event, "date_start[gte]=2024-11-01T00:00:00Z", ["dec", "day", "nov"]),
            (.event, "date_start[gt]=2024-11-01T00:00:00Z", ["dec", "day"]),
            (.event, "date_start[gt]=2024", []), (.event, "date_start[lt]=2025", ["dec", "day", "nov", "oct"]),
            (.event, "date_start[lte]=2024-10-31T23:59:58Z", []),
            (.event, "date_start[lte]=2024-11-01T00:59:59+01:00", ["oct"]),
            (.article, "corrections.date[gte]=2024-09", ["bare"]),
            (.count, "report_date[gt]=2024-11-28", ["t.1", "t.2", "t.3"]),
            // Whether there is a value: null, absent and empty are not.
            (.event, "tags[exists]=true", ["nov", "oct"]), (.event, "tags[exists]=false", ["dec", "day"]),
            (.event, "date_end[exists]=true", ["dec"]), (.event, "date_end[exists]=false", ["day", "nov", "oct"]),
            (.event, "external_ids[exists]=true", ["oct"]), (.event, "external_ids.acled[exists]=true", ["oct"]),
            (.event, "external_ids.acle[exists]=true", []),
            (.event, "external_ids.wikidata[exists]=false", ["dec", "day", "nov", "oct"]),
            (.event, "id[exists]=true", ["dec", "day", "nov", "oct"]), (.event, "place_id[exists]=true", []),
            (.article, "abstract[exists]=true", ["text"]), (.article, "abstract[exists]=false", ["both", "bare"]),
            (.article, "corrections[exists]=true", ["bare"]),
            (.article, "corrections.text[exists]=false", ["text", "both"]),
            (.article, "actor_ids[exists]=false", ["bare"]), (.place, "location[exists]=true", ["south", "zero"]),
            (.place, "location[exists]=false", ["nowhere"]), (.tally, "event_id[exists]=true", ["u"]),
            (.tally, "counts.item.category[exists]=true", ["t"]), (.tally, "counts.item[exists]=true", ["t"]),
            (.tally, "superseded_by[exists]=false", ["t", "u"]),
            (.count, "event_type[exists]=true", ["u.1"]), (.count, "part_of[exists]=true", ["t.2"]),
            (.count, "exhaustive[exists]=true", ["t.2"]),
            (.count, "phase[exists]=false", ["u.1"]), (.count, "value[exists]=false", ["t.3"]),
            (.count, "id[exists]=true", ["t.1", "t.2", "t.3", "u.1"]),
            (.count, "id[exists]=false", []), (.count, "country[exists]=true", []),
            (.count, "country[not]=SYR", ["t.1", "t.2", "t.3", "u.1"]),
            // Several conditions on one field must all hold; of a list, each by a value of its own.
            (.event, "tags=a&tags[not]=b", []), (.event, "tags=b&tags[not]=a", ["nov"]),
            (.event, "date_start[gte]=2024-11&date_start[lt]=2024-12", ["day", "nov"]),
            (.tally, "counts.measure=killed&counts.value.value=0", ["t"]), (.count, "measure=killed&value=0", []),
            (.count, "population.status[exists]=false&measure[not]=killed,injured", ["t.3"]),
        ] as [(RecordType, String, [String])])
    func `gives the records`(_ type: RecordType, _ filters: String, _ expected: [String]) throws {
        #expect(try Self.dataset.get().ids(type, filters) == expected)
    }

    @Test(
        arguments: [
            (RecordType.event, "date_start[gtt]=2024", QueryError.Problem.unknownParameter, ["date_start[gt]"]),
            (
                .event, "date_start[since]=2024", .unknownParameter,
                [
                    "date_start", "date_start[not]", "date_start[gte]", "date_start[gt]", "date_start[lte]",
                    "date_start[lt]", "date_start[exists]",
                ]
            ),
            (.event, "date_start[]=2024", .unknownParameter, nil),
            (
                .event, "event_type[gte]=battles", .notApplicable,
                ["event_type", "event_type[not]", "event_type[exists]"]
            ),
            (.article, "body_text=x", .notApplicable, ["body_text[exists]"]),
            (.article, "body_text[not]=x", .notApplicable, ["body_text[exists]"]),
            (.tally, "attributed_to[lt]=monitor", .notApplicable, nil),
            (.count, "exhaustive[gt]=false", .notApplicable, nil), (.count, "id[gte]=t.1", .notApplicable, nil),
            (.event, "date_strat[gte]=2024", .unknownParameter, ["date_start[gte]"]),
            (.event, "location[exists]=true", .unknownParameter, nil),
            (.place, "location=1", .unknownParameter, ["location.lat", "location.lon", "location[exists]"]),
            (.place, "location[gte]=1", .unknownParameter, nil),
            (.event, "date_start[gte]=2024,2025", .illTyped, nil), (.event, "date_start[gte]=", .illTyped, nil),
            (.event, "date_start[lt]=then", .illTyped, nil),
            (.event, "tags[exists]=yes", .illTyped, ["true", "false"]),
            (.event, "tags[exists]=true,false", .illTyped, nil), (.event, "tags[exists]=", .illTyped, nil),
            (.event, "event_type[not]=batles", .unknownValue, ["battles"]),
            (.tally, "event_id[not]=novv", .unknownRecord, ["nov"]),
            (.event, "date_precision[lt]=many", .illTyped, nil), (.place, "location.lat[gte]=north", .illTyped, nil),
            (.event, "external_ids.[exists]=true", .unknownParameter, nil),
            (.event, "actor[not]=hts", .unknownParameter, nil),
        ] as [(RecordType, String, QueryError.Problem, [String]?)])
    func `refuses what it cannot mean, and offers what fits`(
        _ type: RecordType, _ filter: String, _ problem: QueryError.Problem, _ suggestions: [String]?
    ) throws {
        let error = try #require(throws: QueryError.self) { try Self.dataset.get().ids(type, filter) }
        #expect(error.problem == problem)
        #expect(error.parameter == filter.prefix { $0 != "=" })
        if let suggestions { #expect(error.suggestions == suggestions) }
    }

    @Test(arguments: [
        (RecordType.event, "tags=b,a,b", "tags", "a,b"),
        (.event, "date_start=2024-11-29T23:30:00+01:00", "date_start", "2024-11-29T22:30:00Z"),
        (.event, "date_precision[gte]=03", "date_precision[gte]", "3"),
        (.place, "location.lat=3.60e1", "location.lat", "36"),
        (.place, "location.lat[lt]=-0.0", "location.lat[lt]", "0"), (.article, "actor_ids=nusra", "actor_ids", "hts"),
        (.article, "actor_ids[not]=nusra,hts", "actor_ids[not]", "hts"),
        (.count, "population.status[exists]=true", "population_status[exists]", "true"),
        (.event, "tags=\"a,b\",a", "tags", "a,\"a,b\""), (.event, "tags=\"say \"\"so\"\"\"", "tags", "say \"so\""),
        (.event, "tags=\"\"\"so\"\"\"", "tags", "\"\"\"so\"\"\""),
        (.event, "external_ids.acled=1", "external_ids.acled", "1"),
        (.event, "bbox=37.10,36,38,37.0", "bbox", "37.1,36,38,37"), (.event, "near=36.20,37,5.0", "near", "36.2,37,5"),
        (.event, "since=2024-11-29T01:00:00+01:00", "since", "2024-11-29T00:00:00Z"),
    ])
    func `writes what means the same in one way`(
        _ type: RecordType, _ filter: String, _ name: String, _ value: String
    ) throws {
        let dataset = try Self.dataset.get()
        let filters = try dataset.query(type, filter).filters
        #expect(filters.map(\.name) == [name])
        #expect(filters.map(\.value) == [value])
        #expect(try dataset.ids(type, "\(name)=\(value)") == dataset.ids(type, filter))
    }

    @Test(arguments: ["population.status=civilian&population_status=unknown", "value.x=1", "tally_id=t&tally_id=t"])
    func `takes a field once`(_ filters: String) throws {
        #expect(throws: QueryError.self) { try Self.dataset.get().ids(.count, filters) }
    }

    @Test(arguments: ["\"a", "\"a\"b", "a,\"b", "\"a\"\"", "\"", "\"\"", "a,\"\""])
    func `refuses quotes that do not close`(_ value: String) throws {
        let error = try #require(throws: QueryError.self) { try Self.dataset.get().ids(.event, "tags=" + value) }
        #expect(error.problem == .illTyped)
    }

    @Test func `leaves out a field's own filters, whatever their operator`() throws {
        let dataset = try Self.dataset.get()
        let query = try dataset.query(.event, "date_precision[gte]=2&date_precision[not]=3&tags=b")
        #expect(dataset.matches(query).population == 0)
        #expect(query.leaving(out: "date_precision").filters.map(\.name) == ["tags"])
        #expect(dataset.matches(query.leaving(out: "date_precision")).population == 2)
        #expect(dataset.matches(query.leaving(out: "name")).population == 0)
    }
}
