import Testing

@testable import ConflictData

/// Every order of every type, whole and in pages, against sorting the records' JSON.
@Suite struct SortDifferentialTests {
    @Test(arguments: RandomCase.each(seeds: 1...2))
    func `gives the order of sorting the records one by one`(_ row: RandomCase) throws {
        let dataset = try Made.dataset(RandomDataset.files(seed: row.seed))
        let reference = try SortReference(dataset, row.type)
        var random = SeededRandom(seed: row.seed)
        // Where it is left out it comes from another record, which `CountRowTests` looks at.
        let names = FieldTable.of(row.type).fields.filter(\.isSortable).map(\.name).filter { $0 != "recorded_at" }
        let single = names.flatMap { [[$0], ["-" + $0]] }
        let several = (0..<40).map { _ in
            names.shuffled(using: &random).prefix(Int.random(in: 2...4, using: &random))
                .map { (Bool.random(using: &random) ? "-" : "") + $0 }
        }
        for keys in single + several {
            let query = try dataset.query(row.type, "", sort: keys.joined(separator: ","))
            let expected = reference.ids(sortedBy: keys)
            let result = dataset.find(query)
            #expect(result.allRows.map { dataset.id(ofRow: $0, in: row.type) } == expected, "\(keys)")
            let limit = Int.random(in: 1...expected.count, using: &random)
            #expect(try Self.walk(result, limit: limit, row.type) == expected, "\(keys) in pages of \(limit)")
        }
    }

    private static func walk(_ result: QueryResult, limit: Int, _ type: RecordType) throws -> [String] {
        var page = try result.page(limit: limit, cursor: nil)
        var pages = [page.rows]
        while let next = page.next, pages.count < 1000 {
            page = try result.page(limit: limit, cursor: next)
            pages.append(page.rows)
        }
        var back = [page.rows]
        while let previous = page.previous, back.count < 1000 {
            page = try result.page(limit: limit, cursor: previous)
            back.append(page.rows)
        }
        #expect(back.reversed() == pages)
        return pages.joined().map { result.dataset.id(ofRow: $0, in: type) }
    }
}

/// The records of a type, sorted by Swift.
struct SortReference {
    private enum Value: Comparable {
        case number(Double)
        case text([UInt8])
        case none

        static func < (left: Value, right: Value) -> Bool {
            switch (left, right) {
            case (.number(let one), .number(let other)): one < other
            case (.text(let one), .text(let other)): one.lexicographicallyPrecedes(other)
            default: false
            }
        }
    }

    private let records: [(id: String, json: JSONValue)]
    private let type: RecordType

    init(_ dataset: Dataset, _ type: RecordType) throws {
        self.type = type
        records = try ServedValues(dataset, type).records.map { (id: $0.key, json: $0.value) }
    }

    func ids(sortedBy keys: [String]) -> [String] {
        let orders = (keys + ["id"]).map {
            (name: $0.hasPrefix("-") ? String($0.dropFirst()) : $0, isUp: $0.first != "-")
        }
        let sorted = records.sorted { left, right in
            for (name, isUp) in orders {
                for (a, b) in zip(values(of: left, name), values(of: right, name)) where a != b {
                    if a == .none || b == .none { return b == .none }
                    return isUp ? a < b : b < a
                }
            }
            return false
        }
        return sorted.map(\.id)
    }

    /// One value, or of ids of rows inside records the two that they compare by.
    private func values(of record: (id: String, json: JSONValue), _ name: String) -> [Value] {
        let field = FieldTable.of(type).field(name)
        var json: JSONValue? = type == .count ? record.json[name] : record.json
        if type != .count { for part in name.split(separator: ".") { json = json?[String(part)] } }
        let isRowID = type.isInner && name == "id" || name == "part_of"
        switch json {
        case .string(let text):
            if case .date? = field?.kind { return [PackedDate(text).map { .number(Double($0.start)) } ?? .none] }
            guard isRowID, let dot = text.lastIndex(of: ".") else { return [.text(Array(text.utf8))] }
            let number = Double(text[text.index(after: dot)...]) ?? 0
            return [.text(Array(text[..<dot].utf8)), .number(number)]
        case .number(let number): return [.number(number)]
        case .flag(let flag): return [.number(flag ? 1 : 0)]
        default: return isRowID ? [.none, .none] : [.none]
        }
    }
}
