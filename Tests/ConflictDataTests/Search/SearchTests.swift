import Testing

@testable import ConflictData

/// What searches mean, one rule a row.
struct SearchTests {
    private static let articles = [
        ("quiet", "Quiet day on the front", "Nothing moved near Idlib. Assad's army stayed where it was."),
        (
            "bombs", "Two car bombs in the west",
            "Hay\\u2019at Tahrir al\\u2011Sham sent two car-bombs; İdlib'de ateşkes."
        ),
        ("arabic", "تقرير من حلب", "قال الجيش إن جبهة النصرة انسحبت، وإدلب هادئة للجيش."),
        ("drones", "Drones over Türkiye", "The Nusra Front shot at drones. Bombs fell; a car was parked."),
    ]

    private static let made = Result {
        let records = articles.map { id, headline, body in
            Made.record(
                id, "\"headline\":\"\(headline)\",\"publisher_id\":\"press\",\"published_at\":\"2024-11-29\"",
                "\"body_text\":\"\(body)\",\"keywords\":[\"air strikes\",\"front line\"]")
        }
        let actors = """
            [{"id":"hts","name":"Hayat Tahrir al-Sham","actor_type":"rebel_group","names":[
              {"name":"HTS","kind":"acronym"},{"name":"Nusra Front","kind":"former"},
              {"name":"جبهة النصرة","kind":"former"},{"name":"the rebels","kind":"weak"}]}]
            """
        return try Made.dataset([
            Made.sources, ("articles.json", Made.list(records)), ("actors.json", actors),
        ])
    }

    private let dataset: Dataset

    init() throws { dataset = try Self.made.get() }

    private func found(_ text: String) throws -> [String] {
        let found = dataset.search(try dataset.searchQuestion(text, types: [.article]))
        return try found.page(limit: 100, cursor: nil).hits.map { dataset.id(ofRow: $0.row, in: $0.type) }.sorted()
    }

    @Test(arguments: [
        ("idlib", ["bombs", "quiet"]), ("IDLIB", ["bombs", "quiet"]), ("İdlib", ["bombs", "quiet"]),
        ("day idlib", ["quiet"]), ("bombs -car", []), ("bombs -parked", ["bombs"]),
        ("\"car bombs\"", ["bombs"]), ("car-bombs", ["bombs"]), ("“two car bombs”", ["bombs"]),
        ("car bombs", ["bombs", "drones"]), ("\"bombs in the west\"", ["bombs"]), ("\"bombs at a west\"", ["bombs"]),
        ("\"bombs west\"", []), ("bomb*", ["bombs", "drones"]), ("turk*", ["drones"]), ("turkiye", ["drones"]),
        ("headline:bombs", ["bombs"]), ("body_text:\"car bombs\"", ["bombs"]), ("headline:idlib", []),
        ("-headline:drones bombs", ["bombs"]), ("assad", ["quiet"]), ("Assad’s", ["quiet"]), ("assads", ["quiet"]),
        ("الجيش", ["arabic"]), ("جيش", ["arabic"]), ("إدلب", ["arabic"]), ("ادلب", ["arabic"]), ("هادئه", ["arabic"]),
        ("\"قال الجيش\"", ["arabic"]), ("HTS", ["arabic", "bombs", "drones"]), ("hts", ["arabic", "bombs", "drones"]),
        ("Nusra Front", ["arabic", "bombs", "drones"]), ("al-Nusra Front", ["arabic", "bombs", "drones"]),
        ("\"Nusra Front\"", ["drones"]), ("جبهة النصرة", ["arabic", "bombs", "drones"]),
        ("hts -drones", ["arabic", "bombs"]),
        ("bombs -hts", []), ("headline:front", ["quiet"]),
        ("keywords:\"air strikes\"", ["arabic", "bombs", "drones", "quiet"]),
        ("\"strikes front\"", []), ("rebels", []), ("nowhere", []),
        ("front the", ["arabic", "bombs", "drones", "quiet"]),
    ])
    func `finds what is asked`(_ text: String, _ expected: [String]) throws {
        #expect(try found(text) == expected.sorted(), "\(text)")
    }

    @Test(arguments: [
        ("", "needs a word"), ("  ", "needs a word"), ("…", "needs a word"), ("\"\"", "needs a word"),
        ("the", "common"), ("the of في", "common"), ("\"of the\"", "common"), ("-idlib", "only excludes"),
        ("-idlib -\"car bombs\"", "only excludes"), ("\"car bombs", "open"), ("b*", "2 letters"), ("*", "2 letters"),
        ("bo*mb", "only at the end"), ("*bomb", "only at the end"), ("car OR bombs", "no OR"), ("NOT car", "no NOT"),
        ("headlin:car", "no text"), (String(repeating: "ab ", count: 33), "at most 32 words"),
        (String(repeating: "a", count: 1_025), "at most 1024 bytes"),
    ])
    func `refuses with a reason`(_ text: String, _ reason: String) {
        #expect {
            try dataset.searchQuery(text, in: [.article])
        } throws: { error in
            guard let error = error as? QueryError else { return false }
            return error.parameter == "q" && error.detail.contains(reason)
        }
    }

    @Test func `names the nearest field`() {
        #expect {
            try dataset.searchQuery("headlin:car", in: [.article])
        } throws: { ($0 as? QueryError)?.suggestions.first == "headline" }
    }

    @Test func `says nothing of what is not served`() throws {
        func scores(_ more: [String]) throws -> [Int] {
            let articles = [
                Made.article("a", "2024-11-29"), Made.article("b", "2024-11-28", "\"body_text\":\"One headline\""),
            ]
            let dataset = try Made.dataset([Made.sources, ("articles.json", Made.list(articles + more))])
            let question = try dataset.searchQuestion("headline", types: [.article])
            let page = try dataset.search(question).page(limit: 10, cursor: nil)
            #expect(page.total == 2)
            return page.hits.map(\.score)
        }
        let hidden = [
            Made.article("c", "2024-11-20", "\"body_text\":\"Headline headline long\",\"embargoed_until\":\"2099\""),
            Made.article("d", "2024-11-20", "\"retracted_at\":\"2024-11-21\""),
        ]
        #expect(try scores([]) == scores(hidden))
    }

    @Test func `knows at an earlier moment what was known then`() throws {
        let articles = [
            Made.article("a", "2024-11-27", "\"recorded_at\":\"2024-11-27\""),
            Made.article("b", "2024-11-29", "\"recorded_at\":\"2024-11-29\""),
        ]
        let dataset = try Made.dataset([Made.sources, ("articles.json", Made.list(articles))])
        let before = try dataset.view(asOf: "2024-11-28")
        #expect(before.search(try before.searchQuestion("headline", types: [.article])).total == 1)
        #expect(dataset.search(try dataset.searchQuestion("headline", types: [.article])).total == 2)
    }
}
