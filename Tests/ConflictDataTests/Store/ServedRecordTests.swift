import Testing

@testable import ConflictData

/// A record's JSON as it is served: everything that was written, in the order of the tables, and what is derived.
@Suite struct ServedRecordTests {
    private static func source(_ members: String) throws -> String {
        try Made.dataset([("sources.json", "[{\(members)}]")]).text("a", in: .source)
    }

    private static let required = "\"id\":\"a\",\"name\":\"A\",\"source_type\":\"un\""
    private static let links = ",\"links\":{\"self\":\"/v1/sources/a\"}}"

    // MARK: Members

    @Test func `writes members in the order of the table, whatever theirs`() throws {
        let members = "\"tags\":[\"x\"],\"source_type\":\"un\",\"id\":\"a\",\"description\":\"D\",\"name\":\"A\""
        let expected = "\"id\":\"a\",\"name\":\"A\",\"source_type\":\"un\",\"description\":\"D\",\"tags\":[\"x\"]"
        #expect(try Self.source(members) == "{" + expected + Self.links)
    }

    /// Absent, null and empty are different answers, and none of them becomes another.
    @Test(arguments: [
        "", ",\"description\":null", ",\"description\":\"\"", ",\"tags\":[]", ",\"tags\":[\"\"]",
        ",\"external_ids\":{}",
    ])
    func `keeps null and empty apart from absent`(_ member: String) throws {
        #expect(try Self.source(Self.required + member) == "{" + Self.required + member + Self.links)
    }

    @Test(arguments: [
        "null", "true", "-0.50e+2", "\"\\u0041é\\n\"", "[]", "{}", "[1,[2,{\"y\":null}],\"z\"]",
        "{\"b\":1,\"a\":{\"x_\":0}}",
    ])
    func `serves members of one's own as they are`(_ value: String) throws {
        let member = ",\"x_own\":\(value)"
        #expect(try Self.source(Self.required + member) == "{" + Self.required + member + Self.links)
    }

    @Test func `puts members of one's own after all others`() throws {
        let written = "{" + "\"x_b\":1,\"id\":\"a\",\"x_a\":2,\"name\":\"A\",\"source_type\":\"un\"" + "}"
        let dataset = try Made.dataset([("sources.json", written)])
        #expect(try dataset.text("a", in: .source) == "{" + Self.required + ",\"x_a\":2,\"x_b\":1" + Self.links)
    }

    @Test func `keeps members of one's own at every level`() throws {
        let tally = """
            {"id":"t","x_top":1,"attributed_to":"monitor","report_date":"2024-11-29","accumulation":"incremental",\
            "kind":"claim","reference_period":{"start":"2024-11-29","x_period":2,"end":"2024-11-29"},"counts":[{"n":1,\
            "x_count":3,"measure":"x_measure","population":{"status":"civilian","x_population":4},"value":{"x_value":{"a":[5]},\
            "qualifier":"at_least","value":6}}]}
            """
        let json = try Made.dataset([Made.sources, ("tallies.json", tally)]).json("t", in: .tally)
        #expect(json["x_top"] == .number(1))
        #expect(json["reference_period"]?["x_period"] == .number(2))
        let count = try #require(json["counts"]?.elements.first)
        #expect(count["x_count"] == .number(3))
        #expect(count["population"]?["x_population"] == .number(4))
        #expect(count["value"]?["x_value"] == .object(["a": .list([.number(5)])]))
        #expect(count["value"]?["max"] == .null)
    }

    /// Whatever follows members of one's own: known keys, unknown ones, one of them again.
    @Test(arguments: [
        ("\"x_a\":1,\"nmae\":2", ["unknown_key"]), ("\"x_a\":1,\"x_a\":2", ["duplicate_key"]),
        ("\"x_a\":1,\"id\":\"b\"", ["duplicate_key"]),
        ("\"x_a\":1,\"x_a_much_longer_than_the_first\":2", []),
        ("\"x_\":1,\"x_a\":2,\"x\":3,\"x_b\":4", ["unknown_key"]),
    ])
    func `goes on after members of one's own`(_ members: String, _ rules: [String]) {
        let outcome = Made.outcome([("sources.json", "{\(Self.required),\(members)}")])
        #expect(outcome.findings.map(\.rule.rawValue) == rules)
    }

    /// A key is what it means, not how it is spelt.
    @Test func `knows keys that are written with escapes`() throws {
        let written = "{\"\\u0069d\":\"a\",\"n\\u0061me\":\"A\",\"source_type\":\"u\\u006e\",\"\\u0078_own\":1}"
        let dataset = try Made.dataset([("sources.json", written)])
        let json = try dataset.json("a", in: .source)
        #expect(json["name"] == .string("A"))
        #expect(json["x_own"] == .number(1))
        #expect(try dataset.ids(.source, "source_type=un") == ["a"])
        let twice = Made.outcome([("sources.json", "{\(Self.required),\"x_a\":1,\"\\u0078_a\":2}")])
        #expect(twice.findings.map(\.rule) == [.duplicateKey])
    }

    @Test func `reads values that are written with escapes`() throws {
        let written = Made.event(
            "e", "2024\\u002d11-29", "\"tags\":[\"a\\/b\"],\"external_ids\":{\"acl\\u0065d\":\"SY\\u0031\"}")
        let dataset = try Made.dataset([("events.json", written)])
        #expect(try dataset.ids(.event, "date_start=2024-11-29&tags=a/b&external_ids.acled=SY1") == ["e"])
    }

    // MARK: Figures

    @Test(arguments: [
        ("{\"qualifier\":\"exact\",\"value\":24}", "{\"qualifier\":\"exact\",\"value\":24,\"min\":24,\"max\":24}"),
        (
            "{\"value\":255,\"qualifier\":\"at_least\"}",
            "{\"qualifier\":\"at_least\",\"value\":255,\"min\":255,\"max\":null}"
        ),
        ("{\"qualifier\":\"none\"}", "{\"qualifier\":\"none\",\"min\":0,\"max\":0}"),
        ("{\"qualifier\":\"unknown\"}", "{\"qualifier\":\"unknown\",\"min\":null,\"max\":null}"),
        (
            "{\"qualifier\":\"between\",\"best\":5,\"max\":9,\"min\":3}",
            "{\"qualifier\":\"between\",\"min\":3,\"max\":9,\"best\":5}"
        ),
        (
            "{\"qualifier\":\"approximately\",\"rounded_to\":10,\"value\":4e1}",
            "{\"qualifier\":\"approximately\",\"value\":40,\"min\":35,\"max\":45,\"rounded_to\":10}"
        ),
        (
            "{\"text\":\"Dozens\",\"qualifier\":\"order_of\"}",
            "{\"qualifier\":\"order_of\",\"min\":12,\"max\":null,\"min_derived\":true,\"text\":\"Dozens\"}"
        ),
        (
            "{\"qualifier\":\"order_of\",\"text\":\"many \\\"men\\\"\"}",
            "{\"qualifier\":\"order_of\",\"min\":null,\"max\":null,\"text\":\"many \\\"men\\\"\"}"
        ),
        (
            "{\"qualifier\":\"exact\",\"value\":1,\"min\":null}",
            "{\"qualifier\":\"exact\",\"value\":1,\"min\":1,\"max\":1}"
        ),
        ("{\"qualifier\":\"x_own\",\"value\":1}", "{\"qualifier\":\"x_own\",\"value\":1}"),
    ])
    func `serves a figure with its bounds`(_ written: String, _ served: String) throws {
        let count = "{\"n\":1,\"measure\":\"killed\",\"value\":\(written)}"
        let dataset = try Made.dataset([Made.sources, ("tallies.json", Made.tally("t", "2024-11-29", counts: count))])
        let text = try dataset.text("t", in: .tally, fields: "counts.value")
        #expect(text == "{\"counts\":[{\"value\":\(served)}]}")
    }

    @Test func `gives counts and exchanges their addresses`() throws {
        let counts = [7, 2].map { "{\"n\":\($0),\"measure\":\"killed\",\"value\":{\"qualifier\":\"unknown\"}}" }
        let dataset = try Made.dataset([
            Made.sources, ("tallies.json", Made.tally("t", "2024-11-29", counts: counts.joined(separator: ","))),
        ])
        let text = try dataset.text("t", in: .tally, fields: "counts.id,counts.n")
        #expect(text == "{\"counts\":[{\"id\":\"t.7\",\"n\":7},{\"id\":\"t.2\",\"n\":2}]}")
        #expect(try dataset.ids(.count) == ["t.2", "t.7"])
    }

    // MARK: Excerpts

    @Test func `serves an excerpt with what it needs of its interview`() throws {
        let interview = """
            {"id":"i","title":"T","interviewee":{"name":"Dr H","role":"expert","x_a":1},"interviewer":"R","date":"2024-11-30",\
            "verbatim":false,"article_id":"news","exchanges":[{"n":2,"question":"Q2","answer":"A2"},{"answer":"A1 \\"é\\"",\
            "n":1,"question":"Q1","topics":["civilians"],"actor_ids":["hts"],"place_ids":["aleppo"],"start_time":"00:01"}]}
            """
        let dataset = try Made.dataset([
            Made.sources, ("actors.json", Made.actor("hts")), ("places.json", Made.place("aleppo")),
            ("articles.json", Made.article("news", "2024-11-30")), ("interviews.json", interview),
        ])
        let first = """
            {"id":"i.1","interview_id":"i","n":1,"question":"Q1","answer":"A1 \\"é\\"","topics":["civilians"],\
            "actor_ids":["hts"],"place_ids":["aleppo"],"start_time":"00:01","interviewee":{"name":"Dr H","role":"expert",\
            "x_a":1},"interviewer":"R","date":"2024-11-30","verbatim":false,"article_id":"news","mentions":[],\
            "links":{"self":"/v1/excerpts/i.1","interview":"/v1/interviews/i","article":"/v1/articles/news"}}
            """
        #expect(try dataset.text("i.1", in: .excerpt) == first)
        #expect(try dataset.json("i.2", in: .excerpt)["question"] == .string("Q2"))
        #expect(try dataset.ids(.excerpt) == ["i.1", "i.2"])
        #expect(try dataset.ids(.excerpt, "n=2") == ["i.2"])
    }

    // MARK: Selections

    @Test(arguments: [
        ("id", "{\"id\":\"a\"}"), ("name,id", "{\"id\":\"a\",\"name\":\"A\"}"), ("x_own.b", "{\"x_own\":{\"b\":2}}"),
        ("x_own,x_own.b", "{\"x_own\":{\"a\":1,\"b\":2}}"), ("x_none", "{}"),
        ("links", "{\"links\":{\"self\":\"/v1/sources/a\"}}"),
        ("external_ids", "{\"external_ids\":{\"acled\":\"1\"}}"),
    ])
    func `gives just what is selected`(_ fields: String, _ expected: String) throws {
        let members = Self.required + ",\"external_ids\":{\"acled\":\"1\"},\"x_own\":{\"a\":1,\"b\":2}"
        let dataset = try Made.dataset([("sources.json", "{\(members)}")])
        #expect(try dataset.text("a", in: .source, fields: fields) == expected)
    }

    @Test(arguments: ["", "id,", "nmae", "id,nmae", "name.x", "."])
    func `refuses to select what is not there`(_ fields: String) throws {
        let error = try #require(throws: QueryError.self) { try FieldSelection(fields, of: .source) }
        #expect(error.problem == .unknownValue)
        if fields.hasSuffix("nmae") { #expect(error.suggestions.first == "name") }
    }

    @Test func `spells selections that mean the same in one way`() throws {
        #expect(
            try FieldSelection("name,id,name", of: .source).canonical
                == FieldSelection("id,name", of: .source).canonical)
    }
}
