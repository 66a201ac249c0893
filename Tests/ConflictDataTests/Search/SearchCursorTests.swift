import Testing

@testable import ConflictData

/// Pages of a search, which belong to it and stay right when the data is loaded again.
struct SearchCursorTests {
    private static func dataset(_ bodies: [String: String]) throws -> Dataset {
        let articles = bodies.sorted { $0.key < $1.key }.map { id, body in
            Made.article(id, "2024-11-29", "\"body_text\":\"\(body)\",\"language\":\"en\"")
        }
        return try Made.dataset([Made.sources, ("articles.json", Made.list(articles))])
    }

    private static func page(
        _ dataset: Dataset, _ text: String = "convoy", limit: Int = 2, cursor: String? = nil,
        types: [RecordType] = Dataset.searchedTypes, _ filters: [(name: String, value: String)] = []
    ) throws -> SearchPage {
        try dataset.search(dataset.searchQuestion(text, types: types, filters: filters)).page(
            limit: limit, cursor: cursor)
    }

    /// Longer texts with fewer convoys stand further back.
    private static let bodies = Dictionary(
        uniqueKeysWithValues: (1...12).map { number in
            ("a\(number)", String(repeating: "convoy ", count: 14 - number) + String(repeating: "road ", count: number))
        })

    @Test func `belong to the search that gave them`() throws {
        let dataset = try Self.dataset(Self.bodies)
        let cursor = try #require(try Self.page(dataset).next)
        #expect(try Self.page(dataset, "  convoy ", cursor: cursor).hits.count == 2)
        func refusal(_ body: () throws -> SearchPage) -> String? {
            do {
                _ = try body()
                return nil
            } catch let error as QueryError where error.problem == .badCursor && error.parameter == "cursor" {
                return error.detail
            } catch { return "\(error)" }
        }
        let words = refusal { try Self.page(dataset, "road", cursor: cursor) }
        #expect(words == "This cursor is of a search for other words. Begin again without it.")
        let types = refusal { try Self.page(dataset, cursor: cursor, types: [.article]) }
        #expect(types == "This cursor is of a search for other types. Begin again without it.")
        let filters = refusal { try Self.page(dataset, cursor: cursor, [("language", "en")]) }
        #expect(filters == "This cursor is of a search with other filters. Begin again without it.")
        let list = try #require(try dataset.page(dataset.query(.article, "q=convoy"), limit: 2, cursor: nil).next)
        for other in ["", "x", String(cursor.dropLast(2)), cursor + "AA", list] {
            #expect(
                refusal { try Self.page(dataset, cursor: other) }?.hasPrefix("This is no cursor of a search") == true)
        }
    }

    @Test func `go on behind their record when all scores have changed`() throws {
        let before = try Self.dataset(Self.bodies)
        let all = try Self.page(before, limit: 100).hits.map { before.id(ofRow: $0.row, in: $0.type) }
        var page = try Self.page(before, limit: 5)
        var seen = page.hits.map { before.id(ofRow: $0.row, in: $0.type) }
        // Many more records with the word make it count less; none of them has it in a body.
        var bodies = Self.bodies
        for number in 0..<40 { bodies["b\(number)"] = String(repeating: "other ", count: 30) + "convoy" }
        let after = try Self.dataset(bodies)
        while let cursor = page.next {
            page = try Self.page(after, limit: 5, cursor: cursor)
            seen += page.hits.map { after.id(ofRow: $0.row, in: $0.type) }
        }
        #expect(seen.filter { $0.hasPrefix("a") } == all)
        #expect(Set(seen).count == seen.count)
        let second = try Self.page(before, limit: 5, cursor: Self.page(before, limit: 5).next)
        let backward = try Self.page(after, limit: 5, cursor: second.previous)
        #expect(backward.hits.map { after.id(ofRow: $0.row, in: $0.type) } == Array(all.prefix(5)))
    }

    @Test func `go on at their place when their record is gone`() throws {
        let before = try Self.dataset(Self.bodies)
        let all = try Self.page(before, limit: 100).hits.map { before.id(ofRow: $0.row, in: $0.type) }
        let first = try Self.page(before, limit: 4)
        var bodies = Self.bodies
        bodies[all[3]] = nil
        // Another takes its words, so that scores stay.
        bodies["zz"] = Self.bodies[all[3]]
        let after = try Self.dataset(bodies)
        let rest = try Self.page(after, limit: 100, cursor: first.next).hits.map {
            after.id(ofRow: $0.row, in: $0.type)
        }
        #expect(rest == ["zz"] + all.dropFirst(4))
    }

    @Test(arguments: [UInt64](1...20))
    func `neither repeat nor skip what keeps its order while records come and go`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        // Of one text and score; only their places tell them apart.
        var bodies = Dictionary(uniqueKeysWithValues: (10..<40).map { ("a\($0)", "convoy") })
        var unchanged = Set(bodies.keys)
        var data = try Self.dataset(bodies)
        var page = try Self.page(data, limit: 3)
        var seen = page.hits.map { data.id(ofRow: $0.row, in: $0.type) }
        while let cursor = page.next {
            for id in bodies.keys.sorted() where Int.random(in: 0..<15, using: &random) == 0 {
                bodies[id] = nil
                unchanged.remove(id)
            }
            if Bool.random(using: &random) { bodies["b\(Int.random(in: 0..<1_000, using: &random))"] = "road" }
            data = try Self.dataset(bodies)
            page = try Self.page(data, limit: 3, cursor: cursor)
            seen += page.hits.map { data.id(ofRow: $0.row, in: $0.type) }
        }
        #expect(Set(seen).count == seen.count)
        #expect(unchanged.isSubset(of: seen))
    }
}
