import Testing

@testable import ConflictData

/// Who is served: retractions, revisions, embargoes.
@Suite struct StandingTests {
    private static func tallies(_ records: String..., nowSeconds: Int64 = Made.nowSeconds) throws -> Dataset {
        try Made.dataset([Made.sources, ("tallies.json", Made.list(records))], nowSeconds: nowSeconds)
    }

    private static func revision(_ id: String, of other: String, _ kind: String, recorded: String = "2024-12-01")
        -> String
    {
        let more = "\"revises\":\"\(other)\",\"revision_kind\":\"\(kind)\",\"recorded_at\":\"\(recorded)\""
        return Made.tally(id, "2024-11-30", killed: 2, more)
    }

    private static func supersededBy(_ id: String, in dataset: Dataset) throws -> String? {
        try dataset.json(id, in: .tally)["superseded_by"]?.text
    }

    // MARK: Revisions

    @Test func `says what supersedes a statement, and keeps it`() throws {
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29"), Self.revision("b", of: "a", "update"))
        #expect(try Self.supersededBy("a", in: dataset) == "b")
        #expect(try Self.supersededBy("b", in: dataset) == nil)
        #expect(try dataset.ids(.tally) == ["b", "a"])
        #expect(try dataset.json("a.1", in: .count)["superseded_by"] == .string("b"))
        #expect(try dataset.json("b.1", in: .count)["superseded_by"] == .null)
        #expect(try dataset.ids(.count, "superseded_by=b") == ["a.1"])
    }

    @Test func `lets the reviser that was recorded last supersede`() throws {
        let records = [
            Made.tally("a", "2024-11-29"), Self.revision("late", of: "a", "update", recorded: "2024-12-03"),
            Self.revision("early", of: "a", "update", recorded: "2024-12-02"),
        ]
        for files in [records, records.reversed()] {
            let dataset = try Made.dataset([Made.sources, ("tallies.json", Made.list(files))])
            #expect(try Self.supersededBy("a", in: dataset) == "late")
        }
    }

    @Test func `follows a chain of revisions one step at a time`() throws {
        let dataset = try Self.tallies(
            Made.tally("a", "2024-11-29"), Self.revision("b", of: "a", "update"),
            Self.revision("c", of: "b", "correction"))
        #expect(try Self.supersededBy("a", in: dataset) == "b")
        #expect(try Self.supersededBy("b", in: dataset) == "c")
    }

    @Test(arguments: ["\"retracted_at\":\"2024-12-02\"", "\"embargoed_until\":\"2099-01-01\""])
    func `gives no effect to a reviser that is not served`(_ standing: String) throws {
        let more = "\"revises\":\"a\",\"revision_kind\":\"update\"," + standing
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29"), Made.tally("b", "2024-11-30", killed: 2, more))
        #expect(try Self.supersededBy("a", in: dataset) == nil)
        #expect(try dataset.ids(.tally) == ["a"])
        #expect(try dataset.text("a", in: .tally).contains("revisions") == standing.hasPrefix("\"retracted"))
    }

    // MARK: Retractions

    @Test func `takes a retracted record out of lists, counts and totals`() throws {
        let dataset = try Self.tallies(
            Made.tally("a", "2024-11-29"),
            Made.tally(
                "b", "2024-11-29", "\"retracted_at\":\"2024-12-02\",\"retraction_reason\":\"Counted \\\"twice\\\".\""))
        #expect(try dataset.ids(.tally) == ["a"])
        #expect(try dataset.ids(.count) == ["a.1"])
        #expect(dataset.count(of: .tally) == 1)
        #expect(dataset.count(of: .count) == 1)
        for (id, type) in [("b", RecordType.tally), ("b.1", .count)] {
            guard case .gone(id, "2024-12-02", "Counted \"twice\".") = dataset.lookUp(id, in: type) else {
                Issue.record("\(id) is not gone: \(dataset.lookUp(id, in: type))")
                continue
            }
        }
    }

    @Test func `retracts what a tally revises by retraction`() throws {
        let dataset = try Self.tallies(Made.tally("a", "2024-11-29"), Self.revision("b", of: "a", "retraction"))
        #expect(try dataset.ids(.tally) == ["b"])
        guard case .gone("a", _, let reason?) = dataset.lookUp("a", in: .tally) else {
            Issue.record("a is not gone")
            return
        }
        #expect(reason.contains("\"b\""))
    }

    /// The retraction takes the update back, and with it the update's effect.
    @Test func `brings back what a retracted update had superseded`() throws {
        let dataset = try Self.tallies(
            Made.tally("a", "2024-11-29"), Self.revision("b", of: "a", "update"),
            Self.revision("c", of: "b", "retraction"))
        #expect(try dataset.ids(.tally) == ["c", "a"])
        #expect(try Self.supersededBy("a", in: dataset) == nil)
    }

    @Test func `brings back what a retracted retraction had retracted`() throws {
        let dataset = try Self.tallies(
            Made.tally("a", "2024-11-29"), Self.revision("b", of: "a", "retraction"),
            Self.revision("c", of: "b", "retraction"))
        #expect(try dataset.ids(.tally) == ["c", "a"])
        guard case .row = dataset.lookUp("a", in: .tally) else {
            Issue.record("a is not back")
            return
        }
    }

    @Test func `takes the excerpts with their interview`() throws {
        let more = "\"retracted_at\":\"2024-12-02\""
        let dataset = try Made.dataset([
            (
                "interviews.json",
                Made.list([Made.interview("a", "2024-11-29", more), Made.interview("b", "2024-11-29")])
            )
        ])
        #expect(try dataset.ids(.excerpt) == ["b.1"])
        guard case .gone("a.1", _, _) = dataset.lookUp("a.1", in: .excerpt) else {
            Issue.record("a.1 is not gone")
            return
        }
    }

    /// A retraction that is still to come has not happened, and the snapshot says when it will.
    @Test func `waits for a retraction that is dated ahead`() throws {
        let records = [Made.tally("a", "2024-11-29", "\"retracted_at\":\"2026-11-23\"")]
        func dataset(at nowSeconds: Int64) throws -> Dataset {
            try Made.dataset([Made.sources, ("tallies.json", Made.list(records))], nowSeconds: nowSeconds)
        }
        let before = try dataset(at: Made.nowSeconds)
        let after = try dataset(at: Made.nowSeconds + 86_400)
        #expect(try before.ids(.tally) == ["a"])
        #expect(before.nextEmbargoEndSeconds == Made.nowSeconds + 86_400)
        #expect(before.lastModifiedSeconds <= Made.nowSeconds)
        #expect(try after.ids(.tally) == [])
        #expect(after.nextEmbargoEndSeconds == nil)
        #expect(before.version != after.version)
        #expect(before.lastModifiedSeconds < after.lastModifiedSeconds)
    }
}
