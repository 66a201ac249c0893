import TestSupport
import Testing

@Suite struct DrainTests {
    @Test func `answers a request that is half sent when TERM comes, then goes`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        #expect(try client.request("GET", "/healthz").status == 200)
        try client.send("GET /v1 HTTP/1.1\r\nHost: a\r\n")
        server.terminate()
        #expect(eventually { server.errors.contains("draining") })
        try client.send("\r\n")
        let answer = try client.readResponse()
        #expect(answer.status == 200)
        #expect(answer.fields["connection"] == "close")
        #expect(try server.waitForEnd().status == 0)
        #expect(throws: RawClient.Failure.self) { try RawClient(port: server.port) }
    }

    @Test func `goes although a connection stays open and silent`() throws {
        let server = try ServerProcess()
        let silent = try RawClient(port: server.port)
        #expect(try silent.request("GET", "/healthz").status == 200)
        server.terminate()
        let ending = try server.waitForEnd()
        #expect(ending.status == 0)
        #expect(try silent.readToEnd() == "")
    }

    @Test func `writes the access log to the end`() throws {
        let server = try ServerProcess(["--access-log", "json"])
        #expect(try RawClient(port: server.port).request("GET", "/healthz?last").status == 400)
        server.terminate()
        #expect(try server.waitForEnd().errors.contains("/healthz?last"))
    }
}
