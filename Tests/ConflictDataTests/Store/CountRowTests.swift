import Testing

@testable import ConflictData

/// Rows of counts: every column of the codebook, null where there is nothing.
@Suite struct CountRowTests {
    /// In the order of the codebook, with the phase after the accumulation.
    private static let columns = """
        id tally_id n attributed_to relayed_by article_id event_id event_type place_id measure unit population_status \
        population_affiliation_actor_id population_sex population_age_group population_occupation item_category \
        item_outcome cause perpetrator_actor_id perpetrator_attribution qualifier value min max best text part_of \
        exhaustive accumulation phase kind verification period_start period_end report_date recorded_at revises \
        superseded_by country lat lon wording
        """.split(separator: " ").map(String.init)

    private static func dataset(counts: String, _ more: String = "") throws -> Dataset {
        try Made.dataset([
            Made.sources,
            (
                "places.json",
                Made.list([
                    Made.place("aleppo", "\"location\":{\"lat\":36.2,\"lon\":37.16}"), Made.place("idlib"),
                ])
            ),
            ("actors.json", Made.list([Made.actor("army"), Made.actor("hts")])),
            (
                "events.json",
                Made.list([
                    Made.event("offensive", "2024-11-27", "\"place_id\":\"aleppo\""),
                    Made.event("nowhere", "2024-11-27"),
                ])
            ),
            ("articles.json", Made.article("news", "2024-11-30T12:00:00+02:00")),
            ("tallies.json", Made.list([Made.tally("t", "2024-11-29", counts: counts, more)])),
        ])
    }

    private static func row(_ value: String, _ more: String = "") throws -> JSONValue {
        let count = "{\"n\":1,\"measure\":\"killed\",\"value\":\(value)}"
        return try dataset(counts: count, more).json("t.1", in: .count)
    }

    @Test func `has the columns of the codebook, in order`() throws {
        #expect(FieldTable.of(.count).fields.map(\.name) == Self.columns)
        let row = try Self.row("{\"qualifier\":\"unknown\"}")
        #expect(Set(row.members.keys) == Set(Self.columns + ["links"]))
        let text = try Self.dataset(counts: "{\"n\":1,\"measure\":\"killed\",\"value\":{\"qualifier\":\"none\"}}")
            .text("t.1", in: .count)
        let places = try Self.columns.map { try #require(text.firstRange(of: "\"\($0)\":")).lowerBound }
        #expect(places == places.sorted())
    }

    @Test func `says nothing that is not known`() throws {
        let row = try Self.row("{\"qualifier\":\"unknown\"}")
        let given = [
            "id", "tally_id", "n", "attributed_to", "relayed_by", "measure", "unit", "qualifier", "accumulation",
            "kind",
            "period_start", "period_end", "report_date", "recorded_at", "links",
        ]
        for (name, value) in row.members where !given.contains(name) { #expect(value == .null, "\(name)") }
        #expect(row["relayed_by"] == .list([]))
        #expect(row["unit"] == .string("persons"))
        #expect(row["n"] == .number(1))
    }

    @Test func `carries what its tally and it say`() throws {
        let count = """
            {"n":3,"measure":"materiel","unit":"items","population":{"status":"civilian","affiliation_actor_id":"army",\
            "sex":"female","age_group":"child","occupation":"nurse, \\"night\\""},"item":{"category":"uav","outcome":\
            "shot_down"},"cause":"small_arms","perpetrator":{"actor_id":"hts","attribution":"alleged"},\
            "value":{"qualifier":"between","min":3,"max":9,"best":5},"part_of":7,"exhaustive":false},\
            {"n":7,"measure":"materiel","value":{"qualifier":"at_least","value":5},"exhaustive":true}
            """
        let more = """
            "attributed_to":"army","relayed_by":["press","monitor"],"article_id":"news","event_id":"offensive",\
            "place_id":"idlib","phase":2,"verification":"contested","wording":"So they say.","recorded_at":\
            "2024-12-01T10:00:00.5+03:00"
            """
        let row = try Self.dataset(counts: count, more).json("t.3", in: .count)
        let expected = try JSONValue(
            """
            {"id":"t.3","tally_id":"t","n":3,"attributed_to":"army","relayed_by":["press","monitor"],"article_id":"news",
            "event_id":"offensive","event_type":"battles","place_id":"idlib","measure":"materiel","unit":"items",
            "population_status":"civilian","population_affiliation_actor_id":"army","population_sex":"female",
            "population_age_group":"child","population_occupation":"nurse, \\"night\\"","item_category":"uav",
            "item_outcome":"shot_down","cause":"small_arms","perpetrator_actor_id":"hts",
            "perpetrator_attribution":"alleged","qualifier":"between","value":null,"min":3,"max":9,"best":5,"text":null,
            "part_of":"t.7","exhaustive":false,"accumulation":"incremental","phase":2,"kind":"claim",
            "verification":"contested","period_start":"2024-11-29","period_end":"2024-11-29","report_date":"2024-11-29",
            "recorded_at":"2024-12-01T10:00:00.5+03:00","revises":null,"superseded_by":null,"country":"SYR","lat":null,
            "lon":null,"wording":"So they say.","links":{"self":"/v1/counts/t.3","tally":"/v1/tallies/t"}}
            """)
        #expect(row == expected)
    }

    // MARK: Values

    @Test(arguments: [
        ("{\"qualifier\":\"exact\",\"value\":24}", "24", "24", "24"),
        ("{\"qualifier\":\"at_least\",\"value\":255}", "255", "255", "null"),
        ("{\"qualifier\":\"more_than\",\"value\":50}", "50", "51", "null"),
        ("{\"qualifier\":\"at_most\",\"value\":9}", "9", "0", "9"),
        ("{\"qualifier\":\"fewer_than\",\"value\":9}", "9", "0", "8"),
        ("{\"qualifier\":\"approximately\",\"value\":40}", "40", "null", "null"),
        ("{\"qualifier\":\"approximately\",\"value\":40,\"rounded_to\":10}", "40", "35", "45"),
        ("{\"qualifier\":\"approximately\",\"value\":40,\"min\":30,\"max\":45}", "40", "30", "45"),
        ("{\"qualifier\":\"between\",\"min\":3,\"max\":9}", "null", "3", "9"),
        ("{\"qualifier\":\"order_of\",\"text\":\"dozens\"}", "null", "12", "null"),
        ("{\"qualifier\":\"order_of\",\"text\":\"countless\"}", "null", "null", "null"),
        ("{\"qualifier\":\"none\"}", "0", "0", "0"), ("{\"qualifier\":\"unknown\"}", "null", "null", "null"),
        ("{\"qualifier\":\"x_own\",\"value\":4}", "4", "null", "null"),
        (
            "{\"qualifier\":\"exact\",\"value\":9223372036854775807}", "9223372036854775807", "9223372036854775807",
            "9223372036854775807"
        ),
    ])
    func `gives the figure and its bounds`(_ value: String, _ figure: String, _ min: String, _ max: String) throws {
        let count = "{\"n\":1,\"measure\":\"killed\",\"value\":\(value)}"
        let text = try Self.dataset(counts: count).text("t.1", in: .count, fields: "value,min,max,best")
        #expect(text == "{\"value\":\(figure),\"min\":\(min),\"max\":\(max),\"best\":null}")
    }

    // MARK: Places

    @Test(
        arguments: [
            ("\"event_id\":\"offensive\"", "SYR", 36.2), ("\"place_id\":\"aleppo\"", "SYR", 36.2),
            ("\"event_id\":\"nowhere\"", nil, nil),
            ("\"event_id\":\"offensive\",\"place_id\":\"idlib\"", "SYR", nil),
            ("\"event_id\":\"nowhere\",\"place_id\":\"aleppo\"", "SYR", 36.2),
        ] as [(String, String?, Double?)])
    func `stands at its own place, else at its event's`(_ more: String, _ country: String?, _ lat: Double?) throws {
        let row = try Self.row("{\"qualifier\":\"none\"}", more)
        #expect(row["country"] == country.map(JSONValue.string) ?? .null)
        #expect(row["lat"] == lat.map(JSONValue.number) ?? .null)
        // The place that the tally names is not made up.
        #expect((row["place_id"] == .null) == !more.contains("place_id"))
    }

    // MARK: Known since

    @Test(arguments: [
        ("", "2024-11-29"), ("\"article_id\":\"news\"", "2024-11-30T10:00:00Z"),
        ("\"recorded_at\":\"2024-12-02\"", "2024-12-02"),
        ("\"recorded_at\":null,\"article_id\":\"news\"", "2024-11-30T10:00:00Z"),
        ("\"recorded_at\":\"2024-12-02\",\"article_id\":\"news\"", "2024-12-02"),
    ])
    func `is known since its article, else since its report`(_ more: String, _ recorded: String) throws {
        #expect(try Self.row("{\"qualifier\":\"none\"}", more)["recorded_at"] == .string(recorded))
    }

    @Test func `serves dates as they are written`() throws {
        let more = "\"recorded_at\":\"2024-12-01t10:00:00z\""
        #expect(try Self.row("{\"qualifier\":\"none\"}", more)["recorded_at"] == .string("2024-12-01t10:00:00z"))
    }
}
