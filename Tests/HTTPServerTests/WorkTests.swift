import HTTP
import Telemetry
import TestSupport
import Testing

@testable import HTTPServer

/// Answers that take long, over real sockets of one loop: nobody else waits for them.
@Suite(.serialized, .timeLimit(.minutes(patience(minutes: 1))))
struct WorkTests {
    private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: t\r\n\r\n" }

    @Test func `while one answer is worked out, others of its loop are given`() throws {
        let server = try TestServer()
        let (patient, quick) = (try server.client(), try server.client())
        try patient.send(Self.get("/slow/1"))
        #expect(server.handler.gate.waitsForSomebody())
        #expect(try quick.get("/echo").text == "GET /echo?")
        server.handler.gate.open()
        #expect(try patient.reply().text == "GET /slow/1?")
        #expect(try patient.get("/echo").status == 200)
    }

    @Test func `answers on one connection keep the order of the requests`() throws {
        let server = try TestServer()
        let client = try server.client()
        let paths = ["/a", "/slow/b", "/slow/pieces", "/c", "/slow/d"]
        server.handler.gate.open(times: 3)
        try client.send(paths.map(Self.get).joined())
        for path in paths {
            let reply = try client.reply()
            #expect(path == "/slow/pieces" ? reply.body.count == 70_000 : reply.text == "GET \(path)?")
        }
    }

    @Test func `an answer behind one that the client has not read yet waits for its turn`() throws {
        let server = try TestServer()
        let client = try RawClient(server.address, receiveBytes: 4096)
        server.handler.gate.open()
        try client.send(Self.get("/zeros/9000000") + Self.get("/slow/b") + Self.get("/c"))
        #expect(try client.reply().body.count == 9_000_000)
        #expect(try client.reply().text == "GET /slow/b?")
        #expect(try client.reply().text == "GET /c?")
    }

    @Test func `what was worked out is stored for the next who asks, plain or compressed`() throws {
        let server = try TestServer()
        let client = try server.client()
        server.handler.gate.open()
        #expect(try client.get("/slow/stored").body == TestHandler.storedBody)
        #expect(try client.get("/slow/stored").body == TestHandler.storedBody)
        #expect(try client.get("/slow/stored", "Accept-Encoding: gzip")["Content-Encoding"] == "gzip")
        #expect(try client.get("/slow/stored", "If-None-Match: \"g1\"").status == 304)
        #expect(server.handler.callCount == 1)
    }

    @Test func `the handler may answer that a copy is current before it does the work`() throws {
        let server = try TestServer()
        server.handler.gate.open()
        let reply = try server.client().get("/slow/current", "If-None-Match: \"current\"")
        #expect(reply.status == 304)
        #expect(reply["ETag"] == "\"current\"")
    }

    @Test func `a client that leaves meanwhile takes nothing with it`() throws {
        let server = try TestServer()
        do {
            let client = try server.client()
            try client.send(Self.get("/slow/1"))
            #expect(server.handler.gate.waitsForSomebody())
        }
        server.handler.gate.open(times: 2)
        #expect(try server.client().get("/slow/2").text == "GET /slow/2?")
    }

    @Test func `beyond the bound new requests are told to come again, stored answers are given`() throws {
        let server = try TestServer { $0.maxWaitingRequests = 1 }
        let (patient, other) = (try server.client(), try server.client())
        #expect(try other.get("/stored").status == 200)
        try patient.send(Self.get("/slow/1"))
        #expect(server.handler.gate.waitsForSomebody())
        #expect(try other.get("/stored").status == 200)
        let shed = try other.get("/echo")
        #expect(shed.status == 503)
        #expect(shed["Retry-After"] == "2")
        server.handler.gate.open()
        #expect(try patient.reply().status == 200)
    }

    @Test func `few very long ones may wait, and others are taken beside them`() throws {
        let server = try TestServer { $0.maxWaitingRequests = 3 }
        let (patient, other) = (try server.client(), try server.client())
        try patient.send(Self.get("/slow/very/1"))
        #expect(server.handler.gate.waitsForSomebody())
        #expect(try server.client().get("/slow/very/2").status == 503)
        server.handler.gate.open(times: 2)
        #expect(try other.get("/slow/3").status == 200)
        #expect(try patient.reply().status == 200)
        server.handler.gate.open()
        #expect(try other.get("/slow/very/4").status == 200)
    }

    @Test func `what somebody has asked who left counts until its turn, and is not worked out then`() throws {
        let server = try TestServer { $0.maxWaitingRequests = 32 }
        let (patient, other) = (try server.client(), try server.client())
        try patient.send(Self.get("/slow/very/1"))
        #expect(server.handler.gate.waitsForSomebody())
        do {
            let leaving = try server.client()
            leaving.resetWhenClosed()
            try leaving.send(Self.get("/slow/very/2"))
            // The answer to another on the same loop says that this was taken before.
            #expect(try other.get("/echo").status == 200)
        }
        #expect(eventually { server.openConnections == 2 })
        #expect(try server.client().get("/slow/very/3").status == 503)
        server.handler.gate.open()
        #expect(try patient.reply().status == 200)
        server.handler.gate.open()
        #expect(try other.get("/slow/very/4").text == "GET /slow/very/4?")
        #expect(server.handler.callCount == 3)
    }

    @Test func `draining waits for what is being worked out`() throws {
        let server = try TestServer()
        let client = try server.client()
        try client.send(Self.get("/slow/1"))
        #expect(server.handler.gate.waitsForSomebody())
        let wait = server.beginDraining(deadlineSeconds: 10)
        server.handler.gate.open()
        let reply = try client.reply()
        #expect(reply.text == "GET /slow/1?")
        #expect(reply["Connection"] == "close")
        #expect(wait().connectionsCutOff == 0)
    }

    @Test func `the deadlines of the client rest while the server works`() throws {
        let server = try TestServer {
            $0.writeProgressSeconds = 0.05
            $0.idleDeadlineSeconds = 0.05
            $0.readProgressSeconds = 0.05
        }
        let (patient, idle) = (try server.client(), try server.client())
        try patient.send(Self.get("/slow/1"))
        #expect(server.handler.gate.waitsForSomebody())
        _ = try idle.get("/echo")
        // The other one's deadline has passed, so any of this connection would have, too.
        #expect(try idle.readToEnd() == [])
        server.handler.gate.open()
        #expect(try patient.reply().status == 200)
    }
}
