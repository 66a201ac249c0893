import Testing

@testable import ConflictData

/// Walking through a sorted list while the data is reloaded between pages: records that did not change are neither
/// repeated nor skipped, whatever else comes, goes or changes.
@Suite struct ReloadTests {
    private struct Entry: Equatable {
        var name: String
        var kind: String?
        var precision: Int?
        var date: String
    }

    private static let kinds = ["attack", "grenade", "other", nil]
    private static let names = ["alpha", "beta", "Beta", "حلب", "two words", String(repeating: "long ", count: 300)]
    private static let dates = ["2024", "2024-11", "2024-11-29", "2024-11-29T12:00:00Z", "2024-11-30"]

    private static func entry(_ random: inout SeededRandom) -> Entry {
        let long = Bool.random(using: &random) ? "" : " \(Int.random(in: 0...3, using: &random))"
        return Entry(
            name: (names.randomElement(using: &random) ?? "") + long,
            kind: kinds.randomElement(using: &random) ?? nil,
            precision: [1, 2, 3, nil].randomElement(using: &random) ?? nil,
            date: dates.randomElement(using: &random) ?? "2024")
    }

    private static func dataset(_ entries: [String: Entry]) throws -> Dataset {
        let events = entries.map { id, entry in
            let kind = entry.kind.map { ",\"sub_event_type\":\"\($0)\"" } ?? ""
            let precision = entry.precision.map { ",\"date_precision\":\($0)" } ?? ""
            return """
                {"id":"\(id)","name":"\(entry.name)","event_type":"battles","date_start":"\(entry.date)"\(kind)\(precision)}
                """
        }
        return try Made.dataset([("events.json", Made.list(events))])
    }

    private static let sorts = [
        nil, "name", "-name", "sub_event_type,-name", "-date_precision", "date_precision,-date_start", "date_start",
        "-id", "id", "-name,-id",
    ]

    @Test(arguments: 1...60)
    func `neither repeats nor skips what did not change`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let sort = Self.sorts.randomElement(using: &random) ?? nil
        let isBackward = Bool.random(using: &random)
        var entries: [String: Entry] = [:]
        for number in 0..<25 { entries["e\(number)"] = Self.entry(&random) }
        var unchanged = Set(entries.keys)
        var data = try Self.dataset(entries)
        var seen: [String] = []
        var page = try data.page(data.query(.event, "", sort: sort), limit: 3, cursor: nil)
        if isBackward {
            // Begin behind the last.
            while let next = page.next {
                page = try data.page(data.query(.event, "", sort: sort), limit: 3, cursor: next)
            }
        }
        seen += page.rows.map { data.id(ofRow: $0, in: .event) }
        let start = Set(seen)
        for step in 0..<40 {
            guard let cursor = isBackward ? page.previous : page.next else { break }
            for id in entries.keys.sorted() {
                switch Int.random(in: 0..<12, using: &random) {
                case 0:
                    entries[id] = nil
                    unchanged.remove(id)
                case 1:
                    let changed = Self.entry(&random)
                    if changed != entries[id] { unchanged.remove(id) }
                    entries[id] = changed
                default: break
                }
            }
            entries["new\(step)"] = Self.entry(&random)
            data = try Self.dataset(entries)
            page = try data.page(data.query(.event, "", sort: sort), limit: 3, cursor: cursor)
            seen += page.rows.map { data.id(ofRow: $0, in: .event) }
        }
        let steady = seen.filter(unchanged.contains)
        #expect(Set(steady).count == steady.count, "repeated: \(steady)")
        #expect(Set(steady) == unchanged.union(start.intersection(unchanged)), "skipped by \(sort ?? "default")")
    }

    /// Texts too long for a cursor are told apart as long as they are there.
    @Test func `walks through texts that begin alike for pages`() throws {
        let beginning = String(repeating: "very ", count: 800)
        let names = ["b", "a", "c", "a", ""].map { beginning + $0 }
        let entries = names.enumerated().map { number, name in
            ("e\(number)", Entry(name: name, kind: nil, precision: nil, date: "2024"))
        }
        let before = try Self.dataset(Dictionary(uniqueKeysWithValues: entries))
        let first = try before.page(before.query(.event, "", sort: "name"), limit: 2, cursor: nil)
        #expect(first.rows.map { before.id(ofRow: $0, in: .event) } == ["e4", "e1"])
        #expect((first.next ?? "").utf8.count < 4096)
        let after = try Self.dataset(Dictionary(uniqueKeysWithValues: entries.filter { $0.0 != "e4" }))
        let second = try after.page(after.query(.event, "", sort: "name"), limit: 2, cursor: first.next)
        #expect(second.rows.map { after.id(ofRow: $0, in: .event) } == ["e3", "e0"])
    }

    // MARK: What a cursor belongs to

    private static func cursor(_ type: RecordType, _ filters: String, _ sort: String?) throws -> String {
        let data = try dataset()
        return try #require(try data.page(data.query(type, filters, sort: sort), limit: 1, cursor: nil).next)
    }

    private static func dataset() throws -> Dataset {
        try Made.dataset([
            Made.sources, ("events.json", Made.list([Made.event("a", "2024"), Made.event("b", "2024")])),
            ("places.json", Made.list([Made.place("a"), Made.place("b")])),
        ])
    }

    @Test(
        arguments: [
            (RecordType.place, "", nil, "list of events"), (.event, "", "name", "another order"),
            (.event, "", "-id", "another order"), (.event, "event_type=battles", nil, "other filters"),
        ] as [(RecordType, String, String?, String)])
    func `refuses the cursor of another question and says which`(
        _ type: RecordType, _ filters: String, _ sort: String?, _ reason: String
    ) throws {
        let cursor = try Self.cursor(type, filters, sort)
        let data = try Self.dataset()
        let error = try #require(throws: QueryError.self) {
            try data.page(data.query(.event, ""), limit: 1, cursor: cursor)
        }
        #expect(error.problem == .badCursor)
        #expect(error.detail.contains(reason), "\(error.detail)")
    }

    @Test func `takes the cursor of a question that is the same in other words`() throws {
        let cursor = try Self.cursor(.event, "", "-date_start,id")
        let data = try Self.dataset()
        #expect(try data.page(data.query(.event, ""), limit: 1, cursor: cursor).rows == [1])
    }

    @Test func `refuses a cursor that was changed or is of another version`() throws {
        let cursor = try Self.cursor(.event, "", "name")
        let data = try Self.dataset()
        let query = try data.query(.event, "", sort: "name")
        var bytes = try #require(Base64URL.decode(cursor))
        for index in bytes.indices {
            bytes[index] ^= 1
            #expect(throws: QueryError.self) {
                try data.page(query, limit: 1, cursor: Base64URL.encode(bytes))
            }
            bytes[index] ^= 1
        }
        #expect(try data.page(query, limit: 1, cursor: cursor).rows == [1])
    }
}
