import TestSupport
import Testing

/// The program as it stands, byte for byte: the corpus of raw requests, plain and encrypted, and what the API makes of
/// conditions and negotiation.
@Suite(.timeLimit(.minutes(patience(minutes: 10))))
struct WireTests {
    private static let next = Array("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n".utf8)

    @Test func `answers the corpus as it must be, encrypted as plain`() throws {
        let certificates = try TestCertificates()
        let server = try ServerProcess(certificates.arguments)
        let tlsPort = try #require(server.tlsPort)
        let rows = CorpusRow.all.filter { !$0.bytes.isEmpty }
        let scripts = rows.map { WireScript($0.bytes + ($0.expectation == .incomplete ? [] : Self.next)) }
        let plain = try WireScript.play(scripts, port: server.port)
        let encrypted = try WireScript.play(scripts) {
            try RawClient(tlsPort: tlsPort, authorityPath: certificates.authorityPath)
        }
        for (index, row) in rows.enumerated() {
            let heads: Set<Int> = row.bytes.starts(with: Array("HEAD ".utf8)) ? [0] : []
            let transcript = try WireTranscript(plain[index], headRequests: heads)
            check(transcript, row)
            let other = try WireTranscript(encrypted[index], headRequests: heads)
            #expect(other.statuses == transcript.statuses, "\(row)")
            for (one, another) in zip(other.answers, transcript.answers) where one.status >= 200 {
                #expect(one.lasting.filter { !$0.hasPrefix("Strict-Transport") } == another.lasting, "\(row)")
            }
        }
    }

    private func check(_ transcript: WireTranscript, _ row: CorpusRow) {
        switch row.expectation {
        case .incomplete: #expect(transcript.statuses == [], "\(row)")
        case .refused(let status, _):
            #expect(transcript.statuses == [status], "\(row)")
            #expect(transcript.answers.first?["Connection"] == "close", "\(row)")
        case .accepted:
            #expect((1...2).contains(transcript.finals.count), "\(row)")
            #expect(transcript.finals.allSatisfy { $0.status < 500 || $0.status == 501 }, "\(row)")
        }
    }

    private func answer(
        _ server: ServerProcess, _ method: String, _ target: String, _ fields: [String] = []
    ) throws -> WireTranscript.Answer {
        let lines = ["\(method) \(target) HTTP/1.1", "Host: a"] + fields
        let script = WireScript(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        let received = try WireScript.play([script], port: server.port)[0]
        return try #require(WireTranscript(received, headRequests: method == "HEAD" ? [0] : []).answers.first)
    }

    @Test(arguments: ["/%00", "/v1/tallies%0d%0aX:%20y", "/%c0%af", "/v1/%2e%2e%2fhealthz", "/v1/tallies?limit=%00"])
    func `refuses targets that hide something`(_ target: String) throws {
        let status = try answer(ServerProcess(), "GET", target).status
        #expect(status == 400 || status == 404)
    }

    @Test func `refuses TRACE and CONNECT, and OPTIONS says what is allowed`() throws {
        let server = try ServerProcess()
        #expect(try answer(server, "TRACE", "/v1")["Allow"] == "GET, HEAD, OPTIONS")
        #expect(try answer(server, "CONNECT", "a:443").status == 501)
        for target in ["/v1", "*"] {
            let options = try answer(server, "OPTIONS", target)
            #expect(options.status == 204)
            #expect(options["Allow"] == "GET, HEAD, OPTIONS")
        }
    }

    @Test(arguments: ["/v1", "/v1/tallies?limit=2"])
    func `gives stored, new and never stored answers alike`(_ target: String) throws {
        let server = try ServerProcess(["--threads", "1"])
        let plain = try answer(server, "GET", target, ["If-Match: *"])
        let gzip = try answer(server, "GET", target, ["If-Match: *", "Accept-Encoding: gzip"])
        let tag = try #require(plain["ETag"])
        let gzipTag = try #require(gzip["ETag"])
        let date = try #require(plain["Last-Modified"])
        let questions = [
            [], ["If-None-Match: \(tag)"], ["If-None-Match: W/\(gzipTag)"], ["If-None-Match: *"],
            ["If-None-Match: \"x\"", "If-Modified-Since: \(date)"], ["If-Modified-Since: \(date)"],
            ["If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT"], ["Range: bytes=0-4"],
            ["Accept: application/json;q=0.2, */*;q=0.1"],
        ]
        for question in questions {
            for coding in [[], ["Accept-Encoding: gzip"]] {
                let made = try answer(server, "GET", target, question + coding + ["If-Match: *"])
                for method in ["GET", "GET", "HEAD"] {
                    let stored = try answer(server, method, target, question + coding)
                    #expect(stored.lasting == made.lasting, "\(method) \(question) \(coding)")
                    if method == "GET" { #expect(stored.body == made.body, "\(question) \(coding)") }
                }
            }
        }
    }

    @Test func `answers 412 where the client's idea of the data is wrong`() throws {
        let server = try ServerProcess()
        let target = "/v1/tallies?limit=2"
        let first = try answer(server, "GET", target)
        let tag = try #require(first["ETag"])
        let date = try #require(first["Last-Modified"])
        let rows: [([String], Int)] = [
            (["If-Match: \(tag)"], 200), (["If-Match: \"x\", \(tag)"], 200), (["If-Match: *"], 200),
            (["If-Match: \"x\""], 412), (["If-Match: W/\(tag)"], 412), (["If-Match: x"], 412),
            (["If-Match: \(tag)", "If-None-Match: \(tag)"], 304), (["If-Match: \"x\"", "If-None-Match: \(tag)"], 412),
            (["If-Unmodified-Since: \(date)"], 200), (["If-Unmodified-Since: yesterday"], 200),
            (["If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT"], 412),
            (["If-Match: \(tag)", "If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT"], 200),
        ]
        for (fields, status) in rows {
            // Asked twice, as the first may fill the store that the second is not to be answered from.
            for _ in 0..<2 { #expect(try answer(server, "GET", target, fields).status == status, "\(fields)") }
            #expect(try answer(server, "HEAD", target, fields).status == status, "\(fields)")
        }
    }

    @Test(arguments: [
        ("*/*;q=0", 406), ("application/json;q=0", 406), ("application/json;q=0, application/*;q=0", 406),
        ("application/json, */*;q=0", 200), ("application/*;q=0.1, */*;q=0", 200), ("text/html, */*;q=0.001", 200),
        ("nonsense", 200), ("", 200),
    ])
    func `gives JSON where Accept leaves it, and says so where not`(_ accept: String, _ status: Int) throws {
        let server = try ServerProcess()
        for _ in 0..<2 {
            let answer = try answer(server, "GET", "/v1/tallies?limit=1", ["Accept: " + accept])
            #expect(answer.status == status)
            if status == 200 { #expect(answer["Vary"] == "Accept, Accept-Encoding") }
        }
    }
}
