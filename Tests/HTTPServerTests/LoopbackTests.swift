import Telemetry
import TestSupport
import Testing
import Transport

@testable import HTTPServer

/// The engine over real sockets: syntax, order, framing.
@Suite(.serialized, .timeLimit(.minutes(patience(minutes: 2))))
struct LoopbackTests {
    @Test func `keeps a connection for several requests`() throws {
        let server = try TestServer()
        let client = try server.client()
        for number in 0..<5 {
            let reply = try client.get("/echo?\(number)")
            #expect(reply.status == 200)
            #expect(reply.text == "GET /echo?\(number)")
            #expect(reply["Connection"] == nil)
            #expect(reply["Date"]?.hasSuffix(" GMT") == true)
        }
        #expect(server.server.total(of: .connectionsAccepted) == 1)
    }

    @Test func `answers a thousand pipelined requests in order`() throws {
        let server = try TestServer()
        let client = try server.client()
        let requests = (0..<1000).map { "GET /echo?\($0) HTTP/1.1\r\nHost: test\r\n\r\n" }
        try client.send(requests.joined())
        for number in 0..<1000 {
            #expect(try client.reply().text == "GET /echo?\(number)")
        }
    }

    @Test func `answers before an error in the pipeline, then the error, then nothing`() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("GET /a HTTP/1.1\r\nHost: t\r\n\r\nGET /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\nHost: t\r\n\r\n")
        #expect(try client.reply().text == "GET /a?")
        let error = try client.reply()
        #expect(error.status == 400)
        #expect(error["Content-Type"] == "application/problem+json")
        #expect(error["Connection"] == "close")
        #expect(try client.readToEnd() == [])
    }

    @Test func `takes a request cut at every byte`() throws {
        let server = try TestServer()
        let client = try server.client()
        let request = Array(
            "POST /cut?x HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n".utf8)
        for cut in 1..<request.count {
            try client.send(Array(request[..<cut]))
            try client.send(Array(request[cut...]))
            #expect(try client.reply().text == "POST /cut?x")
        }
        for byte in request { try client.send([byte]) }
        #expect(try client.reply().text == "POST /cut?x")
    }

    @Test(arguments: ["/stored", "/echo", "/bytes/100000", "/pieces/3", "/empty"])
    func `HEAD has the head of GET and no body`(_ path: String) throws {
        let server = try TestServer()
        let client = try server.client()
        let get = try client.get(path)
        try client.send("HEAD \(path) HTTP/1.1\r\nHost: test\r\n\r\n")
        let head = try client.reply(isHead: true)
        #expect(head.status == get.status)
        func fields(_ reply: RawClient.Reply) -> [Substring] {
            reply.head.split(separator: "\r\n").filter { !$0.hasPrefix("Date:") }
        }
        #expect(fields(head) == fields(get))
        #expect(try client.get("/echo").text == "GET /echo?")
    }

    @Test func `reads and drops bodies of both framings`() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("POST /a HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nhello")
        #expect(try client.reply().text == "POST /a?")
        try client.send("PUT /b HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
        #expect(try client.reply().text == "PUT /b?")
        #expect(try client.get("/c").text == "GET /c?")
    }

    @Test(arguments: [
        "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 70000\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n11171\r\n",
    ])
    func `refuses a body beyond the limit without reading it`(_ request: String) throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send(request)
        try client.send([UInt8](repeating: 0x61, count: 70_001))
        let reply = try client.reply()
        #expect(reply.status == 413)
        #expect(reply["Connection"] == "close")
    }

    @Test func `asks for the body when the client waits for that`() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("POST /e HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        #expect(try client.reply().status == 100)
        try client.send("ab")
        #expect(try client.reply().text == "POST /e?")
        try client.send("POST /f HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nab")
        #expect(try client.reply().text == "POST /f?")
    }

    @Test func `HTTP 1 0 closes unless asked to keep alive`() throws {
        let server = try TestServer()
        let kept = try server.client()
        try kept.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let reply = try kept.reply()
        #expect(reply["Connection"] == "keep-alive")
        try kept.send("GET /b HTTP/1.0\r\n\r\n")
        #expect(try kept.reply()["Connection"] == "close")
        #expect(try kept.readToEnd() == [])
    }

    @Test func `chunks go to HTTP 1 1, a body that ends with the connection to 1 0`() throws {
        let server = try TestServer()
        let expected = Array(repeatElement(TestHandler.pattern(10_000), count: 30).joined())
        let client = try server.client()
        let chunked = try client.get("/pieces/30")
        #expect(chunked["Transfer-Encoding"] == "chunked")
        #expect(chunked.body == expected)
        try client.send("GET /pieces/30 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let whole = try client.reply()
        #expect(whole["Transfer-Encoding"] == nil)
        #expect(whole["Connection"] == "close")
        #expect(whole.body == expected)
    }

    @Test func `a body whose length is known says so, and the connection goes on`() throws {
        let server = try TestServer()
        let expected = Array(repeatElement(TestHandler.pattern(10_000), count: 7).joined())
        let client = try server.client()
        for version in ["1.1\r\nHost: t", "1.0\r\nConnection: keep-alive"] {
            try client.send("GET /told HTTP/\(version)\r\n\r\n")
            let told = try client.reply()
            #expect(told["Content-Length"] == "70000")
            #expect(told["Transfer-Encoding"] == nil)
            #expect(told["Connection"] != "close")
            #expect(told.body == expected)
        }
        #expect(try client.get("/echo").text == "GET /echo?")
    }

    @Test func `a body that ends before its length ends the connection`() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("GET /told/short HTTP/1.1\r\nHost: t\r\n\r\nGET /echo HTTP/1.1\r\nHost: t\r\n\r\n")
        let text = String(decoding: try client.readToEnd(), as: UTF8.self)
        #expect(text.contains("Content-Length: 80000\r\n"))
        #expect(!text.contains("GET /echo"))
    }

    @Test func `pieces are compressed for who wants that, and the next request is answered behind them`() throws {
        let server = try TestServer()
        let expected = Array(repeatElement(TestHandler.pattern(10_000), count: 30).joined())
        let client = try server.client()
        let plain = try client.get("/compressible/30")
        #expect(plain["Content-Encoding"] == nil)
        #expect(plain["ETag"] == "\"pieces\"")
        #expect(plain.body == expected)
        let coded = try client.get("/compressible/30", "Accept-Encoding: gzip")
        #expect(coded["Content-Encoding"] == "gzip")
        #expect(coded["Vary"] == "Accept-Encoding")
        #expect(coded["ETag"] == "\"pieces-gzip\"")
        #expect(coded["Transfer-Encoding"] == "chunked")
        #expect(GzipEncoderTests.decode(coded.body, maxBytes: 300_001) == expected)
        #expect(try client.get("/compressible/30", "Accept-Encoding: gzip").body == coded.body)
        try client.send("GET /compressible/30 HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n")
        #expect(GzipEncoderTests.decode(try client.reply().body, maxBytes: 300_001) == expected)
    }

    @Test func `a slow reader gets every byte in order`() throws {
        let server = try TestServer()
        let client = try RawClient(server.address, receiveBytes: 32_768)
        try client.send("GET /bytes/5000000 HTTP/1.1\r\nHost: t\r\n\r\nGET /pieces/200 HTTP/1.1\r\nHost: t\r\n\r\n")
        try client.send("GET /last HTTP/1.1\r\nHost: t\r\n\r\n")
        #expect(try client.reply().body == TestHandler.pattern(5_000_000))
        #expect(try client.reply().body == Array(repeatElement(TestHandler.pattern(10_000), count: 200).joined()))
        #expect(try client.reply().text == "GET /last?")
    }

    @Test func `what was asked before the client finished sending is answered`() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("GET /a HTTP/1.1\r\nHost: t\r\n\r\nGET /bytes/900000 HTTP/1.1\r\nHost: t\r\n\r\nGET /unfini")
        client.finish()
        #expect(try client.reply().text == "GET /a?")
        #expect(try client.reply().body.count == 900_000)
        #expect(try client.readToEnd() == [])
    }

    @Test(arguments: ["BREW", "get", "CONNECT"])
    func `a method that no target has is 501`(_ method: String) throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("\(method) \(method == "CONNECT" ? "a:1" : "/") HTTP/1.1\r\nHost: a:1\r\n\r\n")
        #expect(try client.reply().status == 501)
    }

    @Test func `OPTIONS goes to the handler`() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send("OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n")
        #expect(try client.reply().text == "OPTIONS *?")
    }

    @Test func `random bytes never stop the server`() throws {
        let server = try TestServer()
        var random = SystemRandomNumberGenerator()
        let words = [
            "GET ", "/", " HTTP/1.1\r\n", "Host: t\r\n", "\r\n", "Content-Length: 3", "\0", "\u{FF}", "chunked", ":",
        ]
        for round in 0..<200 {
            let client = try server.client()
            var bytes: [UInt8] = []
            for _ in 0..<20 {
                if round.isMultiple(of: 2) {
                    bytes += Array((words.randomElement(using: &random) ?? "").utf8)
                } else {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                }
            }
            try client.send(bytes)
            client.finish()
            _ = try? client.readToEnd()
        }
        #expect(try server.client().get("/alive").text == "GET /alive?")
    }

    @Test func `speaks IPv6`() throws {
        guard let server = try? TestServer(host: "::1") else { return }
        #expect(server.address.description.hasPrefix("[::1]:"))
        #expect(try server.client().get("/six").text == "GET /six?")
    }

    @Test func `tells of every request`() throws {
        let server = try TestServer()
        let client = try server.client()
        _ = try client.get("/echo?q", "User-Agent: test/1")
        try client.send("GET bad HTTP/1.1\r\n\r\n")
        _ = try client.reply()
        _ = try client.readToEnd()
        let finished = server.recorder.events.compactMap { event in
            if case .requestFinished(let request) = event { request } else { nil }
        }
        #expect(finished.map(\.status) == [200, 400])
        #expect(finished.map(\.target) == ["/echo?q", ""])
        #expect(finished[0].userAgent == "test/1")
        #expect(finished[0].remoteHost == "127.0.0.1")
        #expect(finished[0].bodyBytes == 11)
        #expect(server.server.total(of: .requestsMalformed) == 1)
    }
}
