import HTTP1
import TestSupport
import Testing

/// The corpus of raw requests over real sockets: what the parser decides is what a client sees.
@Suite(.serialized, .timeLimit(.minutes(patience(minutes: 15))))
struct WireCorpusTests {
    @Test func `answers every row as it must be, and nothing after an error`() throws {
        let server = try WireServer()
        let exchanges = CorpusRow.all.map(CorpusExchange.init)
        let received = try WireScript.play(exchanges.map { WireScript($0.request) }, port: server.port)
        for (exchange, bytes) in zip(exchanges, received) { try exchange.check(bytes) }
    }

    @Test func `answers in the same bytes wherever a row is cut`() throws {
        let server = try WireServer()
        let exchanges = CorpusRow.all.map(CorpusExchange.init)
        let whole = try WireScript.play(exchanges.map { WireScript($0.request) }, port: server.port)
        let places = exchanges.indices.flatMap { row in exchanges[row].cuts.map { (row: row, count: $0) } }
        let scripts = places.map { WireScript(exchanges[$0.row].request, cutAt: $0.count) }
        let received = try WireScript.play(scripts, port: server.port)
        var different: [String] = []
        for (place, bytes) in zip(places, received)
        where CorpusExchange.withoutDates(bytes) != CorpusExchange.withoutDates(whole[place.row]) {
            different.append("\(exchanges[place.row].row) cut at \(place.count)")
        }
        #expect(different == [])
    }
}

/// One row with another request behind it: only if the connection goes on, that one is answered as well.
struct CorpusExchange {
    let row: CorpusRow
    let request: [UInt8]
    private let statuses: [Int]
    private let headRequests: Set<Int>

    private static let next = Array("GET /next HTTP/1.1\r\nHost: b\r\n\r\n".utf8)
    private static let continues = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
    /// Rows up to this long are cut at every byte, longer ones at so many places and around both ends.
    private static let maxCutsPerRow = 160

    init(_ row: CorpusRow) {
        self.row = row
        var follower = Self.next
        switch row.expectation {
        case .incomplete:
            follower = []
            statuses = []
        case .refused(let status, _):
            statuses = [status]
        case .accepted(let facts):
            if facts["rest", default: "0"] != "0" { follower = [] }
            let (status, keepsAlive) = Self.outcome(of: row.bytes)
            statuses = keepsAlive && !follower.isEmpty ? [status, 200] : [status]
        }
        request = row.bytes + follower
        headRequests = RequestParser.beginsWithHEAD(row.bytes.span) ? [0] : []
    }

    /// What the application answers, and whether the connection goes on.
    private static func outcome(of bytes: [UInt8]) -> (status: Int, keepsAlive: Bool) {
        guard
            case .complete(let head, _) = try? RequestParser.parseHead(
                bytes.span, alreadyScanned: 0, limits: HTTP1Limits())
        else { return (0, false) }
        return switch head.method {
        case .get, .head: (200, head.keepsAlive)
        case .options: (204, head.keepsAlive)
        case .post, .put, .delete, .patch, .trace, .query: (405, head.keepsAlive)
        case .connect, .other: (501, false)
        }
    }

    /// Where to cut.
    var cuts: [Int] {
        let count = request.count
        guard count > Self.maxCutsPerRow else { return Array(1..<max(count, 1)) }
        let edge = Self.maxCutsPerRow / 4
        let middle = stride(from: edge, to: count - edge, by: max((count - 2 * edge) / (2 * edge), 1))
        return Array(1..<edge) + middle + Array(count - edge..<count)
    }

    func check(_ received: [UInt8]) throws {
        let transcript: WireTranscript
        do {
            transcript = try WireTranscript(received, headRequests: headRequests)
        } catch {
            Issue.record("\(row): \(error)")
            return
        }
        #expect(transcript.statuses == statuses, "\(row)")
        for (answer, isLast) in zip(transcript.answers, transcript.answers.indices.map { $0 == statuses.count - 1 }) {
            if answer.status == 405 { #expect(answer["Allow"] == WireHandler.allowed, "\(row)") }
            let isError = answer.status >= 400 && answer.status != 405
            if isError { #expect(answer["Connection"] == "close" && isLast, "\(row)") }
            if !isLast { #expect(answer["Connection"] != "close", "\(row)") }
        }
    }

    /// The bytes with every `Date` value and every interim answer taken out: those may differ from one sending to the next.
    static func withoutDates(_ bytes: [UInt8]) -> [UInt8] {
        let name = Array("\r\nDate: ".utf8)
        var rest = bytes.starts(with: continues) ? bytes[continues.count...] : bytes[...]
        var kept: [UInt8] = []
        kept.reserveCapacity(rest.count)
        while let first = rest.first {
            if first == 13, rest.starts(with: name) {
                rest = rest.dropFirst(name.count + 29)
            } else {
                kept.append(first)
                rest = rest.dropFirst()
            }
        }
        return kept
    }
}
