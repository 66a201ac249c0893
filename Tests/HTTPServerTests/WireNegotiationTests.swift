import TestSupport
import Testing

/// Negotiation and conditions over real sockets: an answer that is stored, one that is made anew each time, and one that is
/// not stored yet say the same.
@Suite(.serialized, .timeLimit(.minutes(patience(minutes: 5))))
struct WireNegotiationTests {
    /// What the same question gets from a stored answer, first and later, and from one that is made each time.
    private func answers(_ fields: [String]) throws -> [WireTranscript.Answer] {
        let server = try WireServer()
        return try ["/stored", "/stored", "/made", "/made"].map { try server.answer("GET", $0, fields) }
    }

    @Test(arguments: [
        ("gzip", true), ("x-gzip", true), ("GZip", true), ("gzip;q=1.000", true), ("gzip; Q=0.001", true), ("*", true),
        ("*;q=0.5", true), ("br, gzip", true), ("identity;q=0.5, gzip", true), ("identity;q=0, gzip;q=0.001", true),
        ("identity;q=0, *", true), ("gzip;q=0, x-gzip", true), (",, gzip,", true), ("deflate, *;q=0, gzip", true),
        ("", false), ("identity", false), ("br", false), ("gzip;q=0", false), ("gzip;q=0.000", false),
        ("*;q=0", false), ("gzip;q=0, *", false), ("gzip;q=0.2, identity", false), ("gzipped", false),
        ("gzip;q=2", false), ("gzip;q=0.0001", false), ("gzip;q=", false), ("gzip;x=1", false),
        // Nothing that may be sent is acceptable: as if nothing had been said (RFC 9110 §12.4.1).
        ("identity;q=0", false), ("identity;q=0, br", false), ("*;q=0, br", false),
    ])
    func `compresses for who would rather have that`(_ codings: String, _ isGzip: Bool) throws {
        let answers = try answers(["Accept-Encoding: " + codings])
        #expect(answers[0]["Content-Encoding"] == (isGzip ? "gzip" : nil))
        #expect(answers[0]["ETag"] == (isGzip ? "\"t-gzip\"" : "\"t\""))
        #expect(answers[0]["Vary"] == "Accept, Accept-Encoding")
        for other in answers.dropFirst() {
            #expect(other.lasting == answers[0].lasting)
            #expect(other.body == answers[0].body)
        }
    }

    /// A row: field lines, the status for a client that takes no coding, and for one that takes gzip.
    struct Condition: Sendable, CustomTestStringConvertible {
        let fields: [String]
        let plain: Int
        let gzip: Int

        init(_ fields: String..., plain: Int, gzip: Int) {
            (self.fields, self.plain, self.gzip) = (fields, plain, gzip)
        }

        var testDescription: String { fields.joined(separator: " | ") }
    }

    private static let older = "Sun, 06 Nov 1994 08:49:36 GMT"

    @Test(arguments: [
        Condition("If-None-Match: \"t\"", plain: 304, gzip: 200),
        Condition("If-None-Match: \"t-gzip\"", plain: 200, gzip: 304),
        Condition("If-None-Match: W/\"t\", W/\"t-gzip\"", plain: 304, gzip: 304),
        Condition("If-None-Match: \"x\",,\"t\" ,\t\"t-gzip\"", plain: 304, gzip: 304),
        Condition("If-None-Match: \"x\"", "If-None-Match: \"t\", \"t-gzip\"", plain: 304, gzip: 304),
        Condition("If-None-Match: *", plain: 304, gzip: 304),
        Condition("If-None-Match: \"T\"", plain: 200, gzip: 200),
        Condition("If-None-Match: \"\"", plain: 200, gzip: 200),
        Condition("If-None-Match: \"x, \"t\"", plain: 200, gzip: 200),
        Condition("If-None-Match: t", plain: 200, gzip: 200),
        Condition("If-None-Match: w/\"t\"", plain: 200, gzip: 200),
        Condition("If-None-Match:", plain: 200, gzip: 200),
        Condition("If-None-Match: *, \"t\"", plain: 200, gzip: 200),
        Condition("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", plain: 304, gzip: 304),
        Condition("If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT", plain: 304, gzip: 304),
        Condition("If-Modified-Since: Sun Nov  6 08:49:37 1994", plain: 304, gzip: 304),
        Condition("If-Modified-Since: Mon, 07 Nov 1994 00:00:00 GMT", plain: 304, gzip: 304),
        Condition("If-Modified-Since: \(older)", plain: 200, gzip: 200),
        Condition("If-Modified-Since: Sun, 06 Nov 1994 08:49:37", plain: 200, gzip: 200),
        Condition("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 UTC", plain: 200, gzip: 200),
        Condition("If-Modified-Since: 784111777", plain: 200, gzip: 200),
        Condition("If-Modified-Since: Sun, 31 Feb 1994 08:49:37 GMT", plain: 200, gzip: 200),
        Condition(
            "If-None-Match: \"x\"", "If-Modified-Since: \(WireHandler.lastModified)", plain: 200, gzip: 200),
        Condition("If-None-Match: t", "If-Modified-Since: \(WireHandler.lastModified)", plain: 200, gzip: 200),
        Condition("If-None-Match: \"t\", \"t-gzip\"", "If-Modified-Since: \(older)", plain: 304, gzip: 304),
    ])
    func `gives the same verdict on a copy whether the answer is stored or not`(_ row: Condition) throws {
        for (coding, status) in [([], row.plain), (["Accept-Encoding: gzip"], row.gzip)] {
            let answers = try answers(row.fields + coding)
            for answer in answers {
                #expect(answer.status == status)
                #expect(answer.lasting == answers[0].lasting)
                #expect(answer.body == answers[0].body)
            }
            #expect(answers[0]["ETag"] == (coding.isEmpty ? "\"t\"" : "\"t-gzip\""))
            #expect(answers[0]["Vary"] == "Accept, Accept-Encoding")
        }
    }

    @Test func `judges an answer in pieces, and one without tag`() throws {
        let server = try WireServer()
        #expect(try server.answer("GET", "/pieces", ["If-None-Match: \"t\""]).status == 304)
        #expect(try server.answer("GET", "/pieces", ["If-None-Match: \"x\""]).body.count == 20_000)
        for _ in 0..<2 {
            #expect(try server.answer("GET", "/dated", ["If-None-Match: \"t\""]).status == 200)
            #expect(try server.answer("GET", "/dated", ["If-None-Match: *"]).status == 304)
            let date = "If-Modified-Since: \(WireHandler.lastModified)"
            #expect(try server.answer("GET", "/dated", [date]).status == 304)
        }
    }

    @Test func `conditions on a copy concern only what would be 200 to GET and HEAD`() throws {
        let server = try WireServer()
        #expect(try server.answer("PUT", "/stored", ["If-None-Match: *"]).status == 405)
        #expect(try server.answer("OPTIONS", "/stored", ["If-None-Match: *"]).status == 204)
        #expect(try server.answer("HEAD", "/stored", ["If-None-Match: *"]).status == 304)
        #expect(try server.answer("GET", "/plain", ["If-None-Match: *"]).status == 200)
    }

    @Test(arguments: ["bytes=0-4", "bytes=-5", "bytes=5-2", "bytes=0-0,5-", "lines=1-2", "x"])
    func `serves no ranges and never claims to`(_ range: String) throws {
        let whole = try answers([])[0]
        for answer in try answers(["Range: " + range]) + answers(["Range: " + range, "If-Range: \"t\""]) {
            #expect(answer.lasting == whole.lasting)
            #expect(answer.body == whole.body)
            #expect(answer["Accept-Ranges"] == nil)
        }
    }
}
