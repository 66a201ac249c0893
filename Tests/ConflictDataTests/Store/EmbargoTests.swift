import Testing

@testable import ConflictData

/// What is embargoed is nowhere: not in lists, totals, links, names, mentions, checks, nor in rows that lead to it.
@Suite struct EmbargoTests {
    private static let hidden = "\"embargoed_until\":\"2026-12-01T00:00:00Z\""
    private static let endSeconds: Int64 = 1_796_083_200

    private static let files: Made.Files = [
        Made.sources,
        (
            "places.json",
            Made.list([
                Made.place("open-place"),
                Made.place("secret-place", "\"location\":{\"lat\":1.5,\"lon\":2.5}," + hidden),
            ])
        ),
        (
            "actors.json",
            Made.list([
                Made.actor("open-actor"),
                Made.actor(
                    "secret-actor", "\"names\":[{\"name\":\"Black Falcon Brigade\",\"kind\":\"official\"}]," + hidden),
            ])
        ),
        (
            "events.json",
            Made.list([
                Made.event("open-event", "2024-11-27", "\"place_id\":\"secret-place\""),
                Made.event(
                    "secret-event", "2024-11-27",
                    "\"place_id\":\"open-place\",\"parent_event_id\":\"open-event\"," + hidden),
            ])
        ),
        (
            "articles.json",
            Made.list([
                Made.article("open-article", "2024-11-27", "\"abstract\":\"The Black Falcon Brigade moved.\""),
                Made.article("secret-article", "2024-11-27", "\"event_ids\":[\"open-event\"]," + hidden),
            ])
        ),
        (
            "tallies.json",
            Made.list([
                Made.tally("open-tally", "2024-11-29", killed: 1, "\"event_id\":\"secret-event\""),
                Made.tally("at-secret-place", "2024-11-28", killed: 3, "\"event_id\":\"open-event\""),
                Made.tally("secret-tally", "2024-11-29", killed: 2, "\"event_id\":\"open-event\"," + hidden),
                Made.tally("secret-twin", "2024-11-29", killed: 2, "\"event_id\":\"open-event\"," + hidden),
                Made.tally("twin-of-secret", "2024-11-29", killed: 2, "\"event_id\":\"open-event\""),
            ])
        ),
        (
            "interviews.json",
            Made.list([
                Made.interview("secret-interview", "2024-11-30", "\"article_id\":\"open-article\"," + hidden),
                Made.interview("open-interview", "2024-11-29", "\"article_id\":\"secret-article\""),
            ])
        ),
    ]

    private static func dataset(atEnd: Bool = false) throws -> Dataset {
        try Made.dataset(files, nowSeconds: atEnd ? endSeconds : Made.nowSeconds)
    }

    @Test(arguments: RecordType.allCases)
    func `leaves it out of lists and totals`(_ type: RecordType) throws {
        let dataset = try Self.dataset()
        let ids = try dataset.ids(type)
        #expect(ids.allSatisfy { !$0.hasPrefix("secret") })
        #expect(dataset.count(of: type) == ids.count)
    }

    @Test(arguments: [
        ("secret-place", RecordType.place), ("secret-actor", .actor), ("secret-event", .event),
        ("secret-article", .article),
        ("secret-tally", .tally), ("secret-tally.1", .count), ("secret-interview", .interview),
        ("secret-interview.1", .excerpt),
    ])
    func `answers by id as if it did not exist`(_ id: String, _ type: RecordType) throws {
        let dataset = try Self.dataset()
        guard case .missing(let nearest) = dataset.lookUp(id, in: type) else {
            Issue.record("\(id) is there")
            return
        }
        #expect(nearest.allSatisfy { !$0.hasPrefix("secret") })
        // One letter off, an id that never was: the same answer.
        let never = id.replacingPrefix("secret", by: "secres")
        guard case .missing(let others) = dataset.lookUp(never, in: type) else {
            Issue.record("\(never) is there")
            return
        }
        #expect(nearest == others)
    }

    @Test(arguments: [
        (RecordType.tally, "event_id=secret-event"), (.count, "tally_id=secret-tally"), (.count, "id=secret-tally.1"),
        (.excerpt, "interview_id=secret-interview"), (.event, "place_id=secret-place"), (.tally, "actor=secret-actor"),
        (.article, "actor=Black Falcon Brigade"), (.interview, "article_id=secret-article"),
    ])
    func `answers a filter by it as if it did not exist`(_ type: RecordType, _ filter: String) throws {
        let dataset = try Self.dataset()
        let error = try #require(throws: QueryError.self) { try dataset.ids(type, filter) }
        #expect(error.problem == .unknownRecord || error.problem == .unknownName)
        #expect(error.suggestions.allSatisfy { !$0.contains("secret") && !$0.contains("Falcon") })
    }

    @Test func `finds no names of it, and no mentions`() throws {
        let dataset = try Self.dataset()
        #expect(try dataset.resolveActor("Black Falcon Brigade", on: nil).matches.isEmpty)
        #expect(try dataset.json("open-article", in: .article)["mentions"] == .list([]))
        let open = try Self.dataset(atEnd: true)
        #expect(try open.resolveActor("Black Falcon Brigade", on: nil).matches.map(\.id) == ["secret-actor"])
        #expect(try open.json("open-article", in: .article)["mentions"]?.elements.count == 1)
    }

    @Test func `links to none of it`() throws {
        let dataset = try Self.dataset()
        for type in RecordType.allCases {
            for id in try dataset.ids(type) {
                let links = try #require(try dataset.json(id, in: type)["links"]).members
                #expect(links.values.allSatisfy { $0.text?.contains(#/[=\/]secret/#) == false }, "\(id): \(links)")
            }
        }
        let event = try #require(try dataset.json("open-event", in: .event)["links"]).members
        #expect(Set(event.keys) == ["self", "tallies", "toll"])
        let article = try #require(try dataset.json("open-article", in: .article)["links"]).members
        #expect(Set(article.keys) == ["self"])
    }

    /// A row of a count shows the kind of its event and where it was: not when that is not known yet.
    @Test func `shows nothing through rows of counts`() throws {
        let dataset = try Self.dataset()
        let row = try dataset.json("open-tally.1", in: .count)
        #expect(row["event_type"] == .null)
        #expect(row["country"] == .null)
        let placed = try dataset.json("at-secret-place.1", in: .count)
        #expect(placed["event_type"] == .string("battles"))
        #expect(placed["country"] == .null)
        #expect(placed["lat"] == .null)
        #expect(try dataset.ids(.count, "event_type=battles") == ["twin-of-secret.1", "at-secret-place.1"])
        #expect(try dataset.ids(.count, "country=SYR") == [])
        let open = try Self.dataset(atEnd: true)
        #expect(try open.json("open-tally.1", in: .count)["event_type"] == .string("battles"))
        #expect(try open.json("at-secret-place.1", in: .count)["lat"] == .number(1.5))
    }

    @Test func `publishes no finding that speaks of it`() throws {
        let outcome = Made.outcome(Self.files)
        #expect(Set(outcome.findings.compactMap(\.id)) == ["secret-twin", "twin-of-secret"])
        let dataset = try #require(outcome.dataset)
        #expect(dataset.findings == [])
        #expect(try dataset.json("twin-of-secret", in: .tally)["checks"] == nil)
        #expect(try Self.dataset(atEnd: true).findings.count == 2)
    }

    @Test func `says when it ends, and then is another version`() throws {
        let (before, after) = (try Self.dataset(), try Self.dataset(atEnd: true))
        #expect(before.nextEmbargoEndSeconds == Self.endSeconds)
        #expect(after.nextEmbargoEndSeconds == nil)
        #expect(before.version != after.version)
        // A client that asks by time alone must learn of it too.
        #expect(after.lastModifiedSeconds == Self.endSeconds)
        #expect(try after.ids(.interview) == ["secret-interview", "open-interview"])
    }

    @Test(arguments: [(-1, false), (0, true), (1, true)] as [(Int64, Bool)])
    func `serves from the very instant`(_ offsetSeconds: Int64, _ isServed: Bool) throws {
        let dataset = try Made.dataset(Self.files, nowSeconds: Self.endSeconds + offsetSeconds)
        #expect(try dataset.ids(.actor).contains("secret-actor") == isServed)
    }

    @Test func `ends within a second that the clock can tell`() throws {
        let record = Made.source("a", "\"embargoed_until\":\"2026-12-01T00:00:00.5Z\"")
        let dataset = try Made.dataset([("sources.json", record)])
        #expect(dataset.nextEmbargoEndSeconds == Self.endSeconds + 1)
    }
}

extension String {
    fileprivate func replacingPrefix(_ old: String, by new: String) -> String {
        hasPrefix(old) ? new + dropFirst(old.count) : self
    }
}
