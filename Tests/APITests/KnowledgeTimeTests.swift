import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

/// `as_of` over HTTP: on every data route, in addresses, tags and dates.
struct KnowledgeTimeTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    @Test func `is a parameter of every route of data, and of no other`() {
        for route in RouteTable.routes {
            // The schemas of files are the same whatever the data.
            let isOfData = route.path.hasPrefix("/v1") && !route.path.hasPrefix("/v1/schema")
            #expect(route.parameters.contains { $0.name == "as_of" } == isOfData, "\(route.path)")
        }
        #expect(api.answer("/problems?as_of=2024").problem == "unknown-parameter")
    }

    @Test(arguments: [
        "/v1", "/v1/articles", "/v1/articles/third.json", "/v1/actors/resolve?name=HTS", "/v1/checks", "/v1/counts",
    ])
    func `says the moment in meta and in every address`(_ target: String) {
        let response = api.answer(target + (target.contains("?") ? "&" : "?") + "as_of=2024-11-29")
        #expect(response.status == .ok)
        #expect(response.text.contains(#""as_of":"2024-11-29""#))
        #expect(response.link("self")?.contains("?as_of=2024-11-29") == true)
    }

    @Test func `writes a moment in one way`() {
        #expect(
            api.answer("/v1?as_of=2024-11-29T14:00:00.000%2B02:00").link("self") == "/v1?as_of=2024-11-29T12:00:00Z")
    }

    @Test func `keeps the moment from page to page`() throws {
        let first = api.answer("/v1/articles?as_of=2024-11-28&limit=1&fields=id&envelope=false")
        #expect(first.text == #"[{"id":"second"}]"#)
        let second = api.answer(try #require(first.link("next")))
        #expect(second.text == #"[{"id":"first"}]"#)
        #expect(second.link("next") == nil)
        #expect(api.answer(try #require(second.link("prev"))).text == first.text)
    }

    @Test func `answers from what was known then`() {
        #expect(api.answer("/v1/articles/first?as_of=2024-11-26").problem == "record-not-found")
        #expect(api.answer("/v1/articles/withdrawn").problem == "record-retracted")
        #expect(api.answer("/v1/articles/withdrawn?as_of=2024-11-30").status == .ok)
        #expect(api.answer("/v1/tallies?as_of=2024-11-28&fields=id&envelope=false").text == #"[{"id":"early"}]"#)
        #expect(api.answer("/v1?as_of=2024-11-28").text.contains(#""tallies":1,"#))
        #expect(api.answer("/v1/actors/nusra?as_of=2024").fields[.location] == "/v1/actors/hts?as_of=2024")
    }

    @Test(arguments: ["", "now", "2024-02-30", "2024-11-29T12:00:00"])
    func `refuses a bad date with a hint`(_ text: String) {
        let response = api.answer("/v1/tallies?as_of=\(text)")
        #expect(response.status == .badRequest)
        #expect(response.problem == "invalid-parameter")
        #expect(response.text.contains(#""parameter":"as_of""#))
        #expect(response.text.contains("2024-11-29T12:00:00Z"))
    }

    @Test func `has a tag of its own for each moment, and a date not after it`() throws {
        let targets = ["/v1/tallies", "/v1/tallies?as_of=2024-11-29", "/v1/tallies?as_of=2024-11-28"]
        #expect(Set(targets.compactMap { api.answer($0).entityTag?.opaque }).count == 3)
        for target in targets {
            let tag = try #require(api.answer(target).entityTag)
            #expect(api.answer(target, [.ifNoneMatch: tag.fieldValue]).status == .notModified)
        }
        #expect(api.answer(targets[2]).fields[.lastModified] == "Thu, 28 Nov 2024 08:00:00 GMT")
    }
}
