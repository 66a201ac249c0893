import TestSupport
import Testing

/// Methods, expectations, versions and pipelines as a client meets them.
@Suite(.serialized, .timeLimit(.minutes(patience(minutes: 5))))
struct WireMethodsTests {
    @Test(arguments: ["/plain", "/stored", "/made", "/pieces", "/dated"])
    func `answers HEAD in every field like GET`(_ path: String) throws {
        let server = try WireServer()
        for fields in [[], ["Accept-Encoding: gzip"], ["If-None-Match: \"t\""], ["Connection: close"]] {
            // The second time the answer may come from the store.
            for _ in 0..<2 {
                let get = try server.answer("GET", path, fields)
                let head = try server.answer("HEAD", path, fields)
                #expect(head.lasting == get.lasting)
                #expect(head.body == [])
            }
        }
    }

    @Test(arguments: [
        "HEAD /\u{7F} HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD / HTTP/1.1\r\n\r\n", "\r\nHEAD / HTTP/1.2\r\nHost: a\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HEAD / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n",
    ])
    func `answers HEAD without body even when it is refused`(_ request: String) throws {
        let transcript = try WireServer().transcript(request, headRequests: [0])
        #expect(transcript.answers.count == 1)
        #expect(transcript.answers[0].status >= 400)
    }

    @Test(arguments: [
        ("TRACE", 405), ("PUT", 405), ("QUERY", 405), ("BREW", 501), ("get", 501), ("PRI", 501), ("OPTIONS", 204),
        ("HEAD", 200),
    ])
    func `refuses what is not for reading`(_ method: String, _ status: Int) throws {
        let answer = try WireServer().answer(method, "/", [])
        #expect(answer.status == status)
        #expect((answer["Allow"] != nil) == (status == 405 || status == 204))
        #expect((answer["Connection"] == "close") == (status == 501))
    }

    @Test func `refuses CONNECT and closes`() throws {
        let connect = "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"
        #expect(try WireServer().transcript(connect, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").statuses == [501])
    }

    @Test func `asks for a body before it comes, only in HTTP 1 1 and only if it waits`() throws {
        let server = try WireServer()
        let client = try TestSupport.RawClient(port: server.port)
        let expecting = "Host: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        try client.send("PUT / HTTP/1.1\r\n" + expecting)
        #expect(try client.readResponse().status == 100)
        try client.send("ab" + "PUT / HTTP/1.1\r\n" + expecting + "ab")
        #expect(try client.readResponse().status == 405)
        #expect(try client.readResponse().status == 405)
        try client.send("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nexpect: 100-CONTINUE\r\n\r\n")
        #expect(try client.readResponse().status == 100)
        try client.send("0\r\n\r\n")
        #expect(try client.readResponse().status == 405)
        client.finishSending()
        #expect(try client.readBytesToEnd() == [])

        let old = [WireScript(Array(("PUT / HTTP/1.0\r\n" + expecting + "ab").utf8), cutAt: 16 + expecting.utf8.count)]
        #expect(try WireTranscript(WireScript.play(old, port: server.port)[0]).statuses == [405])
        let refused = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\nExpect: 100-continue\r\n\r\n"
        #expect(try server.transcript(refused).statuses == [413])
    }

    @Test(arguments: [
        ("GET / HTTP/1.0\r\n\r\n", "close"), ("GET / HTTP/1.0\r\nConnection: x, KEEP-alive\r\n\r\n", "keep-alive"),
        ("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", "close"),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: foo ,\tCLOSE\r\n\r\n", "close"),
    ])
    func `says what becomes of the connection, and does it`(_ request: String, _ connection: String) throws {
        let transcript = try WireServer().transcript(request, "GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(transcript.answers.first?["Connection"] == connection)
        #expect(transcript.statuses == (connection == "close" ? [200] : [200, 200]))
    }

    @Test func `sends HTTP 1 0 no chunks and keeps no connection whose end is the body's`() throws {
        let answers = try WireServer().transcript("GET /pieces HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").answers
        #expect(answers.map(\.body.count) == [20_000])
    }

    @Test(arguments: ["websocket", "h2c", "HTTP/2.0", "TLS/1.3", "foo/1, bar"])
    func `goes on as if no upgrade were asked for`(_ protocols: String) throws {
        let fields = "Host: a\r\nConnection: Upgrade\r\nUpgrade: \(protocols)\r\n"
        let transcript = try WireServer().transcript(
            "GET / HTTP/1.1\r\n\(fields)\r\n", "PUT / HTTP/1.1\r\n\(fields)Content-Length: 2\r\n\r\nab",
            "GET / HTTP/1.0\r\n\(fields)\r\n")
        #expect(transcript.statuses == [200, 405, 200])
        #expect(transcript.answers.allSatisfy { $0["Upgrade"] == nil })
    }

    @Test func `answers a thousand pipelined requests in order, errors of the application between them`() throws {
        let requests = (0..<1000).map { number in
            switch number % 5 {
            case 1: "PUT /\(number) HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
            case 2: "HEAD /\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
            case 3: "\r\nDELETE /\(number) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
            default: "GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
            }
        }
        let bytes = Array(requests.joined().utf8)
        let heads = Set((0..<1000).filter { $0 % 5 == 2 })
        let server = try WireServer()
        let cuts = stride(from: 1, to: bytes.count, by: 4999).map { WireScript(bytes, cutAt: $0) }
        for received in try WireScript.play([WireScript(bytes)] + cuts, port: server.port) {
            let answers = try WireTranscript(received, headRequests: heads).answers
            #expect(answers.map(\.status) == (0..<1000).map { [200, 405, 200, 405, 200][$0 % 5] })
            #expect(stride(from: 0, to: 1000, by: 5).allSatisfy { answers[$0].body == Array("/\($0)".utf8) })
        }
    }

    @Test(arguments: [
        ("GET /x y HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1_0\r\n\r\n", 400),
        ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501), ("GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", 417),
        ("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello0\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200),
    ])
    func `ends a pipeline of a thousand at the first that ends the connection`(_ bad: String, _ status: Int) throws {
        let good = (0..<500).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
        let answers = try WireServer().transcript(good, bad, good).answers
        #expect(answers.map(\.status) == Array(repeating: 200, count: 500) + [status])
        #expect(answers.last?["Connection"] == "close")
    }
}
