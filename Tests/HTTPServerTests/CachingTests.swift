import Telemetry
import TestSupport
import Testing

@testable import HTTPServer

/// Stored answers over real sockets.
@Suite(.serialized, .timeLimit(.minutes(patience(minutes: 1))))
struct CachingTests {
    @Test func `asks the handler once for a generation`() throws {
        let server = try TestServer()
        let client = try server.client()
        for _ in 0..<3 { #expect(try client.get("/stored").body == TestHandler.storedBody) }
        #expect(server.handler.callCount == 1)
        #expect(server.server.total(of: .cacheHits) == 2)
        #expect(try client.get("/stored")["ETag"] == "\"g1\"")
        server.handler.advance()
        #expect(try client.get("/stored")["ETag"] == "\"g2\"")
        #expect(server.handler.callCount == 2)
    }

    @Test func `another Accept is another answer, HEAD is the same`() throws {
        let server = try TestServer()
        let client = try server.client()
        _ = try client.get("/stored", "Accept: application/json")
        _ = try client.get("/stored", "Accept: */*")
        #expect(server.handler.callCount == 2)
        try client.send("HEAD /stored HTTP/1.1\r\nHost: t\r\nAccept: */*\r\n\r\n")
        #expect(try client.reply(isHead: true)["Content-Length"] == "\(TestHandler.storedBody.count)")
        #expect(server.handler.callCount == 2)
    }

    @Test(arguments: [
        ("If-None-Match: \"g1\"", 304), ("If-None-Match: W/\"g1\"", 304), ("If-None-Match: \"x\", \"g1\"", 304),
        ("If-None-Match: *", 304), ("If-None-Match: \"g2\"", 200), ("If-None-Match: g1", 200),
        ("If-Modified-Since: \(TestHandler.lastModified)", 304),
        ("If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT", 304),
        ("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT", 200), ("If-Modified-Since: yesterday", 200),
        ("If-None-Match: \"g2\"\r\nIf-Modified-Since: \(TestHandler.lastModified)", 200),
    ])
    func `judges conditions on stored answers`(_ condition: String, _ status: Int) throws {
        let server = try TestServer()
        let client = try server.client()
        for _ in 0..<2 {
            let reply = try client.get("/stored", condition)
            #expect(reply.status == status)
            #expect(reply["ETag"] == "\"g1\"")
            #expect(reply["Vary"] == "Accept, Accept-Encoding")
            #expect((reply["Content-Length"] == nil) == (status == 304))
        }
    }

    @Test func `the gzip twin is made once, has its own tag and answers its own condition`() throws {
        let server = try TestServer()
        let client = try server.client()
        #expect(try client.get("/stored")["Content-Encoding"] == nil)
        let twin = try client.get("/stored", "Accept-Encoding: br, gzip")
        #expect(twin["Content-Encoding"] == "gzip")
        #expect(twin["ETag"] == "\"g1-gzip\"")
        #expect(twin["Vary"] == "Accept, Accept-Encoding")
        #expect(twin.body.count < TestHandler.storedBody.count / 2)
        #expect(try client.get("/stored", "Accept-Encoding: gzip").body == twin.body)
        let condition = "If-None-Match: \"g1-gzip\""
        #expect(try client.get("/stored", "Accept-Encoding: gzip", condition).status == 304)
        #expect(try client.get("/stored", condition).status == 200)
        #expect(try client.get("/stored", "Accept-Encoding: gzip;q=0").body == TestHandler.storedBody)
        #expect(server.handler.callCount == 1)
    }

    @Test(arguments: ["If-Match: \"g1\"", "If-Unmodified-Since: \(TestHandler.lastModified)"])
    func `what only the handler judges goes to the handler`(_ condition: String) throws {
        let server = try TestServer()
        let client = try server.client()
        _ = try client.get("/stored")
        _ = try client.get("/stored", condition)
        #expect(server.handler.callCount == 2)
    }
}
