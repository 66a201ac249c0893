import HTTP
import HTTPTypes
import Testing

@testable import HTTPServer

struct AnswerHeadTests {
    private func lines(_ head: AnswerHead) -> [String] {
        String(decoding: head.bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    private let response = Response(
        status: .ok,
        fields: [.contentType: "application/json", .vary: "Accept", .cacheControl: "no-cache"],
        entityTag: EntityTag(opaque: "v1"),
        isCompressible: true
    )

    @Test func `holds the fields of the handler and those that only the engine knows`() throws {
        let head = try AnswerHead(of: response, coding: .identity, framing: .length(12))
        #expect(
            lines(head) == [
                "HTTP/1.1 200 OK", "Date: " + String(repeating: " ", count: 29), "Content-Type: application/json",
                "Cache-Control: no-cache", "Vary: Accept, Accept-Encoding", "ETag: \"v1\"", "Content-Length: 12",
            ])
        #expect(head.bytes[head.dateOffset - 2] == UInt8(ascii: ":"))
    }

    @Test func `the gzip twin has a tag of its own and says how it is coded`() throws {
        let head = try AnswerHead(of: response, coding: .gzip, framing: .length(5))
        #expect(lines(head).contains("ETag: \"v1-gzip\""))
        #expect(lines(head).contains("Content-Encoding: gzip"))
    }

    @Test func `a 304 keeps what guides caches and drops what describes content`() throws {
        let head = try AnswerHead.notModified(insteadOf: response, coding: .gzip)
        #expect(
            lines(head) == [
                "HTTP/1.1 304 Not Modified", "Date: " + String(repeating: " ", count: 29), "Cache-Control: no-cache",
                "Vary: Accept, Accept-Encoding", "ETag: \"v1-gzip\"",
            ])
    }

    @Test(
        arguments: [
            (nil, true, "Accept-Encoding"), ("Accept", true, "Accept, Accept-Encoding"), ("*", true, "*"),
            ("accept-encoding, Accept", true, "accept-encoding, Accept"), ("Accept", false, "Accept"),
            (nil, false, nil),
        ] as [(String?, Bool, String?)])
    func `Vary names the coding where it was open`(_ vary: String?, _ isCompressible: Bool, _ expected: String?) throws
    {
        var response = Response(status: .ok, isCompressible: isCompressible)
        response.fields[.vary] = vary
        let head = try AnswerHead(of: response, coding: .identity, framing: .length(0))
        #expect(lines(head).first { $0.hasPrefix("Vary") } == expected.map { "Vary: " + $0 })
    }

    @Test func `a handler cannot overrule the framing`() throws {
        var response = Response(status: .ok)
        response.fields[.contentLength] = "99"
        response.fields[.connection] = "upgrade"
        response.fields[.transferEncoding] = "gzip"
        response.fields[.date] = "yesterday"
        let head = try AnswerHead(of: response, coding: .identity, framing: .length(3))
        #expect(lines(head).dropFirst(2) == ["Content-Length: 3"])
    }
}
