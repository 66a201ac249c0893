import API
import HTTP
import HTTPTypes
import Testing

struct SearchTests {
    private let api: API

    init() throws { api = try SampleAPI.make() }

    @Test func `gives rows of their type with title, address and highlights`() {
        let text = api.answer("/v1/search?q=nusra+front&envelope=false").text
        let name = #"{"field":"name","text":"Hayat Tahrir al-Sham","ranges":[[0,20]]}"#
        #expect(text.hasPrefix(#"[{"type":"actor","id":"hts","score":"#))
        #expect(text.contains(#""title":"Hayat Tahrir al-Sham","url":"/v1/actors/hts","highlights":["# + name))
    }

    @Test func `asks only the types that are named`() {
        #expect(api.answer("/v1/search?q=first+-second").text.contains(#""total":1"#))
        #expect(api.answer("/v1/search?q=first&type=event,actor").text.contains(#""total":0"#))
        let response = api.answer("/v1/search?q=first&type=articles")
        #expect(response.problem == "unknown-value")
        #expect(response.suggestions == #"["article"]"#)
    }

    @Test(arguments: [
        ("", "missing-parameter"), ("?q=", "missing-parameter"), ("?q=the", "invalid-parameter"),
        ("?q=-first", "invalid-parameter"), ("?q=%22first", "invalid-parameter"),
        ("?q=hedline:first", "invalid-parameter"),
        ("?q=first&cursor=x", "invalid-cursor"), ("?q=first&limit=0", "invalid-parameter"),
        ("?q=first&sort=id", "unknown-parameter"),
    ])
    func `refuses what it cannot look for`(_ query: String, _ problem: String) {
        let response = api.answer("/v1/search" + query)
        #expect(response.status == .badRequest)
        #expect(response.problem == problem)
    }

    @Test func `has one address for searches that mean the same`() {
        let one = api.answer("/v1/search?q=first++second&type=actor,article&limit=20&highlight=true")
        let other = api.answer("/v1/search?type=article,actor&q=first%20second")
        #expect(one.link("self") == other.link("self"))
        #expect(one.entityTag == other.entityTag)
    }

    @Test func `leads from page to page`() throws {
        let first = api.answer("/v1/search?q=aleppo+-x&limit=1")
        #expect(first.link("prev") == nil)
        let all = api.answer("/v1/search?q=offensive&limit=1")
        #expect(all.text.contains(#""total":1"#))
        #expect(all.link("next") == nil)
    }

    @Test(arguments: [
        ("q=first&since=2024-11-27", 1), ("q=first&since=2024-11-28", 0), ("q=aleppo&within=aleppo", 1),
        ("q=nusra&actor=hts&actor_type=rebel_group", 1), ("q=nusra&actor_type[not]=rebel_group", 0),
    ])
    func `takes the filters of lists`(_ query: String, _ total: Int) {
        let response = api.answer("/v1/search?highlight=false&" + query)
        #expect(response.text.contains("\"total\":\(total),"), "\(response.text)")
    }

    @Test(
        arguments: [
            ("q=first&sice=2024", "unknown-parameter", "sice", #"["since"]"#),
            ("q=first&type=actor&genre=report", "parameter-not-applicable", "genre", #"["type=article"]"#),
            ("q=first&event_type=batles", "unknown-value", "event_type", #"["battles"]"#),
            ("q=first&within=alepo", "unknown-value", "within", #"["aleppo"]"#),
            ("q=first&since=2024-12&until=2024-11", "invalid-parameter", "since", nil),
            ("q=first&facets=typ", "unknown-value", "facets", #"["type","actor_type","event_type"]"#),
            ("q=first&facet_limit=3", "missing-parameter", "facets", #"["facets"]"#),
            ("q=first&facets=type&format=csv", "parameter-not-applicable", "facets", #"["json"]"#),
        ] as [(String, String, String, String?)])
    func `refuses filters and facets that none of the types has`(
        _ query: String, _ problem: String, _ parameter: String, _ suggestions: String?
    ) {
        let response = api.answer("/v1/search?" + query)
        #expect(response.status == .badRequest)
        #expect(response.problem == problem, "\(response.text)")
        #expect(response.text.contains("\"parameter\":\"\(parameter)\""))
        if let suggestions { #expect(response.suggestions == suggestions) }
    }

    @Test func `counts beside its rows what is found`() {
        let text = api.answer("/v1/search?q=first&facets=type,publisher_id&highlight=false").text
        #expect(
            text.hasSuffix(
                #""facets":{"publisher_id":[{"value":"agency","label":"The Agency","count":1}],"#
                    + #""type":[{"value":"article","label":"Article","count":1}]}}"#))
        #expect(!api.answer("/v1/search?q=first&facets=type&envelope=false").text.contains("facets"))
    }

    @Test(arguments: ["csv", "ndjson"])
    func `shows in a whole sheet or lines no highlights, and says so when asked`(_ format: String) {
        let whole = api.answer("/v1/search.\(format)?q=al*")
        #expect(whole.status == .ok && !whole.text.contains("highlights"))
        let refused = api.answer("/v1/search.\(format)?q=al*&highlight=true")
        #expect(refused.status == .badRequest && refused.text.contains("limit=1000"))
        #expect(api.answer("/v1/search.\(format)?q=al*&highlight=true&limit=1000").text.contains("highlights"))
    }

    @Test(arguments: ["csv", "ndjson"])
    func `comes whole as a sheet or lines`(_ format: String) {
        let all = api.answer("/v1/search.\(format)?q=al*&highlight=false&type=actor,place,article").text
        let page = api.answer("/v1/search.\(format)?q=al*&highlight=false&type=actor,place,article&limit=1")
        #expect(page.link("next") != nil || all.split(separator: "\n").count <= 2)
        #expect(all.hasPrefix(page.text))
    }

    @Test(arguments: [
        ("/v1/articles?q=first", #"[{"id":"first"}]"#), ("/v1/articles?q=first+second", "[]"),
        ("/v1/excerpts?q=answer:because", #"[{"id":"talk.1"}]"#), ("/v1/interviews?q=because", #"[{"id":"talk"}]"#),
        ("/v1/actors?q=nusra&id=hts", #"[{"id":"hts"}]"#), ("/v1/actors?q=tahrir*", #"[{"id":"hts"}]"#),
        ("/v1/sources?q=monitor", #"[{"id":"monitor"}]"#),
        (
            "/v1/articles?q=first&highlight=true",
            #"[{"id":"first","highlights":[{"field":"headline","text":"First","ranges":[[0,5]]}]}]"#
        ),
    ])
    func `filters every list by its texts`(_ target: String, _ expected: String) {
        #expect(api.answer(target + "&fields=id&envelope=false").text == expected)
    }

    @Test(arguments: [
        ("/v1/articles?highlight=true", "missing-parameter"), ("/v1/articles?q=answer:x", "invalid-parameter"),
        ("/v1/articles?q=", "invalid-parameter"),
    ])
    func `refuses a text filter that asks for nothing`(_ target: String, _ problem: String) {
        #expect(api.answer(target).problem == problem)
    }
}
