import Testing

@testable import ConflictData

/// Rows of counts with the texts that they share, against the same rows with every cell read from its column.
@Suite struct SharedCellsTests {
    private static func page(_ dataset: Dataset, _ rows: [Int]) -> String {
        var bytes: [UInt8] = []
        dataset.appendJSON(ofRows: rows, in: .count, selection: nil, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func lines(_ dataset: Dataset) -> String {
        let stream = RowStream(RowSequence(dataset.served(.count)), of: .count, in: dataset, as: .lines(nil))
        var bytes: [UInt8] = []
        while stream.appendNext(to: &bytes) {}
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `gives the same bytes`(_ seed: UInt64) throws {
        let dataset = try Made.dataset(RandomDataset.files(seed: seed, recordsPerType: 20))
        var random = SeededRandom(seed: seed)
        let rows = dataset.rowsServed(.count).shuffled(using: &random)
        let (page, lines) = (Self.page(dataset, rows), Self.lines(dataset))
        let earlier = dataset.view(asOf: try #require(PackedDate(queryText: "2024")))
        let then = Self.page(earlier, earlier.rowsServed(.count))
        dataset.prepareSums()
        #expect(dataset.view.countRowPlan.cells.contains { if case .shared = $0.shape { true } else { false } })
        #expect(Self.page(dataset, rows) == page)
        #expect(Self.lines(dataset) == lines)
        #expect(Self.page(earlier, earlier.rowsServed(.count)) == then)
    }

    @Test func `keeps the id by which an actor was named where others name it otherwise`() throws {
        func count(_ n: Int, _ actor: String) -> String {
            """
            {"n":\(n),"measure":"killed","value":{"qualifier":"exact","value":\(n)},
            "perpetrator":{"actor_id":"\(actor)","attribution":"alleged"}}
            """
        }
        let counts = [count(1, "new"), count(2, "old"), count(3, "new"), count(4, "other"), count(5, "other")]
        let dataset = try Made.dataset([
            Made.sources,
            ("actors.json", Made.list([Made.actor("new", #""former_ids":["old"]"#), Made.actor("other")])),
            ("tallies.json", Made.list([Made.tally("t", "2024-01-01", counts: counts.joined(separator: ","))])),
        ])
        let rows = Array(dataset.rowsServed(.count))
        let before = Self.page(dataset, rows)
        dataset.prepareSums()
        let examples = CategoryExamples(dataset.indexes.statements(dataset.records).categories, dataset.records)
        #expect(examples.rows.filter { $0 == Records.none }.count == 1)
        #expect(Self.page(dataset, rows) == before)
        #expect(before.contains(#""perpetrator_actor_id":"old""#))
    }

    @Test(arguments: [
        // Nothing is anywhere, twice, and one tally of nine is.
        (#""former_ids":["x"]"#, ""), (#""location":{"lat":36.2,"lon":-0.5}"#, ""),
        (#""location":{"lat":36.2,"lon":-0.5}"#, #""place_id":"p""#),
    ])
    func `reads no text of a place where no tally has one`(_ place: String, _ ofTally: String) throws {
        let dataset = try Made.dataset([
            Made.sources, ("places.json", Made.list([Made.place("p", place)])),
            (
                "tallies.json",
                Made.list((1...9).map { Made.tally("t\($0)", "2024-01-0\($0)", $0 == 9 ? ofTally : "") })
            ),
        ])
        let rows = Array(dataset.rowsServed(.count))
        let before = Self.page(dataset, rows)
        dataset.prepareSums()
        #expect(rows.count == 9)
        #expect(Self.page(dataset, rows) == before)
    }

    @Test func `says nothing of a place where there is none`() throws {
        let place = #""place_id":"p","event_id":"e""#
        let dataset = try Made.dataset([
            Made.sources, ("places.json", Made.list([Made.place("p", #""location":{"lat":36.2,"lon":-0.5}"#)])),
            ("events.json", Made.list([Made.event("e", "2024-01-01")])),
            ("tallies.json", Made.list([Made.tally("a", "2024-01-02", place), Made.tally("b", "2024-01-01")])),
        ])
        dataset.prepareSums()
        let rows = Self.page(dataset, Array(dataset.rowsServed(.count)))
        #expect(rows.contains(#""country":"SYR","lat":36.2,"lon":-0.5,"wording":null"#))
        #expect(rows.contains(#""country":null,"lat":null,"lon":null,"wording":null"#))
    }
}
