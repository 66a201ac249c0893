import TestSupport
import Testing

@Suite struct ServeTests {
    @Test func `prints the address first and answers there at once`() throws {
        let server = try ServerProcess()
        #expect(server.url == "http://127.0.0.1:\(server.port)")
        let answer = try RawClient(port: server.port).request("GET", "/healthz")
        #expect(answer.status == 200)
        #expect(answer.text.contains(#""status":"ok""#))
    }

    @Test func `serves a folder named by a variable`() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"title": "Mine", "license": "CC0-1.0", "attribution": "Me"}"#, to: "dataset.json")
        let server = try ServerProcess(environment: ["SITREP_DATASET": folder.path])
        #expect(try RawClient(port: server.port).request("GET", "/v1").text.contains(#""title":"Mine""#))
    }

    @Test func `finds the same records under every name of an actor`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        let names = ["Nusra%20Front", "HTS", "Levant%20Liberation%20Institution"]
        let answers = try names.map { try client.request("GET", "/v1/tallies?envelope=false&actor=\($0)") }
        #expect(answers.allSatisfy { $0.status == 200 && $0.body.count > 2 })
        #expect(Set(answers.map(\.body)).count == 1)
    }

    @Test func `answers a thousand pipelined requests in order`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        for _ in 0..<20 {
            let paths = (0..<25).flatMap { _ in ["/healthz", "/nowhere"] }
            try client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            for path in paths {
                #expect(try client.readResponse().status == (path == "/healthz" ? 200 : 404))
            }
        }
    }

    @Test func `healthcheck tells a server that is well from none at all`() throws {
        let server = try ServerProcess()
        #expect(try SitrepProgram.run("healthcheck", "--url", server.url + "/healthz").status == 0)
        let unwell = try SitrepProgram.run("healthcheck", "--url", server.url + "/nowhere")
        #expect(unwell.status == 1)
        #expect(unwell.errors.contains("answered HTTP/1.1 404"))
        server.terminate()
        #expect(try server.waitForEnd().status == 0)
        #expect(try SitrepProgram.run("healthcheck", "--url", server.url + "/healthz").status == 1)
    }
}
