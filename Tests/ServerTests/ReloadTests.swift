import TestSupport
import Testing

@Suite struct ReloadTests {
    private func dataset(_ title: String) -> String {
        #"{"title": "\#(title)", "license": "CC0-1.0", "attribution": "A"}"#
    }

    private func title(_ client: RawClient) throws -> String {
        let text = try client.request("GET", "/v1").text
        let start = text.components(after: #""title":""#)
        return String(start.prefix { $0 != "\"" })
    }

    @Test func `HUP swaps the new data in on open connections`() throws {
        let folder = try TemporaryFolder()
        try folder.write(dataset("Before"), to: "dataset.json")
        let server = try ServerProcess([folder.path])
        let client = try RawClient(port: server.port)
        let before = try client.request("GET", "/v1")
        #expect(try title(client) == "Before")

        try folder.write(dataset("After"), to: "dataset.json")
        server.hangUp()
        #expect(try eventually { try title(client) == "After" })
        let tag = try #require(before.fields["etag"])
        #expect(try client.request("GET", "/v1", fields: ["If-None-Match: \(tag)"]).status == 200)
    }

    @Test func `a reload with errors leaves the old data and logs what is wrong`() throws {
        let folder = try TemporaryFolder()
        try folder.write(dataset("Before"), to: "dataset.json")
        let server = try ServerProcess([folder.path])
        let client = try RawClient(port: server.port)
        #expect(try title(client) == "Before")

        try folder.write(#"{"title": 5}"#, to: "dataset.json")
        server.hangUp()
        #expect(eventually { server.errors.contains("reload failed, the old data stays") })
        #expect(server.errors.contains("dataset.json:1:11: error: "))
        #expect(try title(client) == "Before")
    }
}

extension String {
    /// What follows the first occurrence; empty when there is none.
    fileprivate func components(after text: String) -> Substring {
        firstRange(of: text).map { self[$0.upperBound...] } ?? ""
    }
}
