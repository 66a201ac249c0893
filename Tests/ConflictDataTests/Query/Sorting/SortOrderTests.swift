import Testing

@testable import ConflictData

/// What `sort=` takes, row by row, and what it refuses.
@Suite struct SortOrderTests {
    private static func dataset() throws -> Dataset {
        let events = [
            Made.event("a", "2024-11", "\"date_precision\":3,\"sub_event_type\":\"attack\""),
            Made.event("b", "2024-11-29T12:00:00Z", "\"date_precision\":1,\"place_id\":\"z\""),
            Made.event("c", "2024-11-29", "\"sub_event_type\":\"x_own\",\"place_id\":\"y\""),
            Made.event("d", "2024-11-29T14:00:00+02:00", "\"date_precision\":1,\"date_end\":\"2024-12\""),
            Made.event("e", "2023", "\"date_end\":\"2023-12-31\""),
        ]
        let places = [
            Made.place("z", "\"location\":{\"lat\":-1.5,\"lon\":0}"),
            Made.place("y", "\"location\":{\"lat\":-20,\"lon\":0}"),
            Made.place("x", "\"location\":{\"lat\":0.0,\"lon\":0}"), Made.place("w"),
            Made.place("v", "\"location\":{\"lat\":33.25,\"lon\":0}"),
        ]
        let counts = [10, 2, 1].map {
            "{\"n\":\($0),\"measure\":\"killed\",\"exhaustive\":\($0 == 2),\"value\":{\"qualifier\":\"unknown\"}}"
        }
        let names = ["Zürich", "zebra", "Ähre", "حلب", "z", "Zebra", "zebra\\u0000"]
        return try Made.dataset([
            Made.sources, ("events.json", Made.list(events)), ("places.json", Made.list(places)),
            (
                "tallies.json",
                Made.list([
                    Made.tally("t2", "2024-11-01", counts: counts.joined(separator: ",")),
                    Made.tally("t10", "2024-11-02", counts: counts.joined(separator: ",")),
                ])
            ),
            (
                "actors.json",
                Made.list(
                    names.enumerated().map { number, name in
                        "{\"id\":\"n\(number)\",\"name\":\"\(name)\",\"actor_type\":\"other\"}"
                    })
            ),
        ])
    }

    private static func ids(_ dataset: Dataset, _ type: RecordType, _ sort: String) throws -> [String] {
        try dataset.find(dataset.query(type, "", sort: sort)).allRows.map { dataset.id(ofRow: $0, in: type) }
    }

    @Test(
        arguments: [
            // A coarse date by its first instant, instants whatever their offset; of the same, by id.
            (RecordType.event, "date_start", "e a c b d"), (.event, "-date_start", "b d c a e"),
            (.event, "-date_start,-id", "d b c a e"), (.event, "id", "a b c d e"), (.event, "-id", "e d c b a"),
            // Records without a value come last both ways.
            (.event, "date_precision", "b d a c e"), (.event, "-date_precision", "a b d c e"),
            (.event, "date_end", "e d a b c"), (.event, "-date_end", "d e a b c"),
            (.event, "place_id", "c b a d e"), (.event, "-place_id,-id", "b c e d a"),
            (.event, "sub_event_type,-date_start", "a c b d e"),
            (.event, "date_precision,-date_start,-id", "d b a c e"),
            (.place, "location.lat", "y z x v w"), (.place, "-location.lat", "v x z y w"),
            // Texts by Unicode scalar, whatever the language.
            (.actor, "name", "n5 n0 n4 n1 n6 n2 n3"), (.actor, "-name", "n3 n2 n6 n1 n4 n0 n5"),
            // Counts by the id of their tally, then by number.
            (.count, "id", "t10.1 t10.2 t10.10 t2.1 t2.2 t2.10"), (.count, "-id", "t2.10 t2.2 t2.1 t10.10 t10.2 t10.1"),
            (.count, "-n", "t10.10 t2.10 t10.2 t2.2 t10.1 t2.1"),
            (.count, "report_date", "t2.1 t2.2 t2.10 t10.1 t10.2 t10.10"),
            (.count, "-exhaustive,-n", "t10.2 t2.2 t10.10 t2.10 t10.1 t2.1"),
            (.count, "period.start,id", "t2.1 t2.2 t2.10 t10.1 t10.2 t10.10"),
        ] as [(RecordType, String, String)])
    func `sorts`(_ type: RecordType, _ sort: String, _ expected: String) throws {
        #expect(try Self.ids(Self.dataset(), type, sort).joined(separator: " ") == expected)
    }

    @Test(
        arguments: [
            (RecordType.event, "-date_start", nil), (.event, "-date_start,id", nil),
            (.event, "-date_start,id,name", nil),
            (.count, "-report_date", nil), (.count, "-report.date", nil), (.excerpt, "-date,id", nil),
            (.place, "id", nil),
            (.place, "id,-name", nil), (.event, "id", "id"), (.event, "name,id", "name"),
            (.event, "name,-id", "name,-id"),
            (.event, "-id,name", "-id"), (.count, "population.status,n", "population_status,n"),
            (.place, "-id", "-id"), (.tally, "-reference_period.start,id", "-reference_period.start"),
        ] as [(RecordType, String, String?)])
    func `writes orders that are the same in one way`(_ type: RecordType, _ sort: String, _ canonical: String?) throws {
        #expect(try SortOrder(sort, of: type).canonical == canonical)
    }

    @Test(
        arguments: [
            (RecordType.event, "nmae", QueryError.Problem.unknownValue, "name"), (.event, "--name", .unknownValue, nil),
            (.event, "", .illTyped, nil), (.event, "name,", .illTyped, nil), (.event, "-", .illTyped, nil),
            (.event, "name,-name", .illTyped, nil), (.event, "id,id", .illTyped, nil),
            (.event, "article_ids", .notApplicable, nil), (.event, "actors.role", .notApplicable, nil),
            (.event, "description", .notApplicable, nil), (.event, "external_ids", .notApplicable, nil),
            (.event, "external_ids.acled", .unknownValue, nil), (.tally, "counts.n", .notApplicable, nil),
            (.count, "relayed_by", .notApplicable, nil), (.count, "measur", .unknownValue, "measure"),
            (
                .event, "name,id,date_start,date_end,place_id,event_type,sub_event_type,recorded_at,language",
                .illTyped, nil
            ),
        ] as [(RecordType, String, QueryError.Problem, String?)])
    func `refuses what has no order`(
        _ type: RecordType, _ sort: String, _ problem: QueryError.Problem, _ nearest: String?
    ) throws {
        let error = try #require(throws: QueryError.self) { try SortOrder(sort, of: type) }
        #expect(error.problem == problem)
        #expect(error.parameter == "sort")
        if let nearest { #expect(error.suggestions.contains(nearest)) }
    }

    @Test func `sorts by every field with one value, and by no other`() throws {
        for type in RecordType.allCases {
            for field in FieldTable.of(type).fields {
                #expect((try? SortOrder(field.name, of: type)) != nil || !field.isSortable, "\(type) \(field.name)")
                #expect((try? SortOrder(field.name, of: type)) == nil || field.isSortable, "\(type) \(field.name)")
            }
        }
    }
}
