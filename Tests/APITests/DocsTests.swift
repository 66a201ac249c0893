import API
import ConflictData
import HTTP
import HTTPTypes
import Testing

struct DocsTests {
    private let api: API
    private let page: String

    init() throws {
        api = try SampleAPI.make()
        page = api.answer("/docs").text
    }

    @Test func `is a page that runs nothing`() throws {
        let answer = api.answer("/docs")
        #expect(answer.status == .ok)
        #expect(answer.fields[.contentType] == "text/html; charset=utf-8")
        let policy = try #require(HTTPField.Name("Content-Security-Policy"))
        #expect(answer.fields[policy]?.hasPrefix("default-src 'none'; ") == true)
        #expect(answer.isCompressible)
        #expect(answer.entityTag != nil)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(!page.contains("<script"))
        #expect(page.firstMatch(of: #/ on[a-z]+="/#) == nil)
    }

    @Test(arguments: RouteTable.routes.map(\.path))
    func `has every route`(_ path: String) {
        #expect(page.contains("<code>\(path)</code></h3>"))
    }

    @Test(arguments: ErrorCode.allCases)
    func `has every problem`(_ code: ErrorCode) {
        #expect(page.contains("id=\"problem-\(code.rawValue)\""))
    }

    @Test(arguments: Set(RouteTable.routes.flatMap(\.parameters).map(\.name)).sorted())
    func `has every parameter`(_ name: String) {
        #expect(page.contains("<th scope=\"row\"><code>\(name)</code></th>"))
    }

    @Test(arguments: Vocabulary.all.flatMap(\.terms))
    func `has every term`(_ term: String) {
        #expect(page.contains("<code>\(term)</code>"))
    }

    @Test func `has no anchor twice, and none missing`() {
        let anchors = page.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
        #expect(Set(anchors).count == anchors.count)
        let links = Set(page.matches(of: #/href="#([^"]*)"/#).map { String($0.output.1) })
        #expect(links.subtracting(anchors).isEmpty)
    }

    @Test func `its commands name the server as each client does, though the page is made once`() throws {
        let host = try #require(HTTPField.Name("Host"))
        let pages = ["one.example", "two.example:81", "<b>&\"", ""].map { api.answer("/docs", [host: $0]).text }
        #expect(pages[0].contains("curl 'http://one.example/v1"))
        #expect(pages[1].contains("curl 'http://two.example:81/v1"))
        #expect(pages[2].contains("curl 'http://&lt;b&gt;&amp;&quot;/v1"))
        #expect(pages[3].contains("curl 'http://localhost/v1"))
        #expect(Set(pages.map { $0.replacing(#/curl 'http:\/\/.*?\/v1/#, with: "") }).count == 1)
        #expect(!pages[0].utf8.contains(0))
    }

    @Test func `is made anew when the data is another`() throws {
        let store = DatasetStore(try SampleAPI.dataset())
        let api = API(store: store, release: "test")
        let before = [api.answer("/docs").text, api.answer("/openapi.json").text]
        store.swap(try SampleAPI.dataset(tallies: "[]"), nowSeconds: 1_780_000_000)
        let after = [api.answer("/docs").text, api.answer("/openapi.json").text]
        #expect(before[0] != after[0])
        #expect(before[1] != after[1])
    }

    @Test(arguments: ["/docs", "/openapi.json"])
    func `is worked out away from the loops, however small the data`(_ path: String) {
        let request = Request(method: .get, target: RequestTarget(rawPath: path, rawQuery: nil), fields: [:])
        #expect(api.takesLong(request))
    }

    @Test func `leads to addresses that answer`() {
        let written = page.matches(of: #/href="(\/[^"]*)"/#).map { String($0.output.1) }
        let links = Set(written.map { $0.replacing("&amp;", with: "&") })
        #expect(links.count > 30)
        for link in links {
            let status = api.answer(link).status
            #expect(status == .ok || status == .found, "\(link)")
        }
    }

    @Test func `names the feeds of lists to those who look for them`() {
        #expect(page.contains("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/v1/articles.atom\""))
    }

    @Test func `is another page for other data and under another name`() throws {
        let host = HTTPField.Name("Host").map { HTTPFields([HTTPField(name: $0, value: "other.example")]) } ?? [:]
        #expect(api.answer("/docs", host).entityTag != api.answer("/docs").entityTag)
        #expect(api.answer("/docs", host).text.contains("curl 'http://other.example/v1/"))
        let other = API(store: DatasetStore(try SampleAPI.dataset(articles: "[]")), release: "test")
        #expect(other.answer("/docs").entityTag != api.answer("/docs").entityTag)
        #expect(other.answer("/docs").status == .ok)
    }

    @Test func `escapes what the dataset says`() throws {
        let hostile = "<script>alert(\\\"1\\\")</script>&amp;"
        let card = "{\"title\": \"\(hostile)\", \"license\": \"L\", \"attribution\": \"\(hostile)\"}"
        let outcome = DatasetLoader(threads: 1, nowSeconds: 0).load(
            files: [(name: "dataset.json", bytes: Array(card.utf8))])
        let api = API(store: DatasetStore(try #require(outcome.dataset)), release: "test")
        let text = api.answer("/docs").text
        #expect(!text.contains("<script"))
        #expect(text.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;"))
    }
}
