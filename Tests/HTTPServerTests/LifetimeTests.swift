import Telemetry
import TestSupport
import Testing

@testable import HTTPServer

/// Deadlines, caps and draining over real sockets, with tiny limits.
@Suite(.serialized, .timeLimit(.minutes(patience(minutes: 2))))
struct LifetimeTests {
    @Test func `a new connection that says nothing is closed without an answer`() throws {
        let server = try TestServer { $0.headDeadlineSeconds = 0.05 }
        #expect(try server.client().readToEnd() == [])
        #expect(server.server.total(of: .headDeadlines) == 1)
    }

    @Test func `an idle connection is closed without an answer`() throws {
        let server = try TestServer { $0.idleDeadlineSeconds = 0.05 }
        let client = try server.client()
        _ = try client.get("/echo")
        #expect(try client.readToEnd() == [])
        #expect(server.server.total(of: .idleDeadlines) == 1)
    }

    @Test func `a head that does not become complete is answered 408`() throws {
        let server = try TestServer { $0.headDeadlineSeconds = 0.05 }
        let client = try server.client()
        try client.send("GET / HTTP/1.1\r\nHost: t\r\n")
        #expect(try client.reply().status == 408)
        #expect(server.server.total(of: .headDeadlines) == 1)
    }

    @Test func `a head that stalls is answered 408`() throws {
        let server = try TestServer { $0.readProgressSeconds = 0.05 }
        let client = try server.client()
        try client.send("GET / HTTP/1.1\r\nHos")
        let reply = try client.reply()
        #expect(reply.status == 408)
        #expect(reply["Connection"] == "close")
        #expect(try client.readToEnd() == [])
        #expect(server.server.total(of: .readProgressDeadlines) == 1)
    }

    @Test(arguments: ["", "Content-Length: 5\r\n\r\nab"])
    func `a late HEAD is answered 408 without content`(_ rest: String) throws {
        let server = try TestServer { $0.readProgressSeconds = 0.05 }
        let client = try server.client()
        try client.send("HEAD / HTTP/1.1\r\nHost: t\r\n" + rest)
        let answer = String(decoding: try client.readToEnd(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 408 "))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test func `a body that does not come is answered 408`() throws {
        let server = try TestServer { $0.bodyDeadlineSeconds = 0.05 }
        let client = try server.client()
        try client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nab")
        #expect(try client.reply().status == 408)
        #expect(server.server.total(of: .bodyDeadlines) == 1)
    }

    @Test func `a reader that takes nothing is cut off`() throws {
        let server = try TestServer { $0.writeProgressSeconds = 0.05 }
        let client = try RawClient(server.address, receiveBytes: 4096)
        try client.send("GET /zeros/20000000 HTTP/1.1\r\nHost: t\r\n\r\n")
        #expect(server.recorder.waits(for: .writeProgress))
        #expect((try? client.reply().body.count) == nil)
    }

    @Test func `a client that keeps its side open after the last answer is cut off`() throws {
        let server = try TestServer { $0.lingerSeconds = 0.05 }
        let client = try server.client()
        #expect(try client.get("/echo", "Connection: close")["Connection"] == "close")
        #expect(try client.readToEnd() == [])
        #expect(server.recorder.waits(for: .linger))
    }

    @Test func `beyond the cap newcomers are told when to come again`() throws {
        let server = try TestServer { $0.maxConnections = 1 }
        let first = try server.client()
        _ = try first.get("/echo")
        let second = try server.client()
        let refusal = try second.reply()
        #expect(refusal.status == 503)
        #expect(refusal["Retry-After"] == "2")
        #expect(try first.get("/echo").status == 200)
        #expect(server.recorder.events.contains(.connectionRefused(.serverFull, remoteHost: "127.0.0.1")))
    }

    @Test func `while too much is unsent, only stored answers are given`() throws {
        let server = try TestServer { $0.maxUnsentBytes = 1_000_000 }
        let client = try server.client()
        #expect(try client.get("/stored").status == 200)
        let slow = try RawClient(server.address, receiveBytes: 4096)
        try slow.send("GET /zeros/20000000 HTTP/1.1\r\nHost: t\r\n\r\n")
        #expect(
            server.recorder.waits {
                if case .requestFinished(let request) = $0 { request.bodyBytes > 1_000_000 } else { false }
            })
        #expect(try client.get("/stored").status == 200)
        let shed = try client.get("/echo")
        #expect(shed.status == 503)
        #expect(shed["Retry-After"] == "2")
        #expect(server.server.total(of: .requestsShed) == 1)
        #expect(try slow.reply().body.count == 20_000_000)
        #expect(try server.client().get("/echo").status == 200)
    }

    @Test func `of answers in pieces only so many are under way`() throws {
        let server = try TestServer { $0.maxStreams = 1 }
        let slow = try RawClient(server.address, receiveBytes: 4096)
        try slow.send("GET /pieces/2000 HTTP/1.1\r\nHost: t\r\n\r\n")
        let client = try server.client()
        // What came before this request is looked at before the next one.
        #expect(try client.get("/echo").status == 200)
        #expect(try client.get("/stored").status == 200)
        let shed = try client.get("/pieces/2")
        #expect(shed.status == 503)
        #expect(shed["Retry-After"] == "2")
        #expect(server.server.total(of: .requestsShed) == 1)
        #expect(try slow.reply().body.count == 20_000_000)
        #expect(try server.client().get("/pieces/2").body.count == 20_000)
    }

    @Test func `a connection is closed after its last request`() throws {
        let server = try TestServer { $0.maxRequestsPerConnection = 2 }
        let client = try server.client()
        #expect(try client.get("/echo")["Connection"] == nil)
        #expect(try client.get("/echo")["Connection"] == "close")
        #expect(try client.readToEnd() == [])
    }

    @Test func `draining answers what was asked and closes the rest`() throws {
        let server = try TestServer()
        let idle = try server.client()
        _ = try idle.get("/echo")
        let slow = try RawClient(server.address, receiveBytes: 32_768)
        try slow.send("GET /zeros/5000000 HTTP/1.1\r\nHost: t\r\n\r\n")
        let half = try server.client()
        try half.send("GET /half HTTP/1.1\r\nHo")
        let wait = server.beginDraining(deadlineSeconds: 10)
        #expect(try idle.readToEnd() == [])
        try half.send("st: t\r\n\r\n")
        let reply = try half.reply()
        #expect(reply.text == "GET /half?")
        #expect(reply["Connection"] == "close")
        #expect(try slow.reply().body.count == 5_000_000)
        for client in [slow, half] { #expect(try client.readToEnd() == []) }
        for client in [idle, slow, half] { client.finish() }
        #expect(wait() == DrainOutcome(connectionsCutOff: 0))
        #expect(throws: RawClient.Failure.self) { try server.client() }
    }

    @Test func `an idle connection may ask once more while draining`() throws {
        let server = try TestServer { $0.drainGraceSeconds = 5 }
        let client = try server.client()
        _ = try client.get("/echo")
        let wait = server.beginDraining(deadlineSeconds: 10)
        // Draining begins on the loop's own queue, perhaps behind some more requests.
        var isLast = false
        for _ in 0..<10_000 where !isLast { isLast = try client.get("/more")["Connection"] == "close" }
        #expect(isLast)
        #expect(try client.readToEnd() == [])
        client.finish()
        #expect(wait().connectionsCutOff == 0)
    }

    @Test func `what is left at the deadline of draining is cut off`() throws {
        let server = try TestServer()
        let slow = try RawClient(server.address, receiveBytes: 4096)
        try slow.send("GET /zeros/20000000 HTTP/1.1\r\nHost: t\r\n\r\n")
        #expect(server.recorder.waits { if case .requestFinished = $0 { true } else { false } })
        #expect(server.drain(deadlineSeconds: 0.1) == DrainOutcome(connectionsCutOff: 1))
    }
}
