import TestSupport
import Testing

@Suite struct MethodsTests {
    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH"])
    func `refuses what would change data and says what is allowed`(_ method: String) throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        try client.send("\(method) /v1/tallies HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}")
        let answer = try client.readResponse()
        #expect(answer.status == 405)
        #expect(answer.fields["allow"] == "GET, HEAD, OPTIONS")
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(try client.request("GET", "/healthz").status == 200)
    }

    @Test func `answers HEAD like GET without the body`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        let get = try client.request("GET", "/v1/actors")
        let head = try client.request("HEAD", "/v1/actors")
        #expect(head.status == 200)
        #expect(head.body == [])
        for name in ["content-length", "content-type", "etag", "last-modified", "vary", "cache-control"] {
            #expect(head.fields[name] == get.fields[name], "\(name)")
        }
    }

    @Test func `lets other origins read`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        #expect(try client.request("GET", "/v1").fields["access-control-allow-origin"] == "*")
        let asked = ["Origin: https://example.org", "Access-Control-Request-Method: GET"]
        let preflight = try client.request("OPTIONS", "/v1/tallies", fields: asked)
        #expect(preflight.status == 204)
        #expect(preflight.fields["access-control-allow-methods"]?.contains("GET") == true)
    }
}
