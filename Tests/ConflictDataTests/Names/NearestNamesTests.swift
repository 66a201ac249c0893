import Testing

@testable import ConflictData

struct NearestNamesTests {
    private static let parameters = [
        "limit", "cursor", "sort", "fields", "include", "facets", "facet_limit", "actor", "within", "on", "since",
        "until",
        "as_of", "published_at", "reported_since", "reported_until", "report_date", "envelope", "format", "q", "near",
    ]
    private static let names = [
        "Hayat Tahrir al-Sham", "Ahrar al-Sham", "Nusra Front", "Free Syrian Army", "Levant Liberation Institution",
        "Yekîtiya Demokrat", "جبهة النصرة", "الجيش السوري الحر",
    ]

    @Test(arguments: [
        ("limitt", ["limit"]), ("LIMIT", ["limit", "facet_limit"]), ("lmiit", ["limit"]), ("cursr", ["cursor"]),
        ("sorrt", ["sort"]),
        ("feilds", ["fields"]), ("acotr", ["actor"]), ("asof", ["as_of"]), ("as-of", ["as_of"]),
        ("publishedat", ["published_at"]), ("pub", ["published_at"]),
        ("reported", ["reported_since", "reported_until"]),
        ("report", ["report_date", "reported_since", "reported_until"]),
        ("date", ["report_date"]), ("inn", []), ("xyzzy", []), ("", []), ("?!", []), ("zz", []),
    ])
    func `suggests parameters that were meant, and no others`(_ typed: String, _ expected: [String]) {
        let found = NearestNames.nearest(to: typed, among: Self.parameters, limit: 4)
        #expect(found == expected)
    }

    @Test(arguments: [
        ("nusra frnt", ["Nusra Front"]), ("Nusra", ["Nusra Front"]), ("The Nusra Front", ["Nusra Front"]),
        ("Tahrir", ["Hayat Tahrir al-Sham"]), ("hayat tahrer alsham", ["Hayat Tahrir al-Sham"]),
        ("Ahrar a-Sham", ["Ahrar al-Sham"]), ("Yekitya Demokrat", ["Yekîtiya Demokrat"]),
        ("جبهة النصره", ["جبهة النصرة"]), ("جبه النصرة", ["جبهة النصرة"]), ("Taliban", []),
    ])
    func `suggests names in any script`(_ typed: String, _ expected: [String]) {
        #expect(NearestNames.nearest(to: typed, among: Self.names, limit: 3) == expected)
    }

    @Test func `puts equal before continued, continued before edited, and shorter before longer`() {
        let candidates = ["lime", "limits", "limit_of", "limit", "Limit", "emit", "limit"]
        let found = NearestNames.nearest(to: "limit", among: candidates, limit: 9)
        #expect(found == ["Limit", "limit", "limits", "limit_of"])
        #expect(NearestNames.nearest(to: "limit", among: candidates, limit: 2) == ["Limit", "limit"])
        #expect(NearestNames.nearest(to: "limit", among: candidates, limit: 0).isEmpty)
    }

    @Test(arguments: [129, 1_025, 100_000])
    func `answers input that is too long with nothing`(_ count: Int) {
        let long = String(repeating: "a", count: count)
        #expect(NearestNames.nearest(to: long, among: [long], limit: 3).isEmpty)
    }

    @Test func `gives the same whatever the order of candidates`() {
        var random = SeededRandom(seed: 3)
        let letters = Array("abc-")
        let words = (0..<300).map { _ in
            String(
                (0..<Int.random(in: 1...8, using: &random)).map { _ in letters[Int.random(in: 0..<4, using: &random)] })
        }
        for typed in words.prefix(40) {
            let expected = NearestNames.nearest(to: typed, among: words, limit: 5)
            #expect(expected == NearestNames.nearest(to: typed, among: words.shuffled(using: &random), limit: 5))
            // What does not fit into a short list is what stands last in a long one.
            #expect(expected == Array(NearestNames.nearest(to: typed, among: words, limit: 500).prefix(5)))
        }
    }
}
