import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

struct ListTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    /// The ids in a body, in order.
    private func ids(_ response: Response) -> [String] {
        response.text.matches(of: #/"id":"([^"]*)"/#).map { String($0.output.1) }
    }

    @Test(arguments: RecordType.allCases)
    func `answers a list of every type`(_ type: RecordType) {
        let response = api.answer("/v1/\(type.plural)")
        #expect(response.status == .ok)
        #expect(response.fields[.contentType] == "application/json")
        #expect(response.text.hasPrefix(#"{"data":[{"id":""#))
        #expect(response.text.hasSuffix(#""links":{"self":"/v1/\#(type.plural)","next":null,"prev":null}}"#))
    }

    @Test func `puts data into an envelope that says whose it is and under which terms`() throws {
        let version = try SampleAPI.dataset().version
        let response = api.answer("/v1/articles?fields=id")
        #expect(
            response.text
                == #"{"data":[{"id":"third.json"},{"id":"second"},{"id":"first"}],"meta":{"total":3,"returned":3,"#
                + #""data_version":"\#(version)","as_of":null,"license":"CC-BY-4.0","attribution":"Sample \"desk\"","#
                + #""caveats":["Small."]},"links":{"self":"/v1/articles?fields=id","next":null,"prev":null}}"#
        )
        #expect(response.link("self") == "/v1/articles?fields=id")
    }

    @Test func `gives the bare array without the envelope`() {
        let response = api.answer("/v1/articles?fields=id&envelope=false&limit=2")
        #expect(response.text == #"[{"id":"third.json"},{"id":"second"}]"#)
        #expect(response.link("next")?.hasPrefix("/v1/articles?fields=id&envelope=false&limit=2&cursor=") == true)
    }

    @Test(arguments: 1...3)
    func `pages forth and back over all records`(_ limit: Int) throws {
        var pages: [[String]] = []
        var next: String? = "/v1/articles.json?fields=id&envelope=false&limit=\(limit)"
        var last: Response?
        while let target = next, pages.count < 4 {
            let response = api.answer(target)
            #expect(response.link("self") == target)
            pages.append(ids(response))
            last = response
            next = response.link("next")
        }
        #expect(pages.flatMap(\.self) == ["third.json", "second", "first"])
        #expect(pages.allSatisfy { $0.count <= limit })
        if pages.count > 1 {
            let previous = try #require(last?.link("prev"))
            #expect(ids(api.answer(previous)) == pages[pages.count - 2])
        }
    }

    @Test(arguments: ["?cursor=", "?cursor=x", "?cursor=%00", "?cursor=🕊"])
    func `refuses a cursor that it did not make`(_ query: String) {
        let escaped = query.replacing("🕊", with: "%F0%9F%95%8A")
        let response = api.answer("/v1/articles" + escaped)
        #expect(response.status == .badRequest)
        #expect(response.problem == (query.contains("%00") ? "malformed-target" : "invalid-cursor"))
    }

    @Test(arguments: [
        ("?limitt=5", "unknown-parameter", #"["limit"]"#),
        ("?limit=0", "invalid-parameter", nil),
        ("?fields=headlin", "unknown-value", #"["headline"]"#),
        ("?genre=reprt", "unknown-value", #"["report"]"#),
        ("?publisher_id=agensy", "unknown-value", #"["agency"]"#),
        ("?actor=the%20rebels", "unknown-name", #"["Hayat Tahrir al-Sham"]"#),
        ("?genre=report&genre=report", "repeated-parameter", nil),
        ("?format=svg", "invalid-parameter", nil),
        ("?genre=%zz", "malformed-target", nil),
    ])
    func `says what is wrong with a query and what was meant`(_ query: String, _ code: String, _ suggestions: String?) {
        let response = api.answer("/v1/articles" + query)
        #expect(response.status == .badRequest)
        #expect(response.problem == code)
        if let suggestions { #expect(response.suggestions == suggestions) }
    }

    @Test func `refuses a parameter that has no meaning for the type`() {
        #expect(api.answer("/v1/places?actor=hts").problem == "parameter-not-applicable")
    }

    @Test func `filters and says so in its address`() {
        let response = api.answer("/v1/counts?measure=killed&qualifier=exact&limit=50")
        #expect(response.text.contains(#""total":5"#))
        #expect(response.link("self")?.contains("limit") == false)
    }

    @Test func `has one address for questions that mean the same`() {
        let one = api.answer("/v1/counts?tally_id=early,toll&measure=killed&limit=50")
        let other = api.answer("/v1/counts?envelope=true&measure=killed&tally_id=early,toll")
        #expect(one.link("self") == other.link("self"))
        #expect(one.entityTag == other.entityTag)
    }
}
