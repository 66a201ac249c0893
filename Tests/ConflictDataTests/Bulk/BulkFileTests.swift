import Testing

@testable import ConflictData

/// Whole lists as files: what is said of them beforehand is true, and all forms hold the same.
@Suite struct BulkFileTests {
    /// More than two stretches of tallies, none of which is alike.
    private static func dataset(nowSeconds: Int64 = Made.nowSeconds) throws -> Dataset {
        let tallies = (0..<4_500).map { Made.tally("t\($0)", "2024-11-\(10 + $0 % 20)", killed: $0) }
        let late = Made.tally("late", "2024-11-30", killed: 7, "\"embargoed_until\":\"2030-01-01\"")
        return try Made.dataset(
            [Made.sources, ("tallies.ndjson", (tallies + [late]).joined(separator: "\n"))], nowSeconds: nowSeconds)
    }

    private static func bytes(_ file: BulkFile) -> [UInt8] {
        let reader = file.reader()
        var bytes: [UInt8] = []
        while reader.appendNext(to: &bytes) {}
        return bytes
    }

    private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        let hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    private static func gunzipped(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = DatasetFile(name: "tallies.ndjson.gz", location: .memory(bytes), size: bytes.count)
        let text = try PaddedText.whole(try #require(file))
        return unsafe Array(text.bytes)
    }

    @Test(arguments: BulkName.all)
    func `length and digest are those of the bytes`(_ name: BulkName) throws {
        let file = try Self.dataset().bulkFile(name)
        let bytes = Self.bytes(file)
        #expect(file.measure == FileMeasure(bytes: bytes.count, sha256: Self.digest(bytes)))
    }

    @Test(arguments: RecordType.allCases)
    func `lines and sheet are what the list streams, and the gz holds the same lines`(_ type: RecordType) throws {
        let dataset = try Self.dataset()
        let lines = RowStream(RowSequence(dataset.served(type)), of: type, in: dataset, as: .lines(nil))
        var streamed: [UInt8] = []
        while lines.appendNext(to: &streamed) {}
        #expect(Self.bytes(dataset.bulkFile(BulkName(type, .lines))) == streamed)
        #expect(try Self.gunzipped(Self.bytes(dataset.bulkFile(BulkName(type, .gzip)))) == streamed)
        let sheet = SheetText(String(decoding: Self.bytes(dataset.bulkFile(BulkName(type, .sheet))), as: UTF8.self))
        #expect(sheet.rows.first == FieldTable.of(type).fields.map(\.name))
        #expect(sheet.rows.count == dataset.count(of: type) + 1)
    }

    @Test func `lines are measured alike with their gz and without`() throws {
        let (first, second) = (try Self.dataset(), try Self.dataset())
        _ = first.bulkFile(BulkName(.tally, .gzip))
        #expect(
            first.bulkFile(BulkName(.tally, .lines)).measure == second.bulkFile(BulkName(.tally, .lines)).measure)
    }

    @Test func `the same data gives the same gz`() throws {
        let files = try [Self.dataset(), Self.dataset()].map { $0.bulkFile(BulkName(.tally, .gzip)) }
        #expect(files[0].measure == files[1].measure)
    }

    @Test func `moments have files of their own`() throws {
        let dataset = try Self.dataset()
        let then = try dataset.view(asOf: "2024-11-15")
        #expect(
            then.bulkFile(BulkName(.tally, .lines)).measure != dataset.bulkFile(BulkName(.tally, .lines)).measure)
        let lines = Self.bytes(then.bulkFile(BulkName(.tally, .lines))).count { $0 == UInt8(ascii: "\n") }
        #expect(lines == then.count(of: .tally))
    }

    @Test func `what is embargoed is in none, and in all once it is not`() throws {
        for (now, isIn) in [(Made.nowSeconds, false), (1_900_000_000, true)] {
            let dataset = try Self.dataset(nowSeconds: now)
            for format in BulkFormat.allCases {
                var bytes = Self.bytes(dataset.bulkFile(BulkName(.count, format)))
                if format == .gzip { bytes = try Self.gunzipped(bytes) }
                #expect(String(decoding: bytes, as: UTF8.self).contains("late.1") == isIn)
            }
        }
    }

    @Test func `those who ask at once for the same get the same`() throws {
        let dataset = try Self.dataset()
        let measures = Parallel.map(Array(0..<8)) { _ in dataset.bulkFile(BulkName(.count, .gzip)).measure }
        #expect(Set(measures.map(\.sha256Hex)).count == 1)
    }

    @Test func `a file is named by its list and its form`() {
        #expect(BulkName("counts.ndjson.gz") == BulkName(.count, .gzip))
        #expect(BulkName("counts.json") == nil)
        #expect(BulkName.all.allSatisfy { BulkName($0.text) == $0 })
    }

    @Test func `a digest is spelled as others spell it`() {
        let measure = FileMeasure(bytes: 3, sha256: Self.digest(Array("abc".utf8)))
        #expect(measure.sha256Hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(measure.sha256Base64 == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    }

    // MARK: Bytes beside memory

    /// In memory, and in a file with what came before it was one.
    @Test(arguments: [1, 30])
    func `spooled bytes are read from anywhere, to their end`(_ times: Int) {
        let part = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let spooled = SpooledBytes { sink in
            for _ in 0..<times { unsafe part.withUnsafeBufferPointer { unsafe sink.append($0) } }
        }
        let all = Array(repeatElement(part, count: times).joined())
        var read: [UInt8] = []
        #expect(spooled.append(from: 0, count: 60_000, to: &read) == 60_000)
        #expect(spooled.append(from: 60_000, count: all.count, to: &read) == all.count - 60_000)
        #expect(spooled.append(from: all.count, count: 60_000, to: &read) == 0)
        #expect(read == all)
    }

    @Test func `stretches deflated for themselves are one member, empty ones too`() throws {
        let texts = ["Aleppo ", "", String(repeating: "at least 255 ", count: 20_000), "killed"]
        var (bytes, wrapper) = (GzipWrapper.header, GzipWrapper())
        for text in texts {
            let buffer = ByteBuffer(capacity: 16)
            buffer.append(Array(text.utf8))
            let deflated = DeflatedText(buffer)
            unsafe bytes.append(contentsOf: deflated.bytes.bytes)
            wrapper.add(deflated)
        }
        #expect(try Self.gunzipped(bytes + wrapper.trailer) == Array(texts.joined().utf8))
    }
}
