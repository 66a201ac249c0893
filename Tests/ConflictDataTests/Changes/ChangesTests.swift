import Testing

@testable import ConflictData

/// What has happened to the records: told by the data, and seen by the store.
@Suite struct ChangesTests {
    private static func dataset(_ tallies: [String], _ others: Made.Files = [], nowSeconds: Int64 = Made.nowSeconds)
        throws -> Dataset
    {
        try Made.dataset([Made.sources, ("tallies.json", Made.list(tallies))] + others, nowSeconds: nowSeconds)
    }

    /// Changes as `at change id fields`, the time as far as it is not midnight.
    private static func lines(
        _ store: DatasetStore, since: String? = nil, asOf: String? = nil, limit: Int = 1000,
        _ types: [RecordType]? = nil, _ kinds: [RecordChange.Kind]? = nil
    ) throws -> [String] {
        try pages(store, since: since, asOf: asOf, limit: limit, types, kinds).joined().map(\.line)
    }

    private static func pages(
        _ store: DatasetStore, since: String?, asOf: String?, limit: Int, _ types: [RecordType]?,
        _ kinds: [RecordChange.Kind]?
    ) throws -> [[ChangePage.Row]] {
        let history = store.served.history
        let query = try ChangeQuery(since: since, types: types, kinds: kinds, in: history)
        let dataset = try store.current.view(asOf: asOf)
        var pages: [[ChangePage.Row]] = []
        var cursor: String?
        repeat {
            let page = try dataset.changes(query, history, limit: limit, cursor: cursor)
            if let previous = page.previous {
                let before = try dataset.changes(query, history, limit: limit, cursor: previous)
                #expect(before.rows.map(\.cursor) == pages.last?.map(\.cursor))
            }
            pages.append(page.rows)
            #expect(page.total >= page.rows.count)
            cursor = page.next
        } while cursor != nil
        return pages
    }

    private static func recorded(_ date: String, _ more: String = "") -> String {
        "\"recorded_at\":\"\(date)\"" + (more.isEmpty ? "" : "," + more)
    }

    // MARK: What the data tells

    @Test func `tells what the data dates, oldest first`() throws {
        let update = Self.recorded("2024-12-03", "\"revises\":\"a\",\"revision_kind\":\"update\"")
        let dataset = try Self.dataset(
            [
                Made.tally("b", "2024-11-30", update), Made.tally("a", "2024-11-29", Self.recorded("2024-12-01")),
                Made.tally("c", "2024-11-29", Self.recorded("2024-12-02", "\"retracted_at\":\"2024-12-05\"")),
            ],
            [
                (
                    "articles.json",
                    Made.article(
                        "news", "2024-12-01T12:00:00Z",
                        "\"modified_at\":\"2024-12-04\",\"corrections\":[{\"date\":\"2024-12-04\",\"text\":\"x\"}]")
                ),
                ("places.json", Made.place("town", "\"updated_at\":\"2024-12-06\"")),
            ])
        let expected = [
            "2024-12-01 created a", "2024-12-01T12:00:00Z created news", "2024-12-02 created c",
            "2024-12-03 updated a superseded_by", "2024-12-03 created b", "2024-12-04 updated news modified_at",
            "2024-12-04 updated news corrections", "2024-12-05 retracted c", "2024-12-06 updated town",
        ]
        for limit in [1, 2, 1000] {
            #expect(try Set(Self.lines(DatasetStore(dataset), limit: limit)) == Set(expected))
            #expect(
                try Self.lines(DatasetStore(dataset), limit: limit).map { $0.prefix(10) }
                    == expected.map { $0.prefix(10) })
        }
        #expect(try Self.lines(DatasetStore(dataset), [.article], [.created]) == [expected[1]])
        #expect(try Self.lines(DatasetStore(dataset), asOf: "2024-12-02") == Array(expected[..<3]))
    }

    @Test(arguments: [("2024-12-02", 2), ("2024-12", 3), ("2024-12-02T00:00:00.000001Z", 1), ("2025", 0)])
    func `begins at the first instant of a time`(_ since: String, _ count: Int) throws {
        let store = DatasetStore(
            try Self.dataset((1...3).map { Made.tally("t\($0)", "2024-11-29", Self.recorded("2024-12-0\($0)")) }))
        #expect(try Self.lines(store, since: since).count == count)
    }

    @Test func `goes on behind any row, also after a restart with more data`() throws {
        let records = (1...6).map { Made.tally("t\($0)", "2024-11-29", Self.recorded("2024-12-0\(1 + $0 / 3)")) }
        let store = DatasetStore(try Self.dataset(Array(records.prefix(5))))
        let rows = try Self.pages(store, since: nil, asOf: nil, limit: 10, nil, nil)[0]
        let restarted = DatasetStore(try Self.dataset([Made.tally("t0", "2024-11-29")] + records))
        for (place, row) in rows.enumerated() {
            #expect(try Self.lines(store, since: row.cursor) == rows[(place + 1)...].map(\.line))
            #expect(try Self.lines(restarted, since: row.cursor).suffix(rows.count - place).first != row.line)
            #expect(try Self.lines(restarted, since: row.cursor).count == rows.count - place)
        }
    }

    @Test(arguments: [UInt64](1...20))
    func `goes on where its row was when the record is gone`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        // All known at one instant, some tallies on the same day, so that their ids tell their order.
        func tally(_ number: Int) -> String {
            Made.tally(
                "t\(number)", "2024-11-\(10 + number % 7)", Self.recorded("2024-12-01", "\"updated_at\":\"2024-12-01\"")
            )
        }
        let places = ("places.json", Made.list((0..<4).map { Made.place("p\($0)", "\"recorded_at\":\"2024-12-01\"") }))
        let numbers = Array(0..<20)
        let store = DatasetStore(try Self.dataset(numbers.map(tally), [places]))
        let rows = try Self.pages(store, since: nil, asOf: nil, limit: 1_000, nil, nil)[0]
        let gone = Set(numbers.shuffled(using: &random).prefix(Int.random(in: 1...12, using: &random)))
        let left = numbers.filter { !gone.contains($0) }
        let restarted = DatasetStore(try Self.dataset(left.map(tally), [places]))
        let names = Set(gone.map { "t\($0)" })
        for (place, row) in rows.enumerated() {
            let expected = rows[(place + 1)...].filter { !names.contains($0.change.id) }.map(\.line)
            #expect(try Self.lines(restarted, since: row.cursor) == expected, "\(row.line)")
            let before = try restarted.current.changes(
                ChangeQuery(since: nil, types: nil, kinds: nil, in: restarted.served.history), restarted.served.history,
                limit: 1_000, cursor: "b" + row.cursor)
            #expect(before.rows.map(\.line) == rows[..<place].filter { !names.contains($0.change.id) }.map(\.line))
        }
    }

    @Test func `goes on behind what the store saw when that is told no longer`() throws {
        let old = ["a", "b", "c"].map { Made.tally($0, "2024-11-29", Self.recorded("2024-12-01")) }
        func changed(_ id: String, _ more: String = "") -> String {
            Made.tally(id, "2024-11-29", killed: 2, Self.recorded("2024-12-01", more))
        }
        let store = try Self.reloaded(old, ["a", "b", "c"].map { changed($0) })
        let rows = try Self.pages(store, since: "2026-11-23", asOf: nil, limit: 10, nil, nil)[0]
        #expect(rows.map(\.change.id) == ["a", "b", "c"])
        let hidden = try Self.dataset(
            [changed("a"), changed("b", "\"embargoed_until\":\"2099\""), changed("c")], nowSeconds: Self.later + 60)
        store.swap(hidden, nowSeconds: Self.later + 60)
        #expect(try Self.lines(store, since: rows[1].cursor) == [rows[2].line])
    }

    @Test func `takes cursors that do not say what orders their record`() throws {
        let store = DatasetStore(try Self.dataset([Made.tally("a", "2024-11-29", Self.recorded("2024-12-01"))]))
        let cursor = Base64URL.encode(Array("change 1733011200000000 tally a 0".utf8))
        #expect(try Self.lines(store, since: cursor) == [])
        let gone = Base64URL.encode(Array("change 1733011200000000 tally b 0".utf8))
        #expect(try Self.lines(store, since: gone) == ["2024-12-01 created a"])
    }

    @Test func `says nothing of what is under embargo, and dates it from its end`() throws {
        let more = Self.recorded("2024-12-01", "\"embargoed_until\":\"2026-12-01\",\"updated_at\":\"2024-12-05\"")
        let (before, after) = (
            try Self.dataset([Made.tally("a", "2024-11-29", more)]),
            try Self.dataset([Made.tally("a", "2024-11-29", more)], nowSeconds: Made.nowSeconds + 30 * 86_400)
        )
        let store = DatasetStore(before)
        #expect(try Self.lines(store) == [])
        // The end of an embargo is told by the data, not by the reload that comes with it.
        store.swap(after, nowSeconds: Made.nowSeconds + 30 * 86_400)
        #expect(try Self.lines(store) == ["2024-12-05 updated a", "2026-12-01 created a"])
        #expect(try Self.lines(DatasetStore(after)) == Self.lines(store))
    }

    @Test(arguments: ["yesterday", "", "0123456789abcdef0123456789abcdef", "YWZ0ZXI"])
    func `refuses what is no time, cursor or version`(_ since: String) throws {
        let store = DatasetStore(try Self.dataset([Made.tally("a", "2024-11-29")]))
        let error = #expect(throws: QueryError.self) { try Self.lines(store, since: since) }
        #expect(error?.parameter == "since")
    }

    // MARK: What the store sees

    /// A day after the start, so that times of the store differ from those of the data.
    private static let later = Made.nowSeconds + 86_400

    private static func reloaded(_ old: [String], _ new: [String], nowSeconds: Int64 = later) throws -> DatasetStore {
        let store = DatasetStore(try dataset(old))
        store.swap(try dataset(new, nowSeconds: nowSeconds), nowSeconds: nowSeconds)
        return store
    }

    @Test func `tells what a reload created, updated, withdrew and removed, by fields`() throws {
        let store = try Self.reloaded(
            [
                Made.tally("same", "2024-11-29"), Made.tally("changed", "2024-11-29", "\"tags\":[\"x\"]"),
                Made.tally("withdrawn", "2024-11-29"), Made.tally("removed", "2024-11-29"),
            ],
            [
                Made.tally("same", "2024-11-29"),
                Made.tally("changed", "2024-11-29", killed: 2, "\"wording\":\"Two.\""),
                Made.tally("withdrawn", "2024-11-29", "\"retracted_at\":\"2024-12-01\""),
                Made.tally("new", "2024-11-29"),
            ])
        #expect(
            try Set(Self.lines(store, since: "2026-11-23")) == [
                "2026-11-23 updated changed wording,counts,tags", "2026-11-23 created new",
                "2026-11-23 retracted withdrawn retracted_at", "2026-11-23 retracted removed",
            ])
        // What is new is told once, at the time at which it could first be seen.
        #expect(try Self.lines(store).filter { $0.hasSuffix("created new") } == ["2026-11-23 created new"])
        #expect(try Self.lines(store).filter { $0.contains("retracted withdrawn") }.count == 1)
        // After a restart the data tells what it can.
        #expect(try Self.lines(DatasetStore(store.current), since: "2024-11-30") == ["2024-12-01 retracted withdrawn"])
    }

    @Test func `tells whom a new statement supersedes and withdraws`() throws {
        let old = [Made.tally("a", "2024-11-29"), Made.tally("b", "2024-11-29")]
        let new =
            old + [
                Made.tally("c", "2024-11-30", "\"revises\":\"a\",\"revision_kind\":\"update\""),
                Made.tally("d", "2024-11-30", "\"revises\":\"b\",\"revision_kind\":\"retraction\""),
            ]
        #expect(
            try Set(Self.lines(Self.reloaded(old, new), since: "2026")) == [
                "2026-11-23 created c", "2026-11-23 created d", "2026-11-23 updated a superseded_by",
                "2026-11-23 retracted b retracted_at",
            ])
    }

    @Test func `says nothing of what a reload puts under embargo`() throws {
        let store = try Self.reloaded(
            [Made.tally("a", "2024-11-29")], [Made.tally("a", "2024-11-29", "\"embargoed_until\":\"2099-01-01\"")])
        #expect(try Self.lines(store) == [])
    }

    @Test func `goes on from a data version that was served`() throws {
        let (old, new) = ([Made.tally("a", "2024-11-29")], [Made.tally("b", "2024-11-29")])
        let first = try Self.dataset(old)
        let store = DatasetStore(first)
        #expect(try Self.lines(store, since: first.version) == [])
        let second = try Self.dataset(new, nowSeconds: Self.later)
        store.swap(second, nowSeconds: Self.later)
        #expect(try Set(Self.lines(store, since: first.version)) == ["2026-11-23 created b", "2026-11-23 retracted a"])
        store.swap(try Self.dataset(old, nowSeconds: Self.later + 60), nowSeconds: Self.later + 60)
        #expect(try Self.lines(store, since: second.version).count == 2)
        #expect(try Self.lines(store, since: first.version) == [])
    }

    @Test func `keeps no more than it says`() throws {
        let dataset = try Self.dataset([Made.tally("a", "2024-11-29")])
        var history = ChangeHistory(dataset)
        for _ in 0..<ChangeHistory.maxVersions + 3 { history.observe(dataset, after: dataset, at: 1) }
        #expect(history.versions.count == 1)
        #expect(history.changes.isEmpty)
    }
}

extension ChangePage.Row {
    fileprivate var line: String {
        let at = change.atText.hasSuffix("T00:00:00Z") ? String(change.atText.prefix(10)) : change.atText
        let words =
            [at, change.kind.rawValue, change.id]
            + (change.fields.isEmpty ? [] : [change.fields.joined(separator: ",")])
        return words.joined(separator: " ")
    }
}
