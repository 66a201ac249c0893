import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

/// Sort, facets, histograms and included records as they go over the wire.
struct ListAdditionsTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    @Test(arguments: [
        (
            "/v1/counts?facets=attributed_to,measure&limit=1",
            #""facets":{"attributed_to":[{"value":"monitor","label":"The Monitor","count":5}],"#
                + #""measure":[{"value":"killed","label":"Killed","count":5}]}"#
        ),
        (
            "/v1/counts?facets=n,exhaustive&facet_limit=2",
            #""facets":{"exhaustive":[{"value":true,"label":"true","count":1}],"#
                + #""n":[{"value":1,"label":"1","count":2},{"value":2,"label":"2","count":2}]}"#
        ),
        (
            "/v1/tallies?histogram=report_date&interval=week",
            #""histogram":{"field":"report_date","interval":"week","buckets":[{"start":"2024-10-28","count":1},"#
                + #"{"start":"2024-11-04","count":0},{"start":"2024-11-11","count":0},{"start":"2024-11-18","count":0},"#
                + #"{"start":"2024-11-25","count":1}]}"#
        ),
        (
            "/v1/tallies?histogram=report_date",
            #""histogram":{"field":"report_date","interval":"month","buckets":[{"start":"2024-11-01","count":2}]}"#
        ),
        ("/v1/events?include=actors", #""included":{"actors":[]}"#),
        ("/v1/articles/first?include=sources,place&fields=id", #""included":{"places":[],"sources":[{"id":"agency","#),
        ("/v1/tallies?include=event,places", #""included":{"events":[{"id":"offensive","#),
    ])
    func `puts beside the data`(_ target: String, _ expected: String) {
        let response = api.answer(target)
        #expect(response.status == .ok)
        #expect(response.text.contains(#","prev":null},"# + expected), "\(response.text)")
    }

    @Test func `gives all of it in one answer, in one order`() {
        let text = api.answer(
            "/v1/tallies?include=events&histogram=report_date&facets=kind&limit=1&sort=report_date&fields=id"
        ).text
        let members = text.matches(of: #/"(data|meta|links|facets|histogram|included)":/#).map { String($0.output.1) }
        #expect(members.prefix(6) == ["data", "meta", "links", "facets", "histogram", "included"])
        #expect(text.hasPrefix(#"{"data":[{"id":"early"}]"#))
    }

    @Test func `leaves it out of the bare array`() {
        let target = "/v1/articles?fields=id&envelope=false&limit=1&facets=genre&histogram=published_at&include=sources"
        let response = api.answer(target)
        #expect(response.text == #"[{"id":"third.json"}]"#)
        #expect(response.link("next")?.contains("facets=genre") == true)
    }

    @Test(arguments: [
        ("?sort=headline,id&limit=2", "?limit=2&sort=headline"), ("?sort=-published_at", "?"),
        ("?facets=publisher_id,genre", "?facets=genre,publisher_id&facet_limit=20"),
        ("?histogram=published_at", "?histogram=published_at&interval=month"),
        ("?include=source,actors", "?include=actors,sources"),
        ("?fields=headline,id&sort=-headline,-id,genre", "?fields=id,headline&sort=-headline,-id"),
    ])
    func `has one address for questions that mean the same`(_ one: String, _ other: String) {
        let (left, right) = (api.answer("/v1/articles" + one), api.answer("/v1/articles" + other))
        #expect(left.status == .ok)
        #expect(left.link("self") == right.link("self"))
        #expect(left.entityTag == right.entityTag)
    }

    @Test(arguments: [
        ("sort=headlin", "unknown-value", "sort", #"["headline"]"#), ("sort=", "invalid-parameter", "sort", nil),
        ("sort=keywords", "parameter-not-applicable", "sort", nil),
        ("sort=genre&sort=url", "repeated-parameter", "sort", nil),
        ("facets=gnre", "unknown-value", "facets", #"["genre"]"#),
        ("facets=published_at", "parameter-not-applicable", "facets", nil),
        ("facets=genre&facet_limit=0", "invalid-parameter", "facet_limit", nil),
        ("facets=genre&facet_limit=1001", "invalid-parameter", "facet_limit", nil),
        ("facet_limit=5", "missing-parameter", "facets", nil), ("interval=day", "missing-parameter", "histogram", nil),
        ("histogram=published_at&interval=hour", "unknown-value", "interval", nil),
        ("histogram=published_at&interval=day,week", "invalid-parameter", "interval", nil),
        ("histogram=headline", "parameter-not-applicable", "histogram", nil),
        ("histogram=publishd_at", "unknown-value", "histogram", #"["published_at"]"#),
        ("include=tallies", "unknown-value", "include", nil), ("include=", "unknown-value", "include", nil),
        ("facetts=genre", "unknown-parameter", "facetts", #"["facets"]"#),
        ("srot=genre", "unknown-parameter", "srot", #"["sort"]"#),
    ])
    func `says what is wrong and what was meant`(
        _ query: String, _ code: String, _ parameter: String, _ suggestions: String?
    ) {
        let response = api.answer("/v1/articles?" + query)
        #expect(response.status == .badRequest)
        #expect(response.problem == code)
        #expect(response.text.contains(#""parameter":"\#(parameter)""#))
        if let suggestions { #expect(response.suggestions?.hasPrefix(suggestions.dropLast()) == true) }
    }

    @Test func `leads through sorted pages by links that say the same in the header`() throws {
        var target: String? = "/v1/counts?fields=id&sort=-value&limit=2"
        var ids: [String] = []
        while let next = target {
            let response = api.answer(next)
            #expect(response.text.contains(#""self":"\#(response.link("self") ?? "")""#))
            ids += response.text.matches(of: #/"id":"([^"]*)"/#).map { String($0.output.1) }
            target = response.link("next")
        }
        #expect(ids == ["toll.1", "toll.3", "toll.2", "early.2", "early.1"])
    }

    @Test(arguments: [
        ("/v1/counts?sort=value&cursor=", "another order"), ("/v1/tallies?cursor=", "list of tallies"),
        ("/v1/counts?sort=-value&measure=killed&cursor=", "other filters"),
    ])
    func `says why a cursor of another list is refused`(_ target: String, _ reason: String) throws {
        let next = try #require(api.answer("/v1/counts?sort=-value&limit=2").link("next"))
        let cursor = try #require(next.split(separator: "cursor=").last)
        let response = api.answer(target + cursor)
        #expect(response.problem == "invalid-cursor")
        #expect(response.text.contains(reason))
    }
}
