import Testing

@testable import ConflictData

/// Random searches over random texts, against `NaiveSearch`.
struct SearchDifferentialTests {
    private static let words = [
        "Aleppo", "aleppo", "ceasefire", "drones", "drone", "civilians", "army", "front", "the", "of", "in", "and",
        "convoy",
        "Türkiye", "turkiye", "car-bomb", "bomb", "Sana'a", "الجيش", "والجيش", "جيش", "للجيش", "إدلب", "ادلب", "وإدلب",
        "في", "حلب",
        "Homs", "hospital", "shelling",
    ]
    private static let names = [
        ["Red", "Banner"], ["Banner"], ["Qasr", "al-Nil"], ["فصيل", "الشرق"], ["RBG"], ["Red", "Column"],
    ]

    private var random: SeededRandom

    init() { random = SeededRandom(seed: 0) }

    @Test(arguments: [UInt64](1...3))
    mutating func `finds and scores what looking at every word does`(_ seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        let dataset = try Made.dataset(files())
        let naive = try NaiveSearch(dataset)
        var foundCount = 0
        for _ in 0..<40 {
            let (text, clauses) = search()
            guard clauses.contains(where: { !$0.isExcluded }) else { continue }
            let result = dataset.search(try dataset.searchQuestion(text, types: NaiveSearch.ranked))
            let page = try result.page(limit: 1_000, cursor: nil)
            let expected = naive.scores(clauses)
            let found = page.hits.map { "\($0.type.rawValue) \(dataset.id(ofRow: $0.row, in: $0.type))" }
            #expect(Set(found) == Set(expected.keys), "\(text)")
            #expect(found.count == page.total)
            for (hit, key) in zip(page.hits, found) {
                #expect(abs(Double(hit.score) / 1_000 - (expected[key] ?? 0)) < 0.002, "\(key) for \(text)")
            }
            let places = Dictionary(
                uniqueKeysWithValues: naive.documents.enumerated().map { place, document in
                    ("\(document.type.rawValue) \(document.id)", place)
                })
            let ranks = zip(page.hits, found).map { (-$0.score, places[$1] ?? 0) }
            #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0 < $1 }, "\(text)")
            try checkPages(of: result, all: found, in: dataset)
            for type in RecordType.allCases {
                let bare = text.replacing(#/[a-z_.]+:/#, with: "")
                let listed = try dataset.query(type, filters: [(name: "q", value: bare)], others: [])
                let found = dataset.find(listed).allRows.map { dataset.id(ofRow: $0, in: type) }
                var wanted = clauses
                for index in wanted.indices { wanted[index].field = nil }
                let owners = naive.ids(wanted, in: type == .count ? .tally : type)
                // Each tally here has one count.
                #expect(found == (type == .count ? owners.map { $0 + ".1" } : owners), "\(text) in \(type.plural)")
            }
            foundCount += found.count
        }
        #expect(foundCount > 300)
    }

    private func checkPages(of result: SearchResult, all: [String], in dataset: Dataset) throws {
        var (forward, backward): ([String], [String]) = ([], [])
        var cursor: String?
        var last: SearchPage?
        for _ in 0...all.count {
            let page = try result.page(limit: 7, cursor: cursor)
            #expect((page.previous == nil) == forward.isEmpty)
            forward += page.hits.map { "\($0.type.rawValue) \(dataset.id(ofRow: $0.row, in: $0.type))" }
            last = page
            cursor = page.next
            if cursor == nil { break }
        }
        #expect(forward == all)
        cursor = last?.previous
        while let before = cursor {
            let page = try result.page(limit: 7, cursor: before)
            backward = page.hits.map { "\($0.type.rawValue) \(dataset.id(ofRow: $0.row, in: $0.type))" } + backward
            #expect(page.next != nil)
            cursor = page.previous
        }
        #expect(backward == Array(all.prefix(backward.count)))
        #expect(backward.count == max(0, all.count - (last?.hits.count ?? 0)))
    }

    // MARK: Texts

    private mutating func text(_ count: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in
            Int.random(in: 0..<12, using: &random) == 0 ? pick(Self.names).joined(separator: " ") : pick(Self.words)
        }.joined(separator: pick([" ", " ", ", ", ". "]))
    }

    private mutating func pick<Element>(_ list: [Element]) -> Element {
        list[Int.random(in: list.indices, using: &random)]
    }

    private mutating func quoted(_ count: ClosedRange<Int>) -> String { "\"\(text(count))\"" }

    private mutating func files() -> Made.Files {
        let articles = (0..<150).map { number in
            let keywords = (0..<Int.random(in: 0...3, using: &random)).map { _ in quoted(1...2) }.joined(separator: ",")
            let retracted = number % 9 == 0 ? ",\"retracted_at\":\"2024-12-01\"" : ""
            // Behind lists that may be empty, so that nothing is taken for the last text of a record too soon.
            let corrections =
                number % 4 == 0 ? ",\"corrections\":[{\"date\":\"2024-12-01\",\"text\":\(quoted(2...6))}]" : ""
            let notes = number % 3 == 0 ? ",\"notes\":\(quoted(2...6))" : ""
            return "{\"id\":\"a\(number)\",\"headline\":\(quoted(2...6)),\"publisher_id\":\"press\","
                + "\"published_at\":\"2024-11-\(10 + number % 20)\",\"abstract\":\(quoted(0...9)),"
                + "\"body_text\":\(quoted(5...60)),\"keywords\":[\(keywords)]\(corrections)\(notes)\(retracted)}"
        }
        let interviews = (0..<12).map { number in
            let exchanges = (1...Int.random(in: 1...6, using: &random)).map {
                "{\"n\":\($0),\"question\":\(quoted(3...12)),\"answer\":\(quoted(3...40))}"
            }
            return "{\"id\":\"i\(number)\",\"title\":\(quoted(2...5)),\"interviewee\":{\"name\":\(quoted(1...2))},"
                + "\"date\":\"2024-11-\(10 + number)\",\"verbatim\":true,\"exchanges\":[\(exchanges.joined(separator: ","))]}"
        }
        let events = (0..<20).map {
            "{\"id\":\"e\($0)\",\"name\":\(quoted(2...5)),\"event_type\":\"battles\",\"date_start\":\"2024-11-1\($0 % 10)\","
                + "\"description\":\(quoted(0...20))}"
        }
        let tallies = (0..<20).map { Made.tally("t\($0)", "2024-11-20", killed: 3, "\"wording\":\(quoted(2...8))") }
        let actors = """
            [{"id":"red","name":"Red Banner","actor_type":"rebel_group","names":[{"name":"فصيل الشرق","kind":"official"},
              {"name":"RBG","kind":"acronym"},{"name":"the Banner of Red","kind":"former"},{"name":"drones","kind":"weak"}]},
             {"id":"gone","name":"Homs","actor_type":"rebel_group","retracted_at":"2024-12-01",
              "names":[{"name":"Aleppo","kind":"former"}]}]
            """
        let places = """
            [{"id":"qasr","name":"Qasr al-Nil","place_type":"town","country":"EGY","names":[{"name":"Red Column"}]}]
            """
        return [
            Made.sources, ("articles.json", Made.list(articles)), ("interviews.json", Made.list(interviews)),
            ("events.json", Made.list(events)), ("tallies.json", Made.list(tallies)), ("actors.json", actors),
            ("places.json", places),
        ]
    }

    // MARK: Searches

    private static let bearers: [(name: String, all: [[String]])] = [
        ("Red Banner", [["red", "banner"], ["فصيل", "شرق"], ["rbg"], ["banner", "of", "red"]]),
        ("rbg", [["red", "banner"], ["فصيل", "شرق"], ["rbg"], ["banner", "of", "red"]]),
        ("Red Column", [["red", "column"], ["qasr", "al", "nil"]]),
    ]

    /// A search as text, and what it means.
    private mutating func search() -> (text: String, clauses: [NaiveSearch.Clause]) {
        var pieces: [String] = []
        var clauses: [NaiveSearch.Clause] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let (text, clause) = piece()
            guard let clause, !clause.phrases.isEmpty else { continue }
            pieces.append(text)
            clauses.append(clause)
        }
        return (pieces.joined(separator: " "), clauses)
    }

    private mutating func piece() -> (String, NaiveSearch.Clause?) {
        let isExcluded = Int.random(in: 0..<6, using: &random) == 0
        let field =
            Int.random(in: 0..<5, using: &random) == 0 ? pick(["headline", "body_text", "answer", "names.name"]) : nil
        let mark = (isExcluded ? "-" : "") + (field.map { $0 + ":" } ?? "")
        var clause = NaiveSearch.Clause(isExcluded: isExcluded, field: field, phrases: [])
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            let bearer = pick(Self.bearers)
            // A marked term ends at a space, so only a name of one word is one.
            guard mark.isEmpty || !bearer.name.contains(" ") else { return ("", nil) }
            clause.phrases = bearer.all
            return (mark + bearer.name, clause)
        case 1:
            let start = pick(["dron", "ale", "car", "حل", "tur"])
            clause.isPrefix = true
            clause.phrases = [[start]]
            return (mark + start + "*", clause)
        case 2:
            let phrase = (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(Self.words) }.joined(
                separator: " ")
            let words = Self.trimmed(phrase)
            clause.phrases = words.isEmpty ? [] : [words]
            return (mark + "\"\(phrase)\"", clause)
        default:
            let word = pick(Self.words)
            let words = Self.trimmed(word)
            clause.phrases = words.isEmpty ? [] : [words]
            return (mark + word, clause)
        }
    }

    private static func trimmed(_ text: String) -> [String] {
        let folded = FoldedText(text)
        let words = folded.words.map { folded.string(of: $0) }.drop(while: NaiveSearch.isStopWord)
        guard let last = words.lastIndex(where: { !NaiveSearch.isStopWord($0) }) else { return [] }
        return Array(words[...last])
    }
}
