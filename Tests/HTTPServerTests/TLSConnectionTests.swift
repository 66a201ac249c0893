import Telemetry
import TestSupport
import Testing

@testable import HTTPServer

/// Encrypted connections over real sockets.
@Suite(.serialized, .timeLimit(.minutes(patience(minutes: 2))))
struct TLSConnectionTests {
    @Test func `carries bodies of every size, whole and in pieces`() throws {
        let server = try TLSTestServer()
        let client = try server.client()
        for size in [0, 1, 16_000, 16_384, 16_385, 40_000, 3_000_000] {
            #expect(try client.request("GET", "/bytes/\(size)").body == TestHandler.pattern(size))
        }
        try client.send("GET /pieces/50 HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
        #expect(try client.readToEnd().utf8.count > 500_000)
        #expect(server.server.total(of: .handshakesTLS13) == 1)
        #expect(server.server.total(of: .handshakesTLS12) == 0)
    }

    @Test func `takes a request in a record for each byte`() throws {
        let server = try TLSTestServer()
        let client = try server.client()
        for _ in 0..<2 {
            for byte in "GET /stored HTTP/1.1\r\nHost: test\r\n\r\n" { try client.send(String(byte)) }
            #expect(try client.readResponse().body == TestHandler.storedBody)
        }
    }

    @Test func `pipelined requests that fill many records are answered in order`() throws {
        let server = try TLSTestServer()
        let client = try server.client()
        // 100 KB in one call: seven records, each with many requests and two halves.
        try client.send((0..<2000).map { "GET /\($0) HTTP/1.1\r\nHost: pipelined.example\r\n\r\n" }.joined())
        for number in 0..<2000 { #expect(try client.readResponse().text == "GET /\(number)?") }
    }

    // MARK: Deadlines

    @Test(arguments: ["", "\u{16}\u{3}\u{1}\u{1}\u{0}\u{1}"])
    func `a handshake that does not become complete is closed`(_ beginning: String) throws {
        let server = try TLSTestServer { $0.handshakeDeadlineSeconds = 0.05 }
        let client = try server.plainClient()
        try client.send(beginning)
        #expect(try client.readToEnd() == "")
        #expect(server.server.total(of: .handshakeDeadlines) == 1)
        #expect(server.server.total(of: .handshakesAbandoned) == 1)
        #expect(server.recorder.events.contains(.deadlinePassed(.handshake, remoteHost: "127.0.0.1")))
    }

    @Test func `the first head has its own time after the handshake`() throws {
        let server = try TLSTestServer {
            $0.handshakeDeadlineSeconds = 5
            $0.headDeadlineSeconds = 0.05
        }
        let client = try server.client()
        #expect(try client.readToEnd() == "")
        #expect(server.server.total(of: .headDeadlines) == 1)
        #expect(server.server.total(of: .handshakeDeadlines) == 0)
    }

    @Test func `a head that stalls is answered 408`() throws {
        let server = try TLSTestServer { $0.readProgressSeconds = 0.05 }
        let client = try server.client()
        try client.send("GET / HTTP/1.1\r\nHos")
        #expect(try client.readResponse().status == 408)
    }

    @Test func `a reader that takes nothing is cut off`() throws {
        let server = try TLSTestServer { $0.writeProgressSeconds = 0.05 }
        let client = try server.client()
        // More than the kernel holds for a client that has not read yet.
        try client.send("GET /zeros/6000000 HTTP/1.1\r\nHost: t\r\n\r\n")
        #expect(server.recorder.waits(for: .writeProgress))
        #expect((try? client.readResponse()) == nil)
    }

    // MARK: Refusals

    @Test func `who is turned away is told so over TLS`() throws {
        let server = try TLSTestServer { $0.maxConnections = 1 }
        let first = try server.client()
        #expect(try first.request("GET", "/first").status == 200)
        let second = try server.client()
        let answer = try second.readResponse()
        #expect(answer.status == 503)
        #expect(answer.fields["retry-after"] != nil)
        #expect(try first.request("GET", "/first").status == 200)
    }

    @Test func `counts each way in which a handshake fails`() throws {
        let server = try TLSTestServer()
        try server.plainClient().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(server.waits(for: .plaintext))
        _ = try server.plainClient()
        #expect(server.waits(for: .abandoned))
        let shake = "openssl s_client -connect localhost:\(server.port) </dev/null"
        _ = try server.certificates.shell(shake + " -tls1_1 -cipher DEFAULT:@SECLEVEL=0")
        #expect(server.waits(for: .version))
        _ = try server.certificates.shell(shake + " -alpn h2")
        #expect(server.waits(for: .parameters))
        _ = try server.certificates.shell(shake + " -verify_return_error")
        #expect(server.waits(for: .refusedByPeer))
        #expect(server.server.total(of: .handshakesPlaintext) == 1)
        #expect(server.server.total(of: .handshakesAbandoned) == 1)
        #expect(server.server.total(of: .handshakesTooOld) == 1)
        #expect(server.server.total(of: .handshakesWithoutCommonParameters) == 1)
        #expect(server.server.total(of: .handshakesRefusedByPeer) == 1)
    }

    @Test func `draining answers who is here and lets them go`() throws {
        let server = try TLSTestServer()
        let client = try server.client()
        #expect(try client.request("GET", "/before").status == 200)
        server.server.drain(deadlineSeconds: 5) { _ in }
        #expect(try client.readToEnd() == "")
    }
}
