import Testing

@testable import ConflictData

/// The default order of each type, and walking through it in pages.
@Suite struct PageTests {
    /// Records of one of each type, several of a date, in an order of their own.
    private static func files(without gone: Set<String> = [], with added: [String] = []) -> Made.Files {
        let days = [
            "2024-11-28", "2024-11-29T12:00:00Z", "2024-11-29", "2024-11", "2024-11-29T14:00:00+02:00", "2024-11-30",
        ]
        func many(_ make: (String, String) -> String) -> String {
            let records =
                (0..<13).map { (id: "r\(($0 * 5) % 13)", date: days[$0 % days.count]) }
                + added.map { (id: $0, date: "2024-11-29") }
            return Made.list(records.filter { !gone.contains($0.id) }.map { make($0.id, $0.date) })
        }
        let counts = [3, 1, 2].map { "{\"n\":\($0),\"measure\":\"killed\",\"value\":{\"qualifier\":\"unknown\"}}" }
        return [
            ("sources.json", many { id, _ in Made.source(id) }),
            ("sources/press.json", Made.list([Made.source("press"), Made.source("monitor")])),
            ("places.json", many { id, _ in Made.place(id) }), ("actors.json", many { id, _ in Made.actor("a-" + id) }),
            ("events.json", many { Made.event($0, $1) }), ("articles.json", many { Made.article($0, $1) }),
            ("tallies.json", many { Made.tally($0, $1, counts: counts.joined(separator: ",")) }),
            ("interviews.json", many { Made.interview($0, $1, exchanges: 2) }),
        ]
    }

    private static let types = RecordType.allCases

    private static func walk(_ dataset: Dataset, _ type: RecordType, limit: Int, _ filters: String = "") throws
        -> [[Int]]
    {
        let query = try dataset.query(type, filters)
        var pages = [try dataset.page(query, limit: limit, cursor: nil)]
        while let next = pages[pages.count - 1].next, pages.count < 1000 {
            pages.append(try dataset.page(query, limit: limit, cursor: next))
        }
        return pages.map(\.rows)
    }

    // MARK: Order

    @Test(arguments: [RecordType.article, .tally, .event, .interview])
    func `orders newest first, and by id where dates are the same`(_ type: RecordType) throws {
        let dataset = try Made.dataset(Self.files())
        let key = try #require(Records.orderColumn(type))
        let rows = dataset.served(type)
        let places = (0..<rows.count).map { row in
            (time: -(dataset.records.date(key, row)?.start ?? 0), id: Array(dataset.id(ofRow: row, in: type).utf8))
        }
        for (first, second) in zip(places, places.dropFirst()) {
            #expect(
                first.time < second.time || (first.time == second.time && first.id.lexicographicallyPrecedes(second.id))
            )
        }
    }

    /// 14:00+02:00 and 12:00Z are one instant; a month sorts by its first.
    @Test func `orders by instants, a coarse date by its first`() throws {
        let dates = [
            "2024-11-29", "2024-11", "2024-11-29T14:00:00+02:00", "2024-11-01", "2024-11-29T12:00:00Z",
            "2024-11-29T11:00:00Z",
        ]
        let events = dates.enumerated().map { Made.event("e\($0)", $1) }
        let dataset = try Made.dataset([("events.json", Made.list(events))])
        #expect(try dataset.ids(.event) == ["e2", "e4", "e5", "e0", "e1", "e3"])
    }

    @Test func `orders what has no date by id, by Unicode scalar`() throws {
        let ids = ["b", "a-1", "a.1", "a_1", "a1", "10", "9", "a"]
        let dataset = try Made.dataset([("sources.json", Made.list(ids.map { Made.source($0) }))])
        #expect(try dataset.ids(.source) == ["10", "9", "a", "a-1", "a.1", "a1", "a_1", "b"])
    }

    @Test func `orders counts and excerpts as what they are in, then by number`() throws {
        let dataset = try Made.dataset(Self.files())
        #expect(try dataset.ids(.count) == dataset.ids(.tally).flatMap { tally in (1...3).map { "\(tally).\($0)" } })
        #expect(try dataset.ids(.excerpt) == dataset.ids(.interview).flatMap { one in (1...2).map { "\(one).\($0)" } })
    }

    // MARK: Pages

    @Test(arguments: types)
    func `gives every record once, whatever the size of the page`(_ type: RecordType) throws {
        let dataset = try Made.dataset(Self.files())
        let all = try Self.walk(dataset, type, limit: 1000).flatMap(\.self)
        #expect(all.count == dataset.count(of: type))
        for limit in 1...all.count + 1 {
            let pages = try Self.walk(dataset, type, limit: limit)
            #expect(pages.flatMap(\.self) == all)
            #expect(pages.dropLast().allSatisfy { $0.count == limit })
        }
    }

    @Test(arguments: types)
    func `leads back the way it came`(_ type: RecordType) throws {
        let dataset = try Made.dataset(Self.files())
        let query = try dataset.query(type, "")
        for limit in [1, 2, 3, 5] {
            let forward = try Self.walk(dataset, type, limit: limit)
            var cursor: String?
            for _ in forward.dropLast() { cursor = try dataset.page(query, limit: limit, cursor: cursor).next }
            var page = try dataset.page(query, limit: limit, cursor: cursor)
            #expect(page.rows == forward.last)
            for expected in forward.dropLast().reversed() {
                let previous: String = try #require(page.previous)
                page = try dataset.page(query, limit: limit, cursor: previous)
                #expect(page.rows == expected)
                #expect(page.total == forward.joined().count)
            }
            #expect(page.previous == nil)
        }
    }

    @Test func `walks through what a filter leaves`() throws {
        let dataset = try Made.dataset(Self.files())
        let filter = "n=1,3"
        let all = try Self.walk(dataset, .count, limit: 1000, filter).flatMap(\.self)
        #expect(all.count == 26)
        for limit in [1, 4, 7] { #expect(try Self.walk(dataset, .count, limit: limit, filter).flatMap(\.self) == all) }
    }

    /// A cursor is a place in the order and not a number, so a reload in between neither repeats nor skips.
    @Test(arguments: types)
    func `keeps its place when the data changes`(_ type: RecordType) throws {
        let before = try Made.dataset(Self.files())
        let query = try before.query(type, "")
        let ids = try before.ids(type)
        for change in [Set<String>(), ["r0", "r5", "r7"], Set((0..<13).map { "r\($0)" })] {
            let after = try Made.dataset(Self.files(without: change, with: ["q1", "r05", "z1"]))
            let changedQuery = try after.query(type, "")
            let kept = try after.ids(type)
            for count in 1..<ids.count {
                let page = try before.page(query, limit: count, cursor: nil)
                let next = try after.page(changedQuery, limit: 1000, cursor: page.next).rows.map {
                    after.id(ofRow: $0, in: type)
                }
                // Of what was there before: just what had not been seen and is still there.
                #expect(
                    next.filter { ids.contains($0) } == ids[count...].filter { kept.contains($0) }, "after \(count)")
                #expect(next == Array(kept.suffix(next.count)))
            }
        }
    }

    @Test(arguments: types)
    func `keeps its place backward too`(_ type: RecordType) throws {
        let before = try Made.dataset(Self.files())
        let query = try before.query(type, "")
        let ids = try before.ids(type)
        let after = try Made.dataset(Self.files(without: ["r0", "r5", "r7"], with: ["q1", "z1"]))
        let kept = try after.ids(type)
        for count in 1..<ids.count {
            let first = try before.page(query, limit: count, cursor: nil)
            let next: String = try #require(first.next)
            let previous: String = try #require(try before.page(query, limit: 2, cursor: next).previous)
            let back = try after.page(try after.query(type, ""), limit: 1000, cursor: previous)
            let seen = back.rows.map { after.id(ofRow: $0, in: type) }
            #expect(seen.filter { ids.contains($0) } == ids[..<count].filter { kept.contains($0) })
        }
    }

    @Test(arguments: ["", "a", "====", "bm90IGEgY3Vyc29y", "🙂", String(repeating: "A", count: 5000)])
    func `refuses a cursor that it did not give`(_ text: String) throws {
        let dataset = try Made.dataset(Self.files())
        let query = try dataset.query(.event, "")
        let error = try #require(throws: QueryError.self) { try dataset.page(query, limit: 1, cursor: text) }
        #expect(error.problem == .badCursor)
    }

    @Test func `refuses a cursor of another list`() throws {
        let dataset = try Made.dataset(Self.files())
        let cursor = try #require(try dataset.page(dataset.query(.event, ""), limit: 1, cursor: nil).next)
        let error = try #require(throws: QueryError.self) {
            try dataset.page(dataset.query(.article, ""), limit: 1, cursor: cursor)
        }
        #expect(error.problem == .badCursor)
    }

    @Test(arguments: types)
    func `gives an empty page of nothing`(_ type: RecordType) throws {
        let dataset = try Made.dataset([])
        let page = try dataset.page(dataset.query(type, ""), limit: 10, cursor: nil)
        #expect(page.rows == [] && page.total == 0 && page.next == nil && page.previous == nil)
    }
}
