import Testing

@testable import ConflictData

/// Links to lists: there just when they lead to something.
@Suite struct LinkTests {
    private static let files: Made.Files = [
        Made.sources,
        (
            "places.json",
            Made.list([Made.place("syria"), Made.place("aleppo", "\"parent_id\":\"syria\""), Made.place("lone")])
        ),
        (
            "actors.json",
            Made.list([
                Made.actor("hts", "\"former_ids\":[\"nusra\"]"), Made.actor("army"), Made.actor("lone-actor"),
                Made.actor("victims"),
                Made.actor("speaker"),
            ])
        ),
        (
            "events.json",
            Made.list([
                Made.event("offensive", "2024-11-27", "\"place_id\":\"aleppo\""),
                Made.event(
                    "attack", "2024-11-28",
                    "\"parent_event_id\":\"offensive\",\"actors\":[{\"actor_id\":\"nusra\",\"role\":\"side_a\"}],\"article_ids\":[\"news\"]"
                ),
            ])
        ),
        (
            "articles.json",
            Made.list([
                Made.article(
                    "news", "2024-11-29",
                    "\"event_ids\":[\"offensive\"],\"actor_ids\":[\"army\"],\"place_ids\":[\"syria\"]"),
                Made.article(
                    "gone", "2024-11-29",
                    "\"event_ids\":[\"attack\"],\"actor_ids\":[\"lone-actor\"],\"retracted_at\":\"2024-12-01\""),
            ])
        ),
        (
            "tallies.json",
            Made.list([
                Made.tally(
                    "t", "2024-11-29", "\"article_id\":\"news\",\"event_id\":\"offensive\",\"place_id\":\"aleppo\""),
                Made.tally("u", "2024-11-30", killed: 2, "\"revises\":\"t\",\"attributed_to\":\"army\""),
                Made.tally(
                    "v", "2024-11-30",
                    counts: """
                        {"n":1,"measure":"killed","population":{"status":"civilian","affiliation_actor_id":"victims"},\
                        "perpetrator":{"actor_id":"nusra","attribution":"alleged"},"value":{"qualifier":"unknown"}}
                        """),
            ])
        ),
        (
            "interviews.json",
            Made.list([
                """
                {"id":"i","title":"T","interviewee":{"name":"N","actor_id":"speaker"},"date":"2024-11-30","verbatim":true,\
                "article_id":"news","exchanges":[{"n":1,"question":"Q","answer":"A","actor_ids":["hts"]}]}
                """,
                "{\"id\":\"empty\",\"title\":\"T\",\"interviewee\":{\"name\":\"N\"},\"date\":\"2024-11-30\",\"verbatim\":true}",
            ])
        ),
    ]

    private static func links(_ id: String, _ type: RecordType) throws -> [String: String] {
        let links = try #require(try Made.dataset(files).json(id, in: type)["links"]).members
        return links.compactMapValues(\.text).filter { $0.key != "self" }
    }

    @Test(arguments: [
        ("monitor", RecordType.source, ["tallies"]), ("press", .source, ["articles"]),
        ("syria", .place, ["articles", "places"]),
        ("aleppo", .place, ["events", "tallies"]), ("lone", .place, []),
        ("hts", .actor, ["events", "interviews", "tallies"]),
        ("army", .actor, ["articles", "tallies"]), ("lone-actor", .actor, []), ("victims", .actor, ["tallies"]),
        ("speaker", .actor, ["interviews"]), ("offensive", .event, ["articles", "events", "tallies", "toll"]),
        ("attack", .event, []),
        ("news", .article, ["events", "interviews", "tallies"]), ("t", .tally, ["counts", "revisions"]),
        ("u", .tally, ["counts", "revisions"]),
        ("i", .interview, ["excerpts"]), ("empty", .interview, []),
    ])
    func `links to the lists that are not empty`(_ id: String, _ type: RecordType, _ expected: [String]) throws {
        #expect(try Self.links(id, type).keys.sorted() == expected)
    }

    /// Asked for, each link gives at least one record, of the type that it names.
    @Test(arguments: RecordType.allCases)
    func `leads to something`(_ type: RecordType) throws {
        let dataset = try Made.dataset(Self.files)
        for id in try dataset.ids(type) {
            for (name, address) in try Self.links(id, type) {
                let parts = address.dropFirst("/v1/".count).split(separator: "?", maxSplits: 1)
                if parts.count == 2 {
                    let target = try #require(RecordType(plural: String(parts[0])))
                    #expect(try !dataset.ids(target, String(parts[1])).isEmpty, "\(id) \(name) \(address)")
                } else {
                    let segments = parts[0].split(separator: "/").map(String.init)
                    let target = try #require(RecordType(plural: segments[0]))
                    guard case .row = dataset.lookUp(segments[1], in: target) else {
                        Issue.record("\(address) leads nowhere")
                        continue
                    }
                }
            }
        }
    }

    @Test(arguments: RecordType.allCases)
    func `names its own address first`(_ type: RecordType) throws {
        let dataset = try Made.dataset(Self.files)
        for id in try dataset.ids(type) {
            #expect(try dataset.text(id, in: type).contains("\"links\":{\"self\":\"/v1/\(type.plural)/\(id)\""))
        }
    }

    // MARK: Addresses

    @Test(arguments: [
        ("nusra", RecordType.actor, "hts"), ("old.1", .tally, "t"), ("old.1.1", .count, "t.1"),
        ("former", .interview, "i"),
        ("former.1", .excerpt, "i.1"),
    ])
    func `moves from a former id to the present one`(_ former: String, _ type: RecordType, _ present: String) throws {
        let dataset = try Made.dataset([
            Made.sources, ("actors.json", Made.actor("hts", "\"former_ids\":[\"nusra\"]")),
            ("tallies.json", Made.tally("t", "2024-11-29", "\"former_ids\":[\"old\",\"old.1\"]")),
            ("interviews.json", Made.interview("i", "2024-11-29", "\"former_ids\":[\"former\"]")),
        ])
        guard case .moved(present) = dataset.lookUp(former, in: type) else {
            Issue.record("\(former) gives \(dataset.lookUp(former, in: type))")
            return
        }
    }

    @Test func `finds rows of records whose ids have dots`() throws {
        let dataset = try Made.dataset([
            Made.sources,
            ("tallies.json", Made.list([Made.tally("a", "2024-11-29"), Made.tally("a.1", "2024-11-30", killed: 2)])),
        ])
        for (id, figure) in [("a.1", 1.0), ("a.1.1", 2.0)] {
            #expect(try dataset.json(id, in: .count)["value"] == .number(figure))
        }
    }

    @Test(arguments: [
        ("aleppa", RecordType.place, "aleppo"), ("offensiv", .event, "offensive"), ("t.9", .count, "t.1"),
        ("tt.1", .count, "t.1"), ("i.x", .excerpt, "i.1"),
    ])
    func `suggests the nearest for an id that is nowhere`(_ id: String, _ type: RecordType, _ nearest: String) throws {
        guard case .missing(let names) = try Made.dataset(Self.files).lookUp(id, in: type) else {
            Issue.record("\(id) is there")
            return
        }
        #expect(names.first == nearest)
    }
}
