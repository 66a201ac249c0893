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

    @Test func `what a reload changed is told to whoever asks since the last row`() throws {
        let folder = try TemporaryFolder()
        try folder.write(dataset("Before"), to: "dataset.json")
        try folder.write(actors([("army", "Army", "2024-11-28"), ("press", "Press", "2024-11-29")]), to: "actors.json")
        let server = try ServerProcess([folder.path])
        let client = try RawClient(port: server.port)
        let seen = try client.request("GET", "/v1/changes?envelope=false").text
        let cursor = try #require(seen.matches(of: #/"cursor":"([^"]+)"/#).last?.output.1)
        let address = "/v1/changes?since=\(cursor)&envelope=false"
        let before = try client.request("GET", address)
        #expect(before.text == "[]")

        let changed = [("press", "The Press", "2024-11-29"), ("guard", "Guard", "2024-11-30")]
        try folder.write(actors(changed), to: "actors.json")
        server.hangUp()
        #expect(try eventually { try client.request("GET", address).text != "[]" })
        let after = try client.request("GET", address)
        let changes = after.text.matches(of: #/"change":.*?\]/#).map { String($0.output) }
        #expect(
            Set(changes) == [
                #""change":"updated","type":"actor","id":"press","fields":["name"]"#,
                #""change":"created","type":"actor","id":"guard","fields":[]"#,
                #""change":"retracted","type":"actor","id":"army","fields":[]"#,
            ])
        #expect(after.fields["etag"] != before.fields["etag"])
        // The last of these rows is a place to go on from, too.
        let last = try #require(after.text.matches(of: #/"cursor":"([^"]+)"/#).last?.output.1)
        #expect(try client.request("GET", "/v1/changes?since=\(last)&envelope=false").text == "[]")
    }

    private func actors(_ actors: [(String, String, String)]) -> String {
        let rows = actors.map { id, name, date in
            #"{"id": "\#(id)", "name": "\#(name)", "actor_type": "other", "recorded_at": "\#(date)"}"#
        }
        return "[\(rows.joined(separator: ","))]"
    }
}

extension String {
    /// What follows the first occurrence; empty when there is none.
    fileprivate func components(after text: String) -> Substring {
        firstRange(of: text).map { self[$0.upperBound...] } ?? ""
    }
}
