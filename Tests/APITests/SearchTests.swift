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
