import HTTP
import HTTPTypes
import Testing

@testable import HTTP1

@Suite struct RequestHeadTests {
    private static let bytes = Array(
        """
        GET /v1/tallies?actor=HTS&limit=5 HTTP/1.1\r
        Host: localhost:8080\r
        ACCEPT:  application/json \r
        If-None-Match: "a"\r
        X-Odd: caf\u{e9}\r
        if-none-match: "b"\r
        Accept-Encoding:\r
        \r

        """.utf8
    )

    private func head() throws -> RequestHead { try #require(Reading(of: Self.bytes).head) }

    @Test func `finds the values of known fields`() throws {
        let head = try head()
        func text(_ field: KnownField) -> String? {
            head.slice(of: field).map { head.text(of: $0, in: Self.bytes.span) }
        }
        #expect(text(.host) == "localhost:8080")
        #expect(text(.accept) == "application/json")
        #expect(text(.acceptEncoding) == "")
        #expect(text(.ifNoneMatch) == "\"a\"")
        #expect(text(.ifMatch) == nil)
        #expect(head.isRepeated(.ifNoneMatch))
        #expect(!head.isRepeated(.accept))
        #expect(!head.isRepeated(.ifMatch))
    }

    @Test func `makes the request that a handler sees`() throws {
        let request = try head().request(in: Self.bytes.span)
        #expect(request.method == .get)
        #expect(request.target == RequestTarget(rawPath: "/v1/tallies", rawQuery: "actor=HTS&limit=5"))
        #expect(
            request.fields.map { "\($0.name.rawName)=\($0.value)" } == [
                "Host=localhost:8080", "ACCEPT=application/json", "If-None-Match=\"a\"", "X-Odd=café",
                "if-none-match=\"b\"", "Accept-Encoding=",
            ]
        )
        #expect(request.fields[.ifNoneMatch] == "\"a\", \"b\"")
    }

    @Test(arguments: ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get"])
    func `passes the method on as sent`(_ method: String) throws {
        let bytes = Array("\(method) / HTTP/1.0\r\n\r\n".utf8)
        let head = try #require(Reading(of: bytes).head)
        #expect(head.request(in: bytes.span).method.rawValue == method)
        #expect(head.text(of: head.methodText, in: bytes.span) == method)
    }

    @Test func `counts offsets from the first byte, empty lines included`() throws {
        let bytes = Array("\r\nGET /a?b HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n".utf8)
        let head = try #require(Reading(of: bytes).head)
        #expect(head.target.range == 6..<10)
        #expect(head.text(of: head.fieldLines, in: bytes.span) == "Host: h\r\nA: b\r\n")
    }

    @Test func `has room for every known field`() {
        #expect(RequestHead().known.count == KnownField.count)
        #expect(KnownField.count <= UInt32.bitWidth)
    }
}
