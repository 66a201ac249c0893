import TestSupport
import Testing

@Suite struct GzipTests {
    @Test func `compresses for who asks, to the same bytes`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        let plain = try client.request("GET", "/v1/tallies")
        let packed = try client.request("GET", "/v1/tallies", fields: ["Accept-Encoding: gzip"])
        #expect(plain.fields["content-encoding"] == nil)
        #expect(packed.fields["content-encoding"] == "gzip")
        #expect(packed.body.count < plain.body.count / 2)
        #expect(plain.fields["etag"] != packed.fields["etag"])
        for answer in [plain, packed] { #expect(answer.fields["vary"]?.contains("Accept-Encoding") == true) }
        let unpacked = try ChildProcess.run("/bin/sh", ["-c", "curl -s --compressed \(server.url)/v1/tallies"])
        #expect(unpacked.output == plain.text)
    }

    @Test(arguments: ["identity", "gzip;q=0", "br", "gzip;q=0.2, identity"])
    func `does not compress for who would rather not`(_ codings: String) throws {
        let server = try ServerProcess()
        let answer = try RawClient(port: server.port)
            .request("GET", "/v1/tallies", fields: ["Accept-Encoding: \(codings)"])
        #expect(answer.status == 200)
        #expect(answer.fields["content-encoding"] == nil)
    }

    @Test func `knows its gzip twin by its own tag`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        let accept = "Accept-Encoding: gzip"
        let tag = try #require(try client.request("GET", "/v1/tallies", fields: [accept]).fields["etag"])
        let again = try client.request("GET", "/v1/tallies", fields: [accept, "If-None-Match: \(tag)"])
        #expect(again.status == 304)
    }
}
