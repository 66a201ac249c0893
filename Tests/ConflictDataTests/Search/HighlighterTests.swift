import Testing

@testable import ConflictData

struct HighlighterTests {
    /// The fragments of one article, what is found in brackets: `field: …[word]…`.
    private static func marked(_ search: String, body: String, headline: String = "Headline") throws -> [String] {
        let article = Made.record(
            "a", "\"headline\":\"\(headline)\",\"publisher_id\":\"press\",\"published_at\":\"2024-11-29\"",
            "\"body_text\":\"\(body)\",\"keywords\":[\"one drone\",\"drone war, drone\"]")
        let actors = """
            [{"id":"hts","name":"Hayat Tahrir al-Sham","actor_type":"rebel_group",
              "names":[{"name":"HTS","kind":"acronym"}]}]
            """
        let dataset = try Made.dataset([Made.sources, ("articles.json", "[\(article)]"), ("actors.json", actors)])
        let highlighter = Highlighter(try dataset.searchQuery(search, in: [.article]), in: dataset)
        return highlighter.highlights(in: .article, row: 0).map { highlight in
            var scalars = Array(highlight.text.unicodeScalars)
            for range in highlight.ranges.reversed() {
                scalars.insert("]", at: range.upperBound)
                scalars.insert("[", at: range.lowerBound)
            }
            return "\(highlight.field): \(String(String.UnicodeScalarView(scalars)))"
        }
    }

    @Test(arguments: [
        ("bomb", "A bomb, a Bomb.", ["body_text: A [bomb], a [Bomb]."]),
        ("\"car bomb\"", "A bomb. A car-bomb!", ["body_text: A bomb. A [car-bomb]!"]),
        ("headline:headline bomb", "headline bomb", ["headline: [Headline]", "body_text: headline [bomb]"]),
        ("hts", "They say Hayʼat Tahrīr al‑Sham (HTS).", ["body_text: They say [Hayʼat Tahrīr al‑Sham] ([HTS])."]),
        ("assad", "🇸🇾 Assad's men", ["body_text: 🇸🇾 [Assad]'s men"]),
        ("جيش", "قال والجيش", ["body_text: قال [والجيش]"]),
        ("bomb* -car", "Bombing bombs", ["body_text: [Bombing] [bombs]"]),
        ("drone", "x", ["keywords: [drone] war, [drone]"]),
    ])
    func `marks what was found`(_ search: String, _ body: String, _ expected: [String]) throws {
        #expect(try Self.marked(search, body: body) == expected)
    }

    @Test func `cuts the best stretch out of a long text, word for word`() throws {
        let filler = Array(repeating: "Lorem ipsum dolor sit amet.", count: 20).joined(separator: " ")
        let body = "A bomb. \(filler) The car held a bomb. \(filler)"
        let marked = try Self.marked("car bomb", body: body)
        let fragment = try #require(marked.first)
        #expect(fragment.hasPrefix("body_text: The [car] held a [bomb]. Lorem"))
        #expect(fragment.hasSuffix("amet."))
        let plain = fragment.dropFirst("body_text: ".count).filter { $0 != "[" && $0 != "]" }
        #expect(body.contains(plain))
        #expect(plain.count <= 280)
    }
}
