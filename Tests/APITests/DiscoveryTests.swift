import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

/// How programs find their way: `Link` fields and what is asked of any host.
struct DiscoveryTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    private func api(_ site: Site) throws -> API {
        API(store: DatasetStore(try SampleAPI.dataset()), release: "test", site: site)
    }

    private func links(_ target: String) -> [String] {
        let name = HTTPField.Name("Link")
        return name.flatMap { api.answer(target).fields[$0] }?.split(separator: ", ").map(String.init) ?? []
    }

    @Test func `a list names its other formats by the same question, without what is of one format only`() {
        let links = links("/v1/events?limit=1&facets=event_type&event_type=battles&fields=id&sort=id")
        #expect(links.contains("</v1/events.csv?event_type=battles&sort=id>; rel=\"alternate\"; type=\"text/csv\""))
        #expect(
            links.contains(
                "</v1/events.geojson?event_type=battles&sort=id>; rel=\"alternate\"; type=\"application/geo+json\""))
        #expect(!links.contains { $0.contains("/v1/events.json?") })
        #expect(
            api.answer("/v1/events.csv?hxl=true&limit=1&event_type=battles").link("alternate")
                == nil, "a link with a type does not end in its relation")
    }

    @Test(arguments: RouteTable.routes.filter { $0.formats.count > 1 && !$0.path.contains("{") }.map(\.path))
    func `every alternate can be had, with a query too`(_ path: String) {
        let query = ["/v1/search": "?q=first", "/v1/counts/aggregate": "?group_by=measure"][path] ?? ""
        for target in [path + query, path + query + (query.isEmpty ? "?" : "&") + "limit=1"] {
            for link in links(target) where link.contains("rel=\"alternate\"") {
                let address = link.dropFirst().prefix { $0 != ">" }
                #expect(api.answer(String(address)).status == .ok, "\(address)")
            }
        }
    }

    @Test(arguments: ["/v1", "/", "/v1/counts", "/v1/excerpts", "/v1/events/offensive", "/v1/events/offensive/toll"])
    func `whatever describes an answer can be had`(_ target: String) {
        let links = links(target).filter { !$0.contains("rel=\"alternate\"") }
        #expect(links.count > 1)
        for link in links {
            let address = link.dropFirst().prefix { $0 != ">" }
            #expect(api.answer(String(address)).status == .ok, "\(address)")
        }
    }

    @Test func `a page in another format is told of by the format it is in`() {
        let links = links("/v1/tallies.csv?limit=1")
        #expect(links.first == "</v1/tallies.csv?limit=1>; rel=\"self\"")
        #expect(links.contains("</v1/tallies.json>; rel=\"alternate\"; type=\"application/json\""))
    }

    @Test func `records and lists name the schema of their files, where there is one`() {
        for (target, schema) in [
            ("/v1/tallies/toll", "tallies"), ("/v1/counts", "tallies"), ("/v1/excerpts", "interviews"),
            ("/v1/events", "events"),
        ] {
            let link = "</v1/schema/\(schema).json>; rel=\"describedby\"; type=\"application/schema+json\""
            #expect(links(target).contains(link))
        }
    }

    @Test func `robots may read lists and are asked to leave questions alone, or all`() throws {
        let answer = api.answer("/robots.txt")
        #expect(answer.fields[.contentType] == "text/plain; charset=utf-8")
        #expect(answer.text == "User-agent: *\nDisallow: /v1/*?\nDisallow: /metrics\n")
        let refusing = try api(Site(admitsRobots: false))
        #expect(refusing.answer("/robots.txt").text == "User-agent: *\nDisallow: /\n")
    }

    @Test func `names whom to tell of a weakness only where the operator has`() throws {
        #expect(api.answer("/.well-known/security.txt").status == .notFound)
        let contact = SecurityContact(
            contacts: ["mailto:a@example.org", "tel:+1"], expires: "2027-06-30T00:00:00Z",
            policy: "https://example.org/policy")
        let site = Site(publicURL: "https://data.example.org", security: contact)
        #expect(
            try api(site).answer("/.well-known/security.txt").text == """
                Contact: mailto:a@example.org
                Contact: tel:+1
                Expires: 2027-06-30T00:00:00Z
                Policy: https://example.org/policy
                Canonical: https://data.example.org/.well-known/security.txt

                """)
    }

    @Test func `the catalogue lists the API and what describes it by whole addresses`() throws {
        let answer = try api(Site(publicURL: "https://data.example.org")).answer("/.well-known/api-catalog")
        #expect(
            answer.fields[.contentType]
                == "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"")
        #expect(answer.text.hasPrefix(#"{"linkset":[{"anchor":"https://data.example.org/v1""#))
        #expect(answer.text.contains(#""status":[{"href":"https://data.example.org/healthz""#))
        let name = try #require(HTTPField.Name("Link"))
        let link = answer.fields[name]
        #expect(link == "</.well-known/api-catalog>; rel=\"api-catalog\"; type=\"application/linkset+json\"")
        #expect(api.answer("/").fields[name]?.contains("rel=\"api-catalog\"") == true)
    }

    @Test func `the icon is a picture of 32 pixels in each direction`() {
        let icon = api.answer("/favicon.ico")
        guard case .bytes(let bytes) = icon.body else {
            Issue.record("there is no body")
            return
        }
        #expect(Array(bytes.prefix(8)) == [0, 0, 1, 0, 1, 0, 32, 32])
        #expect(bytes.count == 22 + 40 + 32 * 32 * 4 + 32 * 32 / 8)
        #expect(api.answer("/favicon.svg").text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    }

    @Test func `no answer is to be taken for another type than it says`() {
        for target in ["/v1", "/robots.txt", "/nowhere", "/v1/tallies.csv"] {
            #expect(api.answer(target).fields[.xContentTypeOptions] == "nosniff")
        }
    }
}
