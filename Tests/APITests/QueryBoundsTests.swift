import HTTP
import HTTPTypes
import Testing

@testable import API

/// No question is longer or deeper than the reference says, and one that is hears how long it may be.
struct QueryBoundsTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    private static func list(_ count: Int, _ name: (Int) -> String = { "a\($0)" }) -> String {
        (0..<count).map(name).joined(separator: ",")
    }

    @Test(
        arguments: [
            ("tags=" + list(500), nil), ("tags=" + list(501), "500"), ("tags[not]=" + list(501), "500"),
            ("actor=" + list(501), "500"), ("fields=" + list(200) { "x_\($0)" }, nil),
            ("fields=" + list(201) { "x_\($0)" }, "200"), ("fields=x_a.b.c.d.e.f.g.h", nil),
            ("fields=x_a.b.c.d.e.f.g.h.i", "8"), ("sort=" + list(9), "8"), ("facets=" + list(11), "10"),
            ("limit=1001", "1000"), ("facets=genre&facet_limit=1001", "1000"),
            ("tags=" + String(repeating: "a", count: 4096), nil),
            ("tags=" + String(repeating: "a", count: 4097), "4096"),
            (list(65) { "a\($0)=b" }.replacing(",", with: "&"), "64"),
        ] as [(String, String?)])
    func `bounds`(_ query: String, _ bound: String?) {
        let response = api.answer("/v1/articles?" + query)
        guard let bound else { return #expect(response.status == .ok, "\(response.text)") }
        #expect(response.status == .badRequest)
        #expect(["invalid-parameter", "query-too-large"].contains(response.problem))
        #expect(response.text.contains(bound), "\(response.text)")
    }

    @Test(arguments: [
        ("genr=report", #"["genre"#), ("genre[nto]=report", #"["genre[not]"#), ("genre[gt]=report", #"["genre"#),
        ("publishd_at[gte]=2024", #"["published_at[gte]"#), ("sinc=2024", #"["since"#), ("facet=genre", #"["facets"#),
        ("facetlimit=3", #"["facet_limit"#), ("histogramm=published_at", #"["histogram"#),
        ("includes=x", #"["include"#),
        ("limits=5", #"["limit"#), ("asof=2024", #"["as_of"#), ("withn=aleppo", #"["within"#),
    ])
    func `names the nearest of fields, operators and parameters`(_ query: String, _ nearest: String) {
        let response = api.answer("/v1/articles?" + query)
        #expect(response.status == .badRequest)
        #expect(response.suggestions?.hasPrefix(nearest) == true, "\(response.text)")
    }

    /// The address of an answer leads to the same answer, and is the same in whatever order and spelling one asks.
    @Test(arguments: [
        ("genre=report,interview&published_at[gte]=2024", "published_at%5Bgte%5D=2024&genre=interview,report,report"),
        ("actor=HTS&sort=headline&limit=50", "sort=headline,id&actor=HTS&envelope=true"),
        ("facets=genre&as_of=2025", "as_of=2025&facet_limit=20&facets=genre"),
    ])
    func `has one address for a question`(_ one: String, _ other: String) throws {
        let (left, right) = (api.answer("/v1/articles?" + one), api.answer("/v1/articles?" + other))
        let address = try #require(left.link("self"))
        #expect(address == right.link("self"))
        #expect(left.entityTag == right.entityTag)
        let again = api.answer(address)
        #expect(again.link("self") == address)
        #expect(again.text == left.text)
    }
}
