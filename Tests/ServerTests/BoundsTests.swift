import TestSupport
import Testing

/// Clients that take more than their share, against the real program.
@Suite struct BoundsTests {
    @Test func `newcomers wait while descriptors are used up, and nothing spins`() throws {
        let server = try ServerProcess(["--threads", "1"])
        let first = try RawClient(port: server.port)
        #expect(try first.request("GET", "/healthz").status == 200)
        try server.limitDescriptors(to: server.descriptorCount + 2)
        var crowd = try (0..<8).map { _ in try RawClient(port: server.port) }
        for client in crowd { try client.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n") }
        for client in crowd.prefix(2) { #expect(try client.readResponse().status == 200) }
        #expect(try eventually { try paused(first) > 0 })
        let (pauses, start) = (try paused(first), ContinuousClock.now)
        #expect(try eventually { try paused(first) >= pauses + 3 })
        // Each pause lasts half a second, so a loop that spins would count thousands, however slow the machine.
        let halfSeconds = Int(start.duration(to: .now) / .milliseconds(500))
        #expect(try paused(first) - pauses <= halfSeconds + 2)
        // As some leave, those who wait are taken.
        while !crowd.isEmpty {
            crowd.removeFirst()
            if let next = crowd.dropFirst().first { #expect(try next.readResponse().status == 200) }
        }
        #expect(try RawClient(port: server.port).request("GET", "/healthz").status == 200)
    }

    private func paused(_ client: RawClient) throws -> Int {
        try metric("sitrep_accepting_paused_total", client)
    }

    private func metric(_ name: String, _ client: RawClient) throws -> Int {
        let lines = try client.request("GET", "/metrics").text.split(separator: "\n")
        return lines.first { $0.hasPrefix(name + " ") }.flatMap { Int($0.dropFirst(name.count + 1)) } ?? -1
    }

    @Test func `few descriptors mean few connections, and the others are told`() throws {
        let server = try ServerProcess(["--threads", "1"], maxDescriptors: 64)
        #expect(eventually { server.errors.contains("descriptors allow only") })
        let crowd = try (0..<30).map { _ in try RawClient(port: server.port) }
        let last = try #require(crowd.last)
        let refusal = try last.readResponse()
        #expect(refusal.status == 503)
        #expect(refusal.fields["retry-after"] == "2")
        #expect(try crowd[0].request("GET", "/healthz").status == 200)
        #expect(try metric("sitrep_accepting_paused_total", crowd[0]) == 0)
    }

    @Test func `who never reads costs no more than one answer, and not for long`() throws {
        let server = try ServerProcess(["--threads", "1", "--write-progress-seconds", "1"])
        let watcher = try RawClient(port: server.port)
        let before = try residentBytes(server, watcher)
        let requests = String(repeating: "GET /v1/counts?limit=1000 HTTP/1.1\r\nHost: a\r\n\r\n", count: 400)
        let readers = try (0..<40).map { _ in try RawClient(port: server.port) }
        for reader in readers { try reader.send(requests) }
        #expect(try eventually { try metric(#"sitrep_deadlines_passed_total{kind="write_progress"}"#, watcher) == 40 })
        // A sanitizer keeps what was freed, so there resident memory says nothing of what is held.
        if !SitrepProgram.isSanitized { #expect(try residentBytes(server, watcher) - before < 32_000_000) }
        #expect(try metric("sitrep_connections_open", watcher) == 1)
        for reader in readers { _ = try reader.readToEnd() }
    }

    private func residentBytes(_ server: ServerProcess, _ watcher: RawClient) throws -> Int {
        #expect(try watcher.request("GET", "/v1/counts?limit=1000").status == 200)
        return server.residentBytes
    }

    @Test func `closes after as many requests as a connection may make`() throws {
        let server = try ServerProcess(environment: ["SITREP_MAX_REQUESTS_PER_CONNECTION": "2"])
        let client = try RawClient(port: server.port)
        #expect(try client.request("GET", "/healthz").fields["connection"] == nil)
        #expect(try client.request("GET", "/healthz").fields["connection"] == "close")
        #expect(try client.readToEnd() == "")
    }

    @Test(arguments: [
        "X-Forwarded-For: 6.6.6.6, 192.0.2.7", "Forwarded: for=6.6.6.6, for=\"192.0.2.7:80\";proto=https",
    ])
    func `logs the client that a trusted proxy names`(_ field: String) throws {
        let trusting = try ServerProcess(["--access-log", "text", "--trusted-proxies", "127.0.0.0/8"])
        #expect(try log(of: trusting, after: field).hasPrefix("192.0.2.7 - - ["))
        let wary = try ServerProcess(["--access-log", "text", "--trusted-proxies", "10.0.0.0/8"])
        #expect(try log(of: wary, after: field).hasPrefix("127.0.0.1 - - ["))
    }

    /// The line about one request with that field.
    private func log(of server: ServerProcess, after field: String) throws -> String {
        let target = "/healthz"
        #expect(try RawClient(port: server.port).request("GET", target, fields: [field]).status == 200)
        server.terminate()
        let lines = try server.waitForEnd().errors.split(separator: "\n")
        return lines.first { $0.contains("GET \(target)") }.map(String.init) ?? ""
    }
}
