import TestSupport
import Testing

@Suite struct ConditionalTests {
    @Test(arguments: ["/v1", "/v1/tallies", "/v1/counts?measure=killed", "/v1/tallies?fields=id&limit=2"])
    func `answers 304 to its own tag and date, and 200 to others`(_ target: String) throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        let first = try client.request("GET", target)
        let tag = try #require(first.fields["etag"])
        let date = try #require(first.fields["last-modified"])
        #expect(tag.hasPrefix("\""))

        let same = try client.request("GET", target, fields: ["If-None-Match: \"other\", \(tag)"])
        #expect(same.status == 304)
        #expect(same.fields["etag"] == tag)
        #expect(try client.request("GET", target, fields: ["If-Modified-Since: \(date)"]).status == 304)

        #expect(try client.request("GET", target, fields: ["If-None-Match: \"other\""]).body == first.body)
        let long = "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT"
        #expect(try client.request("GET", target, fields: [long]).status == 200)
    }

    @Test func `gives each query a tag of its own`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        let targets = ["/v1/tallies", "/v1/tallies?limit=2", "/v1/tallies?fields=id", "/v1/actors", "/v1"]
        let tags = try targets.map { try client.request("GET", $0).fields["etag"] }
        #expect(Set(tags).count == targets.count)
    }
}
