import Testing

@testable import ConflictData

/// `actor=` by any name, in every way that a type names actors.
@Suite struct ActorFilterTests {
    private static let files: Made.Files = [
        (
            "sources.json",
            Made.list([
                Made.source("monitor"), Made.source("press"), Made.source("desk", "\"affiliation_actor_id\":\"hts\""),
            ])
        ),
        ("places.json", Made.place("aleppo")),
        (
            "actors.json",
            Made.list([
                """
                {"id":"hts","name":"Levant Liberation Organization","actor_type":"rebel_group","former_ids":["nusra"],"names":[
                {"name":"Hayat Tahrir al-Sham","kind":"official"},{"name":"HTS","kind":"acronym"},
                {"name":"Nusra Front","kind":"former","from":"2012","to":"2016"},{"name":"هيئة تحرير الشام","kind":"self","lang":"ar"},
                {"name":"the rebels","kind":"weak"},{"name":"The Front","kind":"short","to":"2016"}]}
                """,
                """
                {"id":"other","name":"Other Group","actor_type":"rebel_group","names":[{"name":"The Front","kind":"short","from":"2017"},
                {"name":"Group, Other","kind":"official"}]}
                """,
                Made.actor("withdrawn", "\"retracted_at\":\"2024-12-01\""),
            ])
        ),
        (
            "events.json",
            Made.list([
                Made.event("e1", "2024-11-27", "\"actors\":[{\"actor_id\":\"hts\",\"role\":\"side_a\"}]"),
                Made.event(
                    "e2", "2024-11-26",
                    "\"actors\":[{\"actor_id\":\"other\",\"role\":\"side_a\"},{\"actor_id\":\"nusra\",\"role\":\"side_b\"}]"
                ),
                Made.event("e3", "2024-11-25", "\"actors\":[{\"actor_id\":\"other\",\"role\":\"target\"}]"),
                Made.event("e4", "2024-11-24", "\"description\":\"Nusra Front is only named here.\""),
            ])
        ),
        (
            "articles.json",
            Made.list([
                Made.article("named", "2024-11-29", "\"actor_ids\":[\"hts\"]"),
                Made.article("mentioned", "2024-11-28", "\"body_text\":\"Fighters of Nusra Front came.\""),
                Made.article(
                    "neither", "2024-11-27", "\"body_text\":\"The rebels came.\",\"actor_ids\":[\"withdrawn\"]"),
            ])
        ),
        (
            "tallies.json",
            Made.list([
                Made.tally("by", "2024-11-30", killed: 1, "\"attributed_to\":\"hts\""),
                tally("of", "\"population\":{\"status\":\"unknown\",\"affiliation_actor_id\":\"hts\"}"),
                tally("from", "\"perpetrator\":{\"actor_id\":\"hts\",\"attribution\":\"alleged\"}"),
                tally("none", "\"unit\":\"items\""),
            ])
        ),
        (
            "interviews.json",
            Made.list([
                interview("speaks", person: "\"actor_id\":\"hts\"", exchange: ""),
                interview("tagged", person: "", exchange: "\"actor_ids\":[\"hts\"]"),
                interview("mentions", person: "", exchange: "\"start_time\":\"HTS\"", answer: "It was HTS."),
                interview("without", person: "", exchange: ""),
            ])
        ),
    ]

    private static func tally(_ id: String, _ member: String) -> String {
        Made.tally(
            id, "2024-11-29", counts: "{\"n\":1,\"measure\":\"killed\",\(member),\"value\":{\"qualifier\":\"unknown\"}}"
        )
    }

    private static func interview(_ id: String, person: String, exchange: String, answer: String = "Because.") -> String
    {
        """
        {"id":"\(id)","title":"T","interviewee":{"name":"N"\(person.isEmpty ? "" : "," + person)},"date":"2024-11-29",\
        "verbatim":true,"exchanges":[{"n":1,"question":"Why?","answer":"\(answer)"\(exchange.isEmpty ? "" : "," + exchange)},\
        {"n":2,"question":"Who?","answer":"Nobody."}]}
        """
    }

    @Test(arguments: [
        (RecordType.event, ["e1", "e2"]), (.article, ["named", "mentioned"]), (.tally, ["by", "from", "of"]),
        (.count, ["by.1", "from.1", "of.1"]), (.interview, ["mentions", "speaks", "tagged"]),
        (.excerpt, ["mentions.1", "speaks.1", "speaks.2", "tagged.1"]), (.source, ["desk"]), (.actor, ["hts"]),
    ])
    func `finds what names the actor`(_ type: RecordType, _ expected: [String]) throws {
        #expect(try Made.dataset(Self.files).ids(type, "actor=hts") == expected)
    }

    @Test(arguments: [
        "hts", "HTS", "nusra", "Nusra Front", "nusra-front", "NUSRA FRONT", "Hayat Tahrir al-Sham",
        "hayat tahrir al sham",
        "Levant Liberation Organization", "هيئة تحرير الشام",
    ])
    func `takes any name`(_ name: String) throws {
        let dataset = try Made.dataset(Self.files)
        #expect(try dataset.ids(.event, "actor=" + name) == ["e1", "e2"])
        #expect(try dataset.ids(.tally, "actor=" + name) == ["by", "from", "of"])
    }

    @Test func `takes several names, and commas within quotes`() throws {
        let dataset = try Made.dataset(Self.files)
        #expect(try dataset.ids(.event, "actor=hts,other") == ["e1", "e2", "e3"])
        #expect(try dataset.ids(.event, "actor=\"Group, Other\"") == ["e2", "e3"])
        #expect(try dataset.ids(.event, "actor=HTS,\"Group, Other\"") == ["e1", "e2", "e3"])
    }

    @Test func `means both when a name changed hands`() throws {
        let dataset = try Made.dataset(Self.files)
        #expect(try dataset.ids(.event, "actor=The Front") == ["e1", "e2", "e3"])
        #expect(try dataset.resolveActor("The Front", on: "2015-06-01").matches.map(\.id) == ["hts"])
        #expect(try dataset.resolveActor("The Front", on: "2020").matches.map(\.id) == ["other"])
    }

    @Test(arguments: [("nusra frnt", "Nusra Front"), ("HTZ", "HTS"), ("the rebels", "Levant Liberation Organization")])
    func `suggests names for one of nobody, or a weak one`(_ name: String, _ suggestion: String) throws {
        let dataset = try Made.dataset(Self.files)
        let error = try #require(throws: QueryError.self) { try dataset.ids(.event, "actor=" + name) }
        #expect(error.problem == .unknownName)
        #expect(error.parameter == "actor")
        #expect(error.suggestions.contains(suggestion), "\(error.suggestions)")
    }

    @Test(arguments: [(RecordType.tally, true), (.count, true), (.article, false)])
    func `points to the field for sources where there is one`(_ type: RecordType, _ isTold: Bool) throws {
        let dataset = try Made.dataset(Self.files)
        let error = try #require(throws: QueryError.self) { try dataset.ids(type, "actor=monitor") }
        #expect(error.problem == .unknownName)
        #expect(error.detail.contains("attributed_to=monitor") == isTold, "\(error.detail)")
    }

    @Test func `is not for places`() throws {
        let dataset = try Made.dataset(Self.files)
        let error = try #require(throws: QueryError.self) { try dataset.ids(.place, "actor=hts") }
        #expect(error.problem == .notApplicable)
    }

    /// A filter by the id of what was retracted goes on finding what names it.
    @Test func `finds what names a retracted actor by its id`() throws {
        let dataset = try Made.dataset(Self.files)
        #expect(try dataset.ids(.article, "actor_ids=withdrawn") == ["neither"])
        #expect(try dataset.ids(.article, "actor=withdrawn") == ["neither"])
        #expect(try dataset.ids(.actor, "actor=withdrawn") == [])
        let error = try #require(throws: QueryError.self) { try dataset.ids(.article, "actor=Actor withdrawn") }
        #expect(error.problem == .unknownName)
    }
}
