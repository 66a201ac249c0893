import Glibc
import Testing

@testable import Telemetry

struct AccessLogTests {
    private static let request = FinishedRequest(
        wallNanoseconds: 1_795_364_460_123_456_789,
        remoteHost: "192.0.2.7",
        method: "GET",
        target: "/v1/articles?limit=5",
        userAgent: "curl/8.5",
        status: 200,
        bodyBytes: 1234,
        durationNanoseconds: 123_456
    )

    private func text(_ request: FinishedRequest) -> String {
        var bytes: [UInt8] = []
        AccessLogLine.appendText(request, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func json(_ request: FinishedRequest) -> String {
        var bytes: [UInt8] = []
        AccessLogLine.appendJSON(request, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `writes the combined format with the seconds taken`() {
        let line =
            #"192.0.2.7 - - [22/Nov/2026:16:21:00 +0000] "GET /v1/articles?limit=5 HTTP/1.1" 200 1234 "-" "curl/8.5" "#
        #expect(text(Self.request) == line + "0.000123\n")
    }

    @Test func `writes one JSON object a line`() {
        let line =
            #"{"time":"2026-11-22T16:21:00.123Z","remote":"192.0.2.7","method":"GET","target":"/v1/articles?limit=5","#
            + #""status":200,"bytes":1234,"duration_us":123,"user_agent":"curl/8.5"}"#
        #expect(json(Self.request) == line + "\n")
    }

    @Test func `a request that could not be read has no method and no target`() {
        let request = FinishedRequest(wallNanoseconds: 0, remoteHost: "::1", status: 400)
        #expect(text(request) == "::1 - - [01/Jan/1970:00:00:00 +0000] \"-\" 400 0 \"-\" \"-\" 0.000000\n")
        #expect(json(request).contains(#""method":null,"target":null,"status":400"#))
        #expect(json(request).contains(#""user_agent":null"#))
    }

    @Test func `what a client sends cannot forge a line`() {
        var request = Self.request
        request.userAgent = "a\"b\\c\nd\u{7F}"
        #expect(text(request).contains(#" "a\x22b\x5cc\x0ad\x7f" "#))
        #expect(json(request).contains(#""user_agent":"a\"b\\c\u000ad\u007f""#))
        #expect(text(request).filter { $0 == "\n" }.count == 1)
    }

    @Test func `writes what waits when flushed, in order`() throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe pipe(&ends) == 0)
        let log = AccessLog(format: .text, descriptor: ends[1])
        for status in 200..<300 {
            var request = Self.request
            request.status = status
            log.record(.requestFinished(request))
        }
        log.record(.acceptingPaused)
        log.flush()
        close(ends[1])
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe read(ends[0], &bytes, bytes.count)
        close(ends[0])
        let statuses = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: "\" ")[1].prefix(3)
        }
        #expect(statuses == (200..<300).map { "\($0)" }.map { $0[...] })
    }

    @Test func `a reader that is gone does not end the process`() throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe pipe(&ends) == 0)
        close(ends[0])
        let log = AccessLog(format: .json, descriptor: ends[1])
        log.record(.requestFinished(Self.request))
        log.flush()
        close(ends[1])
        #expect(log.droppedLines == 0)
    }
}
