import Testing

@testable import ConflictData

/// Records as entries of feeds, and their words.
@Suite struct FeedEntryTests {
    private static func dataset(counts: String, _ more: String = "") throws -> Dataset {
        try Made.dataset([
            Made.sources,
            ("places.json", Made.list([Made.place("aleppo", "\"location\":{\"lat\":36.2,\"lon\":37.16}")])),
            ("events.json", Made.list([Made.event("raid", "2024-11-27", "\"place_id\":\"aleppo\"")])),
            ("tallies.json", Made.list([Made.tally("t", "2024-11-29", counts: counts, more)])),
        ])
    }

    private static func entry(_ dataset: Dataset, _ id: String, _ type: RecordType) throws -> FeedEntry {
        guard case .row(let row) = dataset.lookUp(id, in: type) else { throw NoRecord() }
        return try #require(dataset.feedEntries([row], of: type).first)
    }

    private struct NoRecord: Error {}

    @Test(arguments: [
        ("\"measure\":\"killed\",\"value\":{\"qualifier\":\"at_least\",\"value\":255}", "at least 255 killed"),
        (
            "\"measure\":\"killed\",\"population\":{\"status\":\"civilian\"},\"value\":{\"qualifier\":\"exact\",\"value\":24}",
            "24 civilians killed"
        ),
        (
            "\"measure\":\"injured\",\"population\":{\"status\":\"civilian\",\"age_group\":\"child\"},\"value\":{\"qualifier\":\"exact\",\"value\":1}",
            "1 child injured"
        ),
        (
            "\"measure\":\"killed\",\"population\":{\"status\":\"civilian\",\"sex\":\"female\"},\"value\":{\"qualifier\":\"more_than\",\"value\":3}",
            "more than 3 female civilians killed"
        ),
        (
            "\"measure\":\"materiel\",\"unit\":\"items\",\"item\":{\"category\":\"uav\",\"outcome\":\"shot_down\"},\"value\":{\"qualifier\":\"exact\",\"value\":17}",
            "17 drones shot down"
        ),
        (
            "\"measure\":\"materiel\",\"unit\":\"items\",\"item\":{\"category\":\"armoured_vehicle\",\"outcome\":\"destroyed\"},\"value\":{\"qualifier\":\"order_of\",\"text\":\"dozens\"}",
            "dozens of armoured vehicles destroyed"
        ),
        (
            "\"measure\":\"casualties\",\"population\":{\"status\":\"direct_participant\"},\"value\":{\"qualifier\":\"order_of\",\"text\":\"hundreds\"}",
            "hundreds of casualties among fighters"
        ),
        (
            "\"measure\":\"localities_captured\",\"unit\":\"places\",\"value\":{\"qualifier\":\"order_of\",\"text\":\"some\"}",
            "some localities captured"
        ),
        ("\"measure\":\"attacks\",\"unit\":\"items\",\"value\":{\"qualifier\":\"exact\",\"value\":2}", "2 attacks"),
        (
            "\"measure\":\"displaced\",\"value\":{\"qualifier\":\"approximately\",\"value\":1250000}",
            "about 1,250,000 displaced"
        ),
        (
            "\"measure\":\"displaced\",\"unit\":\"households\",\"value\":{\"qualifier\":\"at_most\",\"value\":40}",
            "at most 40 households displaced"
        ),
        (
            "\"measure\":\"missing\",\"value\":{\"qualifier\":\"between\",\"min\":10,\"max\":20}",
            "between 10 and 20 missing"
        ),
        ("\"measure\":\"killed\",\"value\":{\"qualifier\":\"fewer_than\",\"value\":10}", "fewer than 10 killed"),
        ("\"measure\":\"killed\",\"value\":{\"qualifier\":\"none\"}", "nobody killed"),
        (
            "\"measure\":\"killed\",\"population\":{\"status\":\"armed_forces\"},\"value\":{\"qualifier\":\"none\"}",
            "no soldiers killed"
        ),
        (
            "\"measure\":\"killed\",\"population\":{\"status\":\"civilian\"},\"value\":{\"qualifier\":\"unknown\"}",
            "an unknown number of civilians killed"
        ),
        ("\"measure\":\"x_road_blocks\",\"value\":{\"qualifier\":\"exact\",\"value\":4}", "4 road blocks"),
    ])
    func `says a count in words`(_ count: String, _ words: String) throws {
        let dataset = try Self.dataset(counts: "{\"n\":1,\(count)}")
        #expect(try Self.entry(dataset, "t.1", .count).title == "Source monitor: \(words), 29 November 2024")
    }

    @Test func `makes a sentence of a tally, without the parts of its wholes`() throws {
        let counts = """
            {"n":1,"measure":"killed","value":{"qualifier":"at_least","value":255}},\
            {"n":2,"measure":"killed","part_of":1,"population":{"status":"civilian"},"value":{"qualifier":"exact","value":24}},\
            {"n":3,"measure":"injured","value":{"qualifier":"unknown"}}
            """
        let dataset = try Self.dataset(counts: counts, "\"event_id\":\"raid\",\"wording\":\"So they say.\"")
        let entry = try Self.entry(dataset, "t", .tally)
        #expect(
            entry.title
                == "Source monitor: at least 255 killed; an unknown number injured, Place aleppo, 29 November 2024")
        #expect(entry.path == "/v1/tallies/t")
        #expect(entry.summary == "So they say.")
        #expect(entry.author == "Source monitor")
        #expect(entry.point.map { [$0.longitude, $0.latitude] } == [37.16, 36.2])
        #expect(
            entry.categories.map { "\($0.scheme)=\($0.term)" } == [
                "kind=claim", "event_id=raid", "measure=killed", "measure=injured",
            ])
    }

    @Test(arguments: [
        ("2024-11-27", "2024-11-29", "27–29 November 2024"), ("2024-11-29", "2024-11-29", "29 November 2024"),
        ("2024-11-28", "2024-12-02", "28 November – 2 December 2024"),
        ("2023-12-30", "2024-01-02", "30 December 2023 – 2 January 2024"), ("2024-11", "2024-11", "November 2024"),
        ("2024-11", "2024-12", "November–December 2024"), ("2023-11", "2024-12", "November 2023 – December 2024"),
        ("2024", "2024", "2024"), ("2023", "2024", "2023 – 2024"),
        ("2024-11", "2024-12-05", "November 2024 – 5 December 2024"),
        ("2024-11-29T18:00:00Z", "2024-11-29T20:00:00Z", "29 November 2024"),
        ("1969-12-31", "1970-01-01", "31 December 1969 – 1 January 1970"),
    ])
    func `says a period at the precision known`(_ start: String, _ end: String, _ words: String) throws {
        let dates = try [start, end].map { try #require(PackedDate(queryText: $0)) }
        #expect(PeriodPhrase.text(from: dates[0], to: dates[1]) == words)
    }

    @Test func `takes a correction for an update`() throws {
        let more = """
            "abstract":"In short.","body_text":"At length.","url":"https://example.org/a","recorded_at":"2024-11-29T10:00:00Z",\
            "keywords":["one","two"],"language":"en","corrections":[{"date":"2024-12-01T09:00:00Z","text":"Not so."}]
            """
        let dataset = try Made.dataset([
            Made.sources, ("articles.json", Made.article("a", "2024-11-29T08:00:00Z", more)),
        ])
        let entry = try Self.entry(dataset, "a", .article)
        #expect(entry.published == 1_732_867_200)
        #expect(entry.updated == 1_733_043_600)
        #expect(entry.summary == "In short.\n\nCorrection, 2024-12-01T09:00:00Z: Not so.")
        #expect(entry.content == "At length.")
        #expect(entry.externalURL == "https://example.org/a")
        #expect(entry.language == "en")
        #expect(entry.categories.map(\.term) == ["one", "two"])
    }

    @Test func `says what superseded a statement, and when`() throws {
        let tallies = [
            Made.tally("old", "2024-11-29"),
            Made.tally("new", "2024-11-30", "\"revises\":\"old\",\"recorded_at\":\"2024-12-01T00:00:00Z\""),
        ]
        let dataset = try Made.dataset([Made.sources, ("tallies.json", Made.list(tallies))])
        let entry = try Self.entry(dataset, "old", .tally)
        #expect(entry.summary == "Superseded by /v1/tallies/new.")
        #expect(entry.updated == 1_733_011_200)
    }

    @Test func `remembers what was withdrawn from what is asked for`() throws {
        let tallies = [
            Made.tally("own", "2024-11-29", "\"retracted_at\":\"2024-12-01\",\"retraction_reason\":\"Wrong.\""),
            Made.tally("other", "2024-11-29", "\"kind\":\"estimate\",\"retracted_at\":\"2024-12-02\"")
                .replacing("\"kind\":\"claim\",", with: ""),
            Made.tally("revised", "2024-11-28"),
            Made.tally(
                "reviser", "2024-11-30", counts: "",
                "\"revises\":\"revised\",\"revision_kind\":\"retraction\",\"recorded_at\":\"2024-12-03\""),
        ]
        let dataset = try Made.dataset([Made.sources, ("tallies.json", Made.list(tallies))])
        let all = dataset.feedWithdrawals(try dataset.query(.tally, ""), limit: 9)
        #expect(all.map(\.path) == ["/v1/tallies/revised", "/v1/tallies/other", "/v1/tallies/own"])
        #expect(all.map(\.when) == [1_733_184_000, 1_733_097_600, 1_733_011_200])
        #expect(all.last?.reason == "Wrong.")
        let claims = dataset.feedWithdrawals(try dataset.query(.tally, "kind=claim"), limit: 9)
        #expect(claims.map(\.path) == ["/v1/tallies/revised", "/v1/tallies/own"])
        #expect(
            dataset.feedWithdrawals(try dataset.query(.count, ""), limit: 1).map(\.path) == ["/v1/counts/revised.1"])
    }
}
