import TestSupport
import Testing

/// HTTPS as foreign clients see it: `curl` and `openssl s_client`.
@Suite struct TLSTests {
    /// Shakes hands with these options and ends; what `s_client` says about it.
    private func shakeHands(
        _ certificates: TestCertificates, _ server: ServerProcess, _ options: String
    ) throws -> String {
        let port = try #require(server.tlsPort)
        let ending = try certificates.shell(
            "openssl s_client -connect localhost:\(port) -CAfile authority.pem \(options) </dev/null 2>&1")
        return ending.output
    }

    @Test(arguments: [TestCertificates.Key.ecdsa, .rsa])
    func `gives the same answers as over the plain port, to a client that checks`(_ key: TestCertificates.Key) throws {
        let certificates = try TestCertificates(key)
        let server = try ServerProcess(certificates.arguments)
        let port = try #require(server.tlsPort)
        let curl = "curl -s --max-time 20"
        let encrypted = try certificates.shell(
            "\(curl) --cacert authority.pem https://localhost:\(port)/v1/tallies https://localhost:\(port)/v1/counts")
        let plain = try certificates.shell("\(curl) \(server.url)/v1/tallies \(server.url)/v1/counts")
        #expect(encrypted.status == 0)
        #expect(encrypted.output == plain.output)
        #expect(encrypted.output.contains("at_least"))
        #expect(try certificates.shell("\(curl) https://localhost:\(port)/v1").status == 60, "an unknown authority")
    }

    @Test(arguments: ["/v1", "/nowhere", "/v1/tallies?nonsense=1"])
    func `tells browsers to stay encrypted, but only where they are`(_ target: String) throws {
        let certificates = try TestCertificates()
        let server = try ServerProcess(certificates.arguments)
        let port = try #require(server.tlsPort)
        let encrypted = try RawClient(tlsPort: port, authorityPath: certificates.authorityPath)
        #expect(
            try encrypted.request("GET", target).fields["strict-transport-security"] == "max-age=63072000")
        let plain = try RawClient(port: server.port)
        #expect(try plain.request("GET", target).fields["strict-transport-security"] == nil)
    }

    @Test(arguments: [
        ("-tls1 -cipher DEFAULT:@SECLEVEL=0", nil), ("-tls1_1 -cipher DEFAULT:@SECLEVEL=0", nil),
        ("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3"),
    ])
    func `speaks TLS 1.2 and 1.3 and nothing older`(_ options: String, _ version: String?) throws {
        let certificates = try TestCertificates()
        let server = try ServerProcess(certificates.arguments)
        let said = try shakeHands(certificates, server, options + " -brief")
        if let version {
            #expect(said.contains("Protocol version: \(version)"))
            #expect(said.contains("Verification: OK"))
        } else {
            #expect(said.contains("alert protocol version"))
        }
    }

    @Test(arguments: [
        ("ECDHE-RSA-AES128-GCM-SHA256", true), ("ECDHE-RSA-CHACHA20-POLY1305", true),
        ("AES128-GCM-SHA256", false), ("ECDHE-RSA-AES128-SHA", false), ("AES256-SHA", false),
        ("DHE-RSA-AES128-GCM-SHA256", false),
    ])
    func `takes only ephemeral keys and authenticated encryption`(_ cipher: String, _ isTaken: Bool) throws {
        let certificates = try TestCertificates(.rsa)
        let server = try ServerProcess(certificates.arguments)
        let said = try shakeHands(certificates, server, "-tls1_2 -cipher \(cipher)")
        #expect(said.contains("Cipher is \(cipher)") == isTaken)
        #expect(said.contains("alert handshake failure") == !isTaken)
    }

    @Test(arguments: [
        ("-alpn h2,http/1.1", "ALPN protocol: http/1.1"), ("-alpn h2", "alert no application protocol"),
        ("", "No ALPN negotiated"), ("-servername elsewhere.example", "Verify return code: 0 (ok)"),
        ("-noservername", "Verify return code: 0 (ok)"),
    ])
    func `agrees on http 1.1 and takes any server name`(_ options: String, _ sentence: String) throws {
        let certificates = try TestCertificates()
        let server = try ServerProcess(certificates.arguments)
        #expect(try shakeHands(certificates, server, options).contains(sentence))
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func `resumes a session from its ticket and never renegotiates`(_ version: String) throws {
        let certificates = try TestCertificates()
        let server = try ServerProcess(certificates.arguments)
        let port = try #require(server.tlsPort)
        let client = "openssl s_client -connect localhost:\(port) -CAfile authority.pem -ign_eof \(version)"
        let ask = #"printf 'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' | "#
        let first = try certificates.shell(ask + client + " -sess_out session 2>&1")
        #expect(first.output.contains("New, TLSv1"))
        let second = try certificates.shell(ask + client + " -sess_in session 2>&1")
        #expect(second.output.contains("Reused, TLSv1"))
        #expect(second.output.contains("200 OK"))
        #expect(first.output.contains("Compression: NONE"))
    }

    @Test func `closes cleanly on who does not encrypt`() throws {
        let certificates = try TestCertificates()
        let server = try ServerProcess(certificates.arguments)
        let client = try RawClient(port: try #require(server.tlsPort))
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.readToEnd() == "")
        #expect(try RawClient(port: server.port).request("GET", "/healthz").status == 200)
    }

    @Test func `answers a thousand pipelined requests to a client that reads late`() throws {
        let certificates = try TestCertificates()
        let server = try ServerProcess(certificates.arguments)
        let client = try RawClient(
            tlsPort: try #require(server.tlsPort), authorityPath: certificates.authorityPath)
        let expected = try RawClient(port: server.port).request("GET", "/v1/tallies")
        // In all some ten megabytes of answers: more than the kernel holds, so the server has to wait for us.
        for _ in 0..<100 {
            try client.send(String(repeating: "GET /v1/tallies HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 10))
        }
        for _ in 0..<1000 {
            let answer = try client.readResponse()
            #expect(answer.status == 200)
            #expect(answer.body == expected.body)
        }
    }
}
