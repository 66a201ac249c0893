import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

/// `/v1/changes` and `/v1/tallies/{id}/revisions` over HTTP.
struct ChangesTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    private func cursors(_ response: Response) -> [String] {
        response.text.matches(of: #/"cursor":"([^"]*)"/#).map { String($0.output.1) }
    }

    @Test func `gives rows with all their members, oldest first`() {
        let response = api.answer("/v1/changes?since=2024-11-30&envelope=false")
        let rows = response.text.matches(of: #/\{"cursor":"[\w-]+",("at":[^}]*)\}/#).map { String($0.output.1) }
        #expect(
            rows == [
                #""at":"2024-11-30T00:00:00Z","change":"created","type":"article","id":"withdrawn","fields":[]"#,
                #""at":"2024-12-01T00:00:00Z","change":"retracted","type":"article","id":"withdrawn","fields":[]"#,
            ])
    }

    @Test func `pages, and goes on since the last row`() throws {
        let first = api.answer("/v1/changes?limit=2")
        let next = try #require(first.link("next"))
        let last = try #require(cursors(first).last)
        #expect(cursors(api.answer(next)) == cursors(api.answer("/v1/changes?since=\(last)&limit=2")))
        #expect(api.answer(try #require(api.answer(next).link("prev"))).text.contains(cursors(first)[0]))
        #expect(first.text.contains(#""total":7,"returned":2"#))
    }

    @Test(arguments: [
        ("since=tomorrow", "invalid-parameter"), ("type=count", "unknown-value"), ("change=deleted", "unknown-value"),
        ("cursor=x", "invalid-cursor"), ("limit=0", "invalid-parameter"),
    ])
    func `refuses`(_ query: String, _ problem: String) {
        #expect(api.answer("/v1/changes?\(query)").problem == problem)
    }

    /// The data version comes back, and the history does not.
    @Test func `has another tag when more is known to have changed`() throws {
        let store = DatasetStore(try SampleAPI.dataset())
        let api = API(store: store, release: "test")
        let (tag, articles) = (api.answer("/v1/changes").entityTag, api.answer("/v1/articles").entityTag)
        store.swap(try SampleAPI.dataset(articles: "[]"), nowSeconds: 1_780_000_100)
        store.swap(try SampleAPI.dataset(), nowSeconds: 1_780_000_200)
        #expect(api.answer("/v1/articles").entityTag == articles)
        #expect(api.answer("/v1/changes").entityTag != tag)
        let seen = api.answer("/v1/changes?since=2026-05-28T20:26:40Z&envelope=false")
        #expect(seen.text.components(of: #""change":"retracted""#) == 4)
        #expect(seen.text.components(of: #""change":"created""#) == 3)
    }

    // MARK: Revisions

    @Test func `gives the history of a tally, one alone if it stands alone`() {
        let response = api.answer("/v1/tallies/toll/revisions?fields=id")
        #expect(response.text.hasPrefix(#"{"data":[{"id":"toll"}],"meta":{"total":1,"returned":1,"#))
        #expect(response.link("self") == "/v1/tallies/toll/revisions?fields=id")
        #expect(api.answer("/v1/tallies/toll/revisions.json").status == .ok)
    }

    @Test func `knows no history of what is not there`() {
        #expect(api.answer("/v1/tallies/tol/revisions").problem == "record-not-found")
        #expect(api.answer("/v1/tallies/tol/revisions").suggestions == #"["toll"]"#)
        #expect(api.answer("/v1/tallies/toll/revisions?as_of=2024-11-01").problem == "record-not-found")
        #expect(api.answer("/v1/articles/first/revisions").problem == "route-not-found")
    }
}

extension String {
    /// How often a text is in it.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
