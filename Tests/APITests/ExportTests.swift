import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

/// Whole lists as files, and the index of them.
struct ExportTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    private static func content(_ response: Response) -> [UInt8] {
        guard case .chunks(let source) = response.body else { return [] }
        var bytes: [UInt8] = []
        while source.appendNext(to: &bytes) {}
        return bytes
    }

    private static func text(_ response: Response) -> String { String(decoding: content(response), as: UTF8.self) }

    @Test(arguments: RecordType.allCases)
    func `a file has the bytes of the list without a limit`(_ type: RecordType) {
        for format in ["ndjson", "csv"] {
            let file = api.answer("/v1/export/\(type.plural).\(format)")
            let list = api.answer("/v1/\(type.plural).\(format)")
            #expect(Self.text(file) == list.text)
            #expect(file.fields[.contentType] == list.fields[.contentType])
        }
    }

    @Test func `a file says what it is, how long, and how to tell that it is whole`() throws {
        let response = api.answer("/v1/export/tallies.ndjson.gz")
        #expect(response.status == .ok)
        #expect(response.fields[.contentType] == "application/gzip")
        #expect(response.fields[.contentDisposition] == "attachment; filename=\"tallies.ndjson.gz\"")
        #expect(response.fields[.acceptRanges] == "none")
        #expect(!response.isCompressible)
        #expect(response.entityTag?.isWeak == false)
        #expect(response.link("self") == "/v1/export/tallies.ndjson.gz")
        let name = try #require(HTTPField.Name("Repr-Digest"))
        #expect(response.fields[name]?.hasPrefix("sha-256=:") == true)
        guard case .chunks(let source) = response.body else {
            Issue.record("a file comes in pieces")
            return
        }
        #expect(source.totalBytes == Self.content(response).count)
    }

    @Test func `a copy that is current is not sent again, and each file has its own tag`() {
        let first = api.answer("/v1/export/tallies.csv")
        let tag = first.entityTag?.fieldValue ?? ""
        #expect(api.answer("/v1/export/tallies.csv", [.ifNoneMatch: tag]).status == .notModified)
        #expect(api.answer("/v1/export/counts.csv", [.ifNoneMatch: tag]).status == .ok)
        #expect(api.answer("/v1/export/tallies.csv?as_of=2024-11-10", [.ifNoneMatch: tag]).status == .ok)
    }

    @Test func `the index tells of every file what is true of it`() throws {
        let index = api.answer("/v1/export?envelope=false").text
        let rows = index.matches(
            of:
                #/
                {"name":"([^"]+)",[^{]*"format":"([a-z.]+)",[^{]*
                "rows":(\d+),"bytes":(\d+),"sha256":"\w{64}","url":"([^"]+)"}
                /#)
        #expect(rows.map { String($0.output.1) } == BulkName.all.map(\.text))
        for row in rows {
            let bytes = Self.content(api.answer(String(row.output.5)))
            #expect(Int(row.output.4) == bytes.count)
            #expect(row.output.5 == "/v1/export/\(row.output.1)")
            guard row.output.2 == "ndjson" else { continue }
            #expect(Int(row.output.3) == bytes.count { $0 == UInt8(ascii: "\n") })
        }
        #expect(api.answer("/v1/export").text.contains(#""license":"CC-BY-4.0","attribution":"Sample \"desk\"""#))
    }

    @Test func `files and index are of the moment that is asked for`() {
        let index = api.answer("/v1/export?as_of=2024-11-10").text
        #expect(index.contains(#""url":"/v1/export/counts.csv?as_of=2024-11-10"}"#))
        #expect(index.contains(#""as_of":"2024-11-10""#))
        #expect(Self.text(api.answer("/v1/export/tallies.ndjson?as_of=2024-11-10")).contains("\"early\""))
        #expect(!Self.text(api.answer("/v1/export/tallies.ndjson?as_of=2024-11-10")).contains("\"toll\""))
    }

    @Test(arguments: [
        ("/v1/export/count.csv", "[\"/v1/export/counts.csv\""), ("/v1/export/counts.json", "[\"/v1/export/counts."),
        ("/v1/export/tallies.ndjson.zip", "[\"/v1/export/tallies.ndjson"),
    ])
    func `a file that is not there is named with the nearest`(_ target: String, _ suggestions: String) {
        let response = api.answer(target)
        #expect(response.status == .notFound)
        #expect(response.problem == "route-not-found")
        #expect(response.suggestions?.hasPrefix(suggestions) == true, "\(response.text)")
    }

    @Test(arguments: ["limit=1", "fields=id", "sep=;", "format=csv"])
    func `a file is what it is: other parameters are refused`(_ query: String) {
        #expect(api.answer("/v1/export/counts.csv?" + query).problem == "unknown-parameter")
    }

    @Test func `another dataset has other files, and other tags`() throws {
        let store = DatasetStore(try SampleAPI.dataset())
        let api = API(store: store, release: "test")
        let before = ["/v1/export", "/v1/export/articles.ndjson.gz"].map { api.answer($0) }
        store.swap(try SampleAPI.dataset(articles: "[]"), nowSeconds: 1_780_000_000)
        let after = ["/v1/export", "/v1/export/articles.ndjson.gz"].map { api.answer($0) }
        #expect(zip(before, after).allSatisfy { $0.entityTag != $1.entityTag })
        #expect(before[0].text != after[0].text)
        // Whoever has begun goes on with what it began with.
        #expect(Self.content(before[1]) != Self.content(after[1]))
    }

    @Test(arguments: [
        ("/v1/export", true), ("/v1/export?as_of=2024", true), ("/v1/export/places.csv", true),
        ("/v1/%65xport/places.csv", true), ("/v1/places/%65xport", false),
        ("/v1/counts.csv", false), ("/v1", false),
    ])
    func `files have a line of their own, however small the dataset`(_ target: String, _ isVeryLong: Bool) {
        let parts = target.split(separator: "?").map(String.init)
        let request = Request(
            method: .get, target: RequestTarget(rawPath: parts[0], rawQuery: parts.count > 1 ? parts[1] : nil),
            fields: [:])
        #expect(api.takesVeryLong(request) == isVeryLong)
        #expect(!isVeryLong || api.takesLong(request))
    }
}
