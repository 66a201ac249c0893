import TestSupport
import Testing

@testable import HTTP1

@Suite struct RequestParserTests {
    @Test func `has a corpus of at least a hundred rows, none of them twice`() {
        #expect(CorpusRow.all.count >= 100)
        #expect(Set(CorpusRow.all.map(\.bytes)).count == CorpusRow.all.count)
    }

    @Test(arguments: CorpusRow.all)
    func `gives each raw request its expected outcome`(_ row: CorpusRow) {
        let reading = Reading(of: row.bytes)
        switch row.expectation {
        case .accepted(let facts):
            #expect(reading.error == nil)
            #expect(reading.isComplete)
            for (name, value) in facts {
                #expect(reading.facts[name] == value, "\(name)")
            }
        case .refused(let status, let error):
            #expect(reading.error.map { "\($0)" } == error)
            #expect(reading.error?.statusCode == status)
        case .incomplete:
            #expect(reading.error == nil)
            #expect(!reading.isComplete)
        }
    }

    @Test(arguments: CorpusRow.all)
    func `asks for more at every earlier cut, and never contradicts itself`(_ row: CorpusRow) {
        let whole = Reading(of: row.bytes)
        for count in stride(from: 0, to: row.bytes.count, by: row.bytes.count > 2000 ? 97 : 1) {
            let cut = Reading(of: Array(row.bytes.prefix(count)))
            #expect(!cut.isComplete || whole.consumedBytes <= count, "cut at \(count)")
            #expect(cut.error == nil || cut.error == whole.error, "cut at \(count)")
        }
    }

    @Test(arguments: CorpusRow.all)
    func `comes to the same end when bytes arrive one by one`(_ row: CorpusRow) {
        let whole = Reading(of: row.bytes)
        var scanned = 0
        var last: Reading?
        let step = row.bytes.count > 2000 ? 61 : 1
        for count in stride(from: 1, through: row.bytes.count, by: step) + [row.bytes.count] {
            let reading = Reading(of: Array(row.bytes.prefix(count)), alreadyScanned: scanned)
            last = reading
            guard reading.head == nil, reading.error == nil else { break }
            scanned = count
        }
        #expect(last?.head == nil || last?.headBytes == whole.headBytes)
        #expect(whole.head == nil || last?.head != nil)
        #expect(whole.headError == last?.headError)
    }

    @Test func `takes the largest head there may be, and offsets up to its end`() throws {
        var limits = HTTP1Limits()
        limits.maxHeadBytes = .max
        limits.maxRequestLineBytes = .max - 2
        #expect(limits.maxHeadBytes == HTTP1Limits.largestHeadBytes)
        let start = "\r\n\r\nGET /"
        let end = " HTTP/1.1\r\nHost: example.org\r\n\r\n"
        let room = limits.maxHeadBytes - start.utf8.count + 4 - end.utf8.count
        let fitting = Array((start + String(repeating: "a", count: room) + end).utf8)
        let reading = Reading(of: fitting, limits: limits)
        #expect(reading.isComplete)
        #expect(reading.facts["host"] == "example.org")
        let tooLong = Array((start + String(repeating: "a", count: room + 1) + end).utf8)
        #expect(Reading(of: tooLong, limits: limits).error == .headTooLarge)
        let endless = Array((start + String(repeating: "a", count: 100_000)).utf8)
        #expect(Reading(of: endless, limits: limits).error == .requestLineTooLong)
    }

    @Test func `looks only at new bytes while they cannot end a line`() throws {
        let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nX".utf8)
        // The head is broken, but only its old part says so, which was judged before.
        let broken = Array("G(T / HTTP/1.1\r\nHost: a\r\nXY".utf8)
        #expect(Reading(of: broken, alreadyScanned: bytes.count).error == nil)
        #expect(Reading(of: broken + [0x0D], alreadyScanned: bytes.count).error == .malformedRequestLine)
    }
}
