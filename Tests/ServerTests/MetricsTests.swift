import TestSupport
import Testing

@Suite struct MetricsTests {
    private func metrics(_ client: RawClient) throws -> [Substring] {
        let answer = try client.request("GET", "/metrics")
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answer.fields["cache-control"] == "no-store")
        return answer.text.split(separator: "\n")
    }

    @Test func `counts answers by route and status, those from the cache too`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        for _ in 0..<3 { #expect(try client.request("GET", "/v1/actors").status == 200) }
        let tag = try #require(try client.request("GET", "/v1/actors").fields["etag"])
        #expect(try client.request("GET", "/v1/actors", fields: ["If-None-Match: \(tag)"]).status == 304)
        #expect(try client.request("GET", "/v1/actors/nobody-at-all").status == 404)
        #expect(try client.request("GET", "/nowhere").status == 404)
        let lines = try metrics(client)
        #expect(lines.contains(#"sitrep_http_requests_total{route="/v1/actors",status="200"} 4"#))
        #expect(lines.contains(#"sitrep_http_requests_total{route="/v1/actors",status="304"} 1"#))
        #expect(lines.contains(#"sitrep_http_requests_total{route="/v1/actors/{id}",status="404"} 1"#))
        #expect(lines.contains(#"sitrep_http_requests_total{route="none",status="404"} 1"#))
        #expect(lines.contains(#"sitrep_response_cache_requests_total{result="hit"} 4"#))
        #expect(lines.contains("sitrep_http_request_duration_seconds_count 7"))
        #expect(lines.contains("sitrep_connections_open 1"))
    }

    @Test func `tells what data is served`() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"title": "Mine", "license": "CC0-1.0", "attribution": "Me"}"#, to: "dataset.json")
        try folder.write(#"[{"id": "a", "name": "A", "source_type": "monitor"}]"#, to: "sources.json")
        let server = try ServerProcess([folder.path])
        let client = try RawClient(port: server.port)
        let lines = try metrics(client)
        #expect(lines.contains(#"sitrep_dataset_records{type="source"} 1"#))
        #expect(lines.contains(#"sitrep_dataset_records{type="tally"} 0"#))
        #expect(lines.contains { $0.hasPrefix("sitrep_dataset_load_duration_seconds 0.") })
        #expect(lines.contains { $0.hasPrefix(#"sitrep_dataset_info{data_version=""#) && $0.hasSuffix("} 1") })
    }

    @Test func `counts malformed requests as no route's`() throws {
        let server = try ServerProcess()
        let bad = try RawClient(port: server.port)
        try bad.send("GET / HTTP/1.1\r\nHost : a\r\n\r\n")
        #expect(try bad.readResponse().status == 400)
        let lines = try metrics(RawClient(port: server.port))
        #expect(lines.contains("sitrep_http_malformed_requests_total 1"))
        #expect(lines.contains(#"sitrep_http_requests_total{route="none",status="400"} 1"#))
    }
}
