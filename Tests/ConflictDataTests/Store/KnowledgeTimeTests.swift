import Testing

@testable import ConflictData

/// What was known when: `as_of` on lists, records, links, names and checks.
@Suite struct KnowledgeTimeTests {
    private static func dataset(_ files: Made.Files) throws -> Dataset { try Made.dataset([Made.sources] + files) }

    private static func tallies(_ records: String...) throws -> Dataset {
        try dataset([("tallies.json", Made.list(records))])
    }

    private static func recorded(_ date: String, _ more: String = "") -> String {
        "\"recorded_at\":\"\(date)\"" + (more.isEmpty ? "" : "," + more)
    }

    private static func supersededBy(_ id: String, in dataset: Dataset) throws -> String? {
        try dataset.json(id, in: .tally)["superseded_by"]?.text
    }

    // MARK: The moment

    @Test(arguments: [
        ("2024-11-28", false), ("2024-11-29", true), ("2024-11", true), ("2024-10", false), ("2024", true),
        ("2024-11-29T11:59:59Z", false), ("2024-11-29T12:00:00Z", true), ("2024-11-29T13:59:59+02:00", false),
        ("2024-11-29T14:00:00 02:00", true), ("2024-11-29T11:59:59.999999Z", false), ("9999", true), ("0001", false),
    ])
    func `takes the last instant of a coarse date`(_ asOf: String, _ isKnown: Bool) throws {
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29", Self.recorded("2024-11-29T12:00:00Z")))
        #expect(try dataset.view(asOf: asOf).ids(.tally) == (isKnown ? ["a"] : []))
        #expect(try dataset.view(asOf: asOf).ids(.count) == (isKnown ? ["a.1"] : []))
    }

    @Test(arguments: ["yesterday", "", "2024-13", "2024-11-29T12:00", "29.11.2024", "20241129"])
    func `refuses what is no date, and says what is`(_ text: String) throws {
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29"))
        let error = #expect(throws: QueryError.self) { try dataset.view(asOf: text) }
        #expect(error?.problem == .illTyped)
        #expect(error?.parameter == "as_of")
        #expect(error?.detail.contains("2024-11-29T12:00:00Z") == true)
    }

    @Test func `is the dataset itself without a moment`() throws {
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29"))
        #expect(try dataset.view(asOf: nil) === dataset)
        #expect(dataset.asOf == nil)
        #expect(try dataset.view(asOf: "2024-11-29T14:00:00+02:00").asOf?.text == "2024-11-29T12:00:00Z")
        #expect(try dataset.view(asOf: "2024").asOf?.text == "2024")
    }

    // MARK: What was recorded

    @Test func `counts a recording date from its first instant`() throws {
        let dataset = try Self.tallies(Made.tally("a", "2024-01-01", Self.recorded("2024-11")))
        #expect(try dataset.view(asOf: "2024-11-01T00:00:00Z").ids(.tally) == ["a"])
        #expect(try dataset.view(asOf: "2024-10-31").ids(.tally) == [])
    }

    @Test func `always knew what nothing dates`() throws {
        let dataset = try Self.dataset([("places.json", Made.list([Made.place("a")]))])
        #expect(try dataset.view(asOf: "0001").ids(.place) == ["a"])
    }

    /// By its article's publication, else by its report.
    @Test func `dates records that do not say when they were recorded`() throws {
        let dataset = try Self.dataset([
            ("articles.json", Made.list([Made.article("news", "2024-11-20")])),
            (
                "tallies.json",
                Made.list([
                    Made.tally("by-report", "2024-11-10"),
                    Made.tally("by-article", "2024-11-10", "\"article_id\":\"news\""),
                ])
            ),
            ("interviews.json", Made.list([Made.interview("talk", "2024-11-01", "\"article_id\":\"news\"")])),
        ])
        #expect(try dataset.view(asOf: "2024-11-15").ids(.tally) == ["by-report"])
        #expect(try dataset.view(asOf: "2024-11-19").ids(.interview) == [])
        #expect(try dataset.view(asOf: "2024-11-20").ids(.excerpt) == ["talk.1"])
    }

    @Test func `has no record that was recorded later, nor its former ids`() throws {
        let dataset = try Self.tallies(
            Made.tally("known", "2024-11-29"),
            Made.tally("later", "2024-11-29", Self.recorded("2025-01-01", "\"former_ids\":[\"first\"]")))
        let then = try dataset.view(asOf: "2024-12-31")
        for id in ["later", "first"] {
            guard case .missing(let nearest) = then.lookUp(id, in: .tally) else {
                Issue.record("\(id) is there")
                continue
            }
            #expect(!nearest.contains("later"))
        }
        guard case .missing = then.lookUp("later.1", in: .count) else {
            Issue.record("its count is there")
            return
        }
        #expect(then.count(of: .tally) == 1)
        #expect(then.count(of: .count) == 1)
        guard case .moved("later") = try dataset.view(asOf: "2025-01-01").lookUp("first", in: .tally) else {
            Issue.record("the former id does not lead on")
            return
        }
    }

    /// "A filter by the id of one recorded later answers with what matches."
    @Test func `filters by the id of a record that was recorded later`() throws {
        let dataset = try Self.dataset([
            ("events.json", Made.list([Made.event("e", "2024-11-27", Self.recorded("2025-01-01"))])),
            ("tallies.json", Made.list([Made.tally("a", "2024-11-29", "\"event_id\":\"e\"")])),
        ])
        let then = try dataset.view(asOf: "2024-12-31")
        #expect(try then.ids(.tally, "event_id=e") == ["a"])
        // What the row takes from the event was not known.
        #expect(try then.json("a.1", in: .count)["event_type"] == .null)
        #expect(try dataset.json("a.1", in: .count)["event_type"] == .string("battles"))
    }

    @Test func `links to lists that were not empty then`() throws {
        let dataset = try Self.dataset([
            ("events.json", Made.list([Made.event("e", "2024-11-27")])),
            ("tallies.json", Made.list([Made.tally("a", "2024-11-29", "\"event_id\":\"e\"")])),
        ])
        #expect(try dataset.json("e", in: .event)["links"]?["tallies"] == .string("/v1/tallies?event_id=e"))
        #expect(try dataset.view(asOf: "2024-11-28").json("e", in: .event)["links"]?["tallies"] == nil)
    }

    @Test func `knows the names that were known`() throws {
        let more = Self.recorded("2025-01-01", "\"names\":[{\"name\":\"Black Falcon Brigade\",\"kind\":\"official\"}]")
        let dataset = try Self.dataset([
            ("actors.json", Made.list([Made.actor("falcons", more), Made.actor("other")])),
            (
                "articles.json",
                Made.list([
                    Made.article("news", "2024-11-29", "\"body_text\":\"The Black Falcon Brigade near Place lake.\"")
                ])
            ),
            ("places.json", Made.list([Made.place("lake")])),
        ])
        let then = try dataset.view(asOf: "2024-12-31")
        func mentioned(_ dataset: Dataset) throws -> [String?] {
            try dataset.json("news", in: .article)["mentions"]?.elements.map { $0["id"]?.text } ?? []
        }
        #expect(try mentioned(dataset) == ["falcons", "lake"])
        #expect(try mentioned(then) == ["lake"])
        #expect(try dataset.ids(.article, "actor=Black Falcon Brigade") == ["news"])
        #expect(throws: QueryError.self) { try then.ids(.article, "actor=Black Falcon Brigade") }
        #expect(try then.resolveActor("Black Falcon Brigade", on: nil).matches.isEmpty)
        #expect(try then.ids(.article, "actor=falcons") == [])
    }

    @Test func `shows the checks that could be made then`() throws {
        func total(_ id: String, _ date: String, _ killed: Int) -> String {
            Made.tally(id, date, killed: killed, Self.recorded(date))
                .replacing("\"incremental\"", with: "\"cumulative\"")
        }
        let dataset = try Self.tallies(total("early", "2024-12-01", 5), total("late", "2024-12-02", 1))
        #expect(dataset.findings.map(\.rule) == [.cumulativeFalls])
        #expect(try dataset.view(asOf: "2024-12-01").findings.isEmpty)
        #expect(try dataset.text("late", in: .tally).contains("cumulative_falls"))
    }

    // MARK: Revisions, retractions, embargoes

    @Test func `gives no effect to a revision that was recorded later`() throws {
        let dataset = try Self.tallies(
            Made.tally("a", "2024-11-29"),
            Made.tally(
                "b", "2024-11-30", Self.recorded("2024-12-01", "\"revises\":\"a\",\"revision_kind\":\"update\"")),
            Made.tally(
                "c", "2024-11-30", Self.recorded("2024-12-05", "\"revises\":\"b\",\"revision_kind\":\"retraction\"")))
        let (first, second) = (try dataset.view(asOf: "2024-11-30"), try dataset.view(asOf: "2024-12-04"))
        #expect(try first.ids(.tally) == ["a"])
        #expect(try Self.supersededBy("a", in: first) == nil)
        #expect(try first.json("a.1", in: .count)["superseded_by"] == .null)
        #expect(try Self.supersededBy("a", in: second) == "b")
        #expect(try second.ids(.tally) == ["b", "a"])
        #expect(try second.ids(.count, "superseded_by=b") == ["a.1"])
        // The retraction has taken the update back by now.
        #expect(try dataset.ids(.tally) == ["c", "a"])
        #expect(try Self.supersededBy("a", in: dataset) == nil)
    }

    @Test func `serves what was retracted later, without saying so`() throws {
        let more = "\"retracted_at\":\"2024-12-02\",\"retraction_reason\":\"Counted twice.\",\"tags\":[\"x\"]"
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29", more))
        #expect(try dataset.ids(.tally) == [])
        let then = try dataset.view(asOf: "2024-12-01")
        #expect(try then.ids(.tally) == ["a"])
        #expect(try !then.text("a", in: .tally).contains("retract"))
        #expect(try then.json("a", in: .tally)["tags"]?.elements.count == 1)
        guard case .gone = try dataset.view(asOf: "2024-12-02").lookUp("a", in: .tally) else {
            Issue.record("a is not gone")
            return
        }
    }

    /// An embargo ends at the moment that is written, and never before it in a view: neither when looking back, nor
    /// when looking ahead.
    @Test(arguments: [
        ("2026-11-01", "2026-10-01", false), ("2026-11-01", "2026-11-01", true), ("2026-12-01", "2026-12-24", false),
        ("2026-12-01", "9999", false),
    ])
    func `serves under embargo what both clocks allow`(_ until: String, _ asOf: String, _ isServed: Bool) throws {
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29", "\"embargoed_until\":\"\(until)\""))
        #expect(try dataset.view(asOf: asOf).ids(.tally) == (isServed ? ["a"] : []))
    }

    @Test func `does not withdraw before its time`() throws {
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29", "\"retracted_at\":\"2026-12-01\""))
        #expect(try dataset.view(asOf: "9999").ids(.tally) == ["a"])
    }

    // MARK: Changes inside records

    @Test func `leaves out corrections and changes that came later`() throws {
        let more = """
            "modified_at":"2024-12-03","updated_at":"2024-12-04","recorded_at":"2024-11-29",\
            "corrections":[{"date":"2024-12-01","text":"One."},{"date":"2024-12-03","text":"Two."}]
            """
        let dataset = try Self.dataset([("articles.json", Made.list([Made.article("a", "2024-11-29", more)]))])
        func corrections(_ asOf: String) throws -> [String?]? {
            try dataset.view(asOf: asOf).json("a", in: .article)["corrections"]?.elements.map { $0["text"]?.text }
        }
        #expect(try corrections("2024-11-30") == nil)
        #expect(try corrections("2024-12-02") == ["One."])
        #expect(try corrections("2024-12-03") == ["One.", "Two."])
        let then = try dataset.view(asOf: "2024-12-03")
        #expect(try then.json("a", in: .article)["modified_at"] == .string("2024-12-03"))
        #expect(try then.json("a", in: .article)["updated_at"] == nil)
        #expect(try then.json("a", in: .article)["headline"] == .string("Headline"))
        #expect(try dataset.view(asOf: "2024-12-02").ids(.article, "modified_at=2024") == [])
        #expect(try dataset.view(asOf: "2024-12-02").ids(.article, "corrections.date=2024-12-03") == [])
        #expect(try dataset.ids(.article, "corrections.date=2024-12-03") == ["a"])
    }

    @Test func `was last modified no later than the moment`() throws {
        let dataset = try Self.tallies(
            Made.tally("a", "2024-11-29", Self.recorded("2024-12-01T00:00:00Z", "\"updated_at\":\"2024-12-05\"")),
            Made.tally("b", "2024-11-29", Self.recorded("2024-12-03T00:00:00Z")))
        func day(_ asOf: String?) throws -> Int64 {
            try dataset.view(asOf: asOf).lastModifiedSeconds / 86_400 - PackedDate.day(year: 2024, month: 12, day: 0)
        }
        #expect(try day(nil) == 5)
        #expect(try day("2024-12-04") == 3)
        #expect(try day("2024-12-02") == 1)
        #expect(try dataset.view(asOf: "2024-11-28").lastModifiedSeconds == 0)
    }

    // MARK: Sharing

    @Test func `shares one view between two turns, and the present where nothing differs`() throws {
        let dataset = try Self.tallies(
            Made.tally("a", "2024-11-29", Self.recorded("2024-12-01")),
            Made.tally("b", "2024-11-29", Self.recorded("2024-12-10")))
        let view = try dataset.view(asOf: "2024-12-02").view
        #expect(try dataset.view(asOf: "2024-12-09").view === view)
        #expect(try dataset.view(asOf: "2024-12-11").view !== view)
        #expect(try dataset.view(asOf: "2024-12-11").view === dataset.view)
        // A view of a view is one of the whole.
        #expect(try dataset.view(asOf: "2024-12-02").view(asOf: "2024-12-11").ids(.tally) == ["a", "b"])
    }

    @Test func `keeps no more views than it says`() throws {
        let cache = ViewCache()
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29"))
        var made = 0
        func view(_ turns: Int) {
            _ = cache.view(turnsPassed: turns) {
                made += 1
                return dataset.view
            }
        }
        for turns in 0..<ViewCache.capacity { view(turns) }
        view(0)
        #expect(made == ViewCache.capacity)
        // The one not used for longest has to go.
        view(100)
        view(0)
        #expect(made == ViewCache.capacity + 1)
        view(1)
        #expect(made == ViewCache.capacity + 2)
    }
}
