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
}
