import Testing

@testable import ConflictData

/// The chain of statements around a tally.
@Suite struct RevisionHistoryTests {
    private static func dataset(_ records: [String]) throws -> Dataset {
        try Made.dataset([Made.sources, ("tallies.json", Made.list(records))])
    }

    private static func revision(_ id: String, of other: String, recorded: String, _ more: String = "") -> String {
        let members = "\"revises\":\"\(other)\",\"revision_kind\":\"update\",\"recorded_at\":\"\(recorded)\""
        return Made.tally(id, "2024-11-30", killed: 2, members + (more.isEmpty ? "" : "," + more))
    }

    /// a ← b ← c, and d that replaces a as well.
    private static let chain = [
        revision("c", of: "b", recorded: "2024-12-03"), revision("d", of: "a", recorded: "2024-12-02T12:00:00Z"),
        Made.tally("a", "2024-11-29"), revision("b", of: "a", recorded: "2024-12-02"), Made.tally("lone", "2024-11-29"),
    ]

    private static func ids(_ id: String, in dataset: Dataset, limit: Int = 50) throws -> [String] {
        guard case .row(let row) = dataset.lookUpStatement(id) else { return [] }
        var ids: [String] = []
        var cursor: String?
        repeat {
            let page = try dataset.revisions(of: row, limit: limit, cursor: cursor)
            ids += page.rows.map { dataset.id(ofRow: $0, in: .tally) }
            cursor = page.next
        } while cursor != nil
        return ids
    }

    private static func json(_ id: String, in dataset: Dataset) throws -> JSONValue {
        guard case .row(let row) = dataset.lookUpStatement(id) else { return .null }
        var bytes: [UInt8] = []
        dataset.appendStatement(row, selection: nil, to: &bytes)
        return try JSONValue(bytes)
    }

    @Test(arguments: ["a", "b", "c", "d"], [1, 2, 50])
    func `is the same for every statement in it, oldest first`(_ id: String, _ limit: Int) throws {
        #expect(try Self.ids(id, in: Self.dataset(Self.chain), limit: limit) == ["a", "b", "d", "c"])
    }

    @Test func `is linked where there is more than one`() throws {
        let dataset = try Self.dataset(Self.chain)
        #expect(try Self.ids("lone", in: dataset) == ["lone"])
        #expect(try dataset.json("lone", in: .tally)["links"]?["revisions"] == nil)
        for id in ["a", "c"] {
            #expect(try dataset.json(id, in: .tally)["links"]?["revisions"] == .string("/v1/tallies/\(id)/revisions"))
        }
    }

    @Test func `is what was known at a moment`() throws {
        let then = try Self.dataset(Self.chain).view(asOf: "2024-12-02T00:00:00Z")
        #expect(try Self.ids("a", in: then) == ["a", "b"])
        #expect(try Self.ids("c", in: then) == [])
        #expect(try Self.json("a", in: then)["superseded_by"] == .string("b"))
    }

    @Test func `breaks at what is under embargo`() throws {
        let hidden = Self.revision("b", of: "a", recorded: "2024-12-02", "\"embargoed_until\":\"2099-01-01\"")
        let dataset = try Self.dataset([
            Made.tally("a", "2024-11-29"), hidden, Self.revision("c", of: "b", recorded: "2024-12-03"),
        ])
        #expect(try Self.ids("a", in: dataset) == ["a"])
        #expect(try Self.ids("b", in: dataset) == [])
        #expect(try Self.ids("c", in: dataset) == ["c"])
    }

    @Test func `says of a withdrawn statement that it was made, but not what it said`() throws {
        let more = "\"retracted_at\":\"2024-12-05\",\"retraction_reason\":\"Counted twice.\",\"wording\":\"Many.\""
        let dataset = try Self.dataset([
            Made.tally("a", "2024-11-29"), Self.revision("b", of: "a", recorded: "2024-12-02", more),
        ])
        #expect(try Self.ids("b", in: dataset) == ["a", "b"])
        let gone = try Self.json("b", in: dataset)
        #expect(gone["is_retracted"] == .flag(true))
        #expect(gone["retraction_reason"] == .string("Counted twice."))
        #expect(gone["revises"] == .string("a"))
        #expect(gone["counts"] == nil)
        #expect(gone["wording"] == nil)
        // At a moment before it was withdrawn it stands there whole.
        let then = try Self.json("b", in: dataset.view(asOf: "2024-12-04"))
        #expect(then["wording"] == .string("Many."))
        #expect(then["is_retracted"] == nil)
    }

    @Test func `names the statement that withdrew another`() throws {
        let retraction = Made.tally("b", "2024-11-30", "\"revises\":\"a\",\"revision_kind\":\"retraction\"")
        let dataset = try Self.dataset([Made.tally("a", "2024-11-29"), retraction])
        #expect(try Self.json("a", in: dataset)["retracted_by"] == .string("b"))
        #expect(try Self.ids("a", in: dataset) == ["a", "b"])
    }

    @Test func `refuses a cursor of another list`() throws {
        let dataset = try Self.dataset(Self.chain)
        #expect(throws: QueryError.self) { try dataset.revisions(of: 0, limit: 1, cursor: "x") }
    }
}
