import HTTP
import HTTPTypes
import Testing

@testable import API

struct RecordTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    @Test func `answers one record in the same envelope`() {
        let response = api.answer("/v1/actors/army?fields=id,name")
        #expect(response.status == .ok)
        #expect(
            response.text.hasPrefix(#"{"data":{"id":"army","name":"Syrian Arab Army"},"meta":{"total":1,"returned":1"#))
        #expect(response.link("self") == "/v1/actors/army?fields=id,name")
    }

    @Test func `answers one record bare`() {
        #expect(api.answer("/v1/actors/army?envelope=false&fields=id").text == #"{"id":"army"}"#)
    }

    @Test(arguments: [
        ("/v1/articles/first", "first"), ("/v1/articles/first.json", "first"),
        ("/v1/articles/third.json", "third.json"), ("/v1/articles/third.json.json", "third.json"),
        ("/v1/articles/%66irst", "first"), ("/v1/counts/toll.2", "toll.2"), ("/v1/counts/toll.2.json", "toll.2"),
        ("/v1/excerpts/talk.1", "talk.1"), ("/v1/excerpts/talk.1.json", "talk.1"),
    ])
    func `looks for the whole segment first, then for an id with a suffix`(_ path: String, _ id: String) {
        #expect(api.answer(path + "?envelope=false&fields=id").text == #"{"id":"\#(id)"}"#)
    }

    @Test func `keeps the suffix in its address`() {
        #expect(api.answer("/v1/articles/first.json").link("self") == "/v1/articles/first.json")
        #expect(api.answer("/v1/articles/third.json").link("self") == "/v1/articles/third.json")
    }

    @Test(arguments: [
        ("/v1/articles/frist", #"["first"]"#), ("/v1/articles/frist.json", #"["first"]"#),
        ("/v1/counts/toll.9", #""toll.1""#), ("/v1/actors/arny", #"["army"]"#),
    ])
    func `names the nearest ids where there is no record`(_ path: String, _ suggestions: String) {
        let response = api.answer(path)
        #expect(response.status == .notFound)
        #expect(response.problem == "record-not-found")
        #expect(response.suggestions?.contains(suggestions) == true, "\(response.text)")
    }

    @Test(arguments: [
        ("/v1/actors/nusra", "/v1/actors/hts"), ("/v1/actors/nusra?fields=id,name", "/v1/actors/hts?fields=id,name"),
        ("/v1/actors/nusra.json?a=%20", nil), ("/v1/actors/nusra.json?fields=id", "/v1/actors/hts.json?fields=id"),
    ])
    func `leads from a former id to the record`(_ target: String, _ location: String?) {
        let response = api.answer(target)
        #expect(response.fields[.location] == location)
        #expect(response.status == (location == nil ? .badRequest : .permanentRedirect))
    }

    @Test func `says why a record was retracted`() {
        let response = api.answer("/v1/articles/withdrawn")
        #expect(response.status == .gone)
        #expect(response.problem == "record-retracted")
        #expect(response.text.contains("2024-12-01: The photo was from another year."))
    }

    @Test func `names what is served when the suffix is of another format`() {
        let response = api.answer("/v1/articles/first.csv")
        #expect(response.status == .notAcceptable)
        #expect(response.problem == "not-acceptable")
        #expect(response.suggestions == #"["json"]"#)
    }
}
