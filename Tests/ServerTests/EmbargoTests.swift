import FoundationEssentials
import TestSupport
import Testing

@Suite struct EmbargoTests {
    @Test func `serves a record from the moment its embargo ends, without being told`() throws {
        let end = Date(timeIntervalSinceNow: 2).formatted(.iso8601)
        let folder = try TemporaryFolder()
        try folder.write(#"{"title": "T", "license": "CC0-1.0", "attribution": "A"}"#, to: "dataset.json")
        try folder.write(
            #"[{"id": "later", "name": "L", "source_type": "ngo", "embargoed_until": "\#(end)"}]"#, to: "sources.json")
        let server = try ServerProcess([folder.path])
        let client = try RawClient(port: server.port)
        #expect(try client.request("GET", "/v1/sources/later").status == 404)
        #expect(try eventually { try client.request("GET", "/v1/sources/later").status == 200 })
        #expect(server.errors.contains("an embargo has ended"))
    }
}
