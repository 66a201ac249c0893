import Testing

@testable import ConflictData

/// Thousands of random queries with every operator and every filter of time, place and actor, against asking each record.
@Suite struct RandomFilterTests {
    /// Enough for several words of a bitmap, and for indexes to leave some of them out.
    private static let recordsPerType = 70
    private static let queriesPerType = 80

    @Test(arguments: [UInt64(11), 12])
    func `gives what asking each record gives`(_ seed: UInt64) throws {
        let dataset = try Made.dataset(RandomDataset.files(seed: seed, recordsPerType: Self.recordsPerType))
        let naive = try NaiveDataset(dataset)
        for type in RecordType.allCases { try compare(dataset, naive, type, seed: seed) }
    }

    private func compare(_ dataset: Dataset, _ naive: NaiveDataset, _ type: RecordType, seed: UInt64) throws {
        let ids = (naive.records[type] ?? []).compactMap { $0["id"]?.text }
        var maker = RandomFilters(type: type, dataset: naive, random: SeededRandom(seed: seed))
        var found = 0
        for _ in 0..<Self.queriesPerType {
            let filters = maker.query()
            let passing = filters.map(\.passing)
            let expected = ids.indices.filter { index in passing.allSatisfy { $0[index] } }.map { ids[$0] }
            let query = try dataset.query(type, filters.map(\.text).joined(separator: "&"))
            var given: [String] = []
            dataset.matches(query).forEach { given.append(dataset.id(ofRow: $0, in: type)) }
            #expect(given == expected, "\(type.plural)?\(filters.map(\.text).joined(separator: "&"))")
            if !expected.isEmpty, expected.count < ids.count { found += 1 }
        }
        #expect(found > Self.queriesPerType / 4, "most queries should find some of the \(type.plural): \(found)")
    }
}

/// Makes filters that often find something: of values that records have, and of values beside them.
struct RandomFilters {
    typealias Filter = (text: String, passing: [Bool])

    let type: RecordType
    let dataset: NaiveDataset
    var random: SeededRandom

    /// One to three filters, none twice.
    mutating func query() -> [Filter] {
        var filters: [String: Filter] = [:]
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard let filter = Int.random(in: 0..<3, using: &random) == 0 ? queryFilter() : fieldFilter() else {
                continue
            }
            filters[filter.text.prefix { $0 != "=" }.description] = filter
        }
        // Bounds with nothing between are refused, and a name's meaning depends on the date.
        if filters["since"] != nil { filters["until"] = nil }
        if filters["reported_since"] != nil { filters["reported_until"] = nil }
        return filters.values.sorted { $0.text < $1.text }
    }

    private mutating func fieldFilter() -> Filter? {
        guard
            let field = FieldTable.of(type).fields.filter({ !Self.isDefaulted($0, type) }).randomElement(
                using: &random),
            let filterOperator = field.operators.randomElement(using: &random)
        else { return nil }
        var values = dataset.values(type, field.name).joined().map(\.self)
        var key: String?
        if case .map = field.kind {
            key = ["acled", "wiki.data", "none"].randomElement(using: &random)
            values = values.compactMap { value in key.flatMap { value[$0] } }
        }
        let wanted: [String]
        switch filterOperator {
        case .exists: wanted = [Bool.random(using: &random) ? "true" : "false"]
        case .equals, .not:
            wanted = (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in value(field, of: values) }
        case .gte, .gt, .lte, .lt: wanted = [value(field, of: values)].compactMap(\.self)
        }
        guard !wanted.isEmpty else { return nil }
        let filter = NaiveFilter(type: type, field: field, key: key, filterOperator: filterOperator, wanted: wanted)
        return (filter.text, filter.passing(dataset))
    }

    /// Where it is left out it comes from another record, which `CountRowTests` looks at.
    private static func isDefaulted(_ field: ServedField, _ type: RecordType) -> Bool {
        field.name == "recorded_at" && [.article, .tally, .interview].contains(type)
    }

    private mutating func value(_ field: ServedField, of values: [JSONValue]) -> String? {
        guard let value = values.randomElement(using: &random) else { return nil }
        switch value {
        case .string(let text):
            guard case .date = field.kind else { return text }
            return [text, String(text.prefix(4)), String(text.prefix(7)), date()].randomElement(using: &random)
        case .number(let number):
            let beside = number + Double(Int.random(in: -1...1, using: &random))
            if case .integer = field.kind { return String(Int64(beside)) }
            return String(beside)
        case .flag(let flag): return String(flag)
        case .null, .list, .object: return nil
        }
    }

    private mutating func date() -> String {
        ["2024", "2024-11", "2024-11-29", "2024-11-29T18:00:00Z", "2024-12", "2025-11-29", "2025", "2023"]
            .randomElement(using: &random) ?? ""
    }

    private mutating func queryFilter() -> Filter? {
        guard
            let filter = QueryFilter.allCases.filter({ $0 != .text && $0.applies(to: type) })
                .randomElement(using: &random)
        else {
            return nil
        }
        let text: String
        switch filter {
        case .on, .since, .until, .reportedSince, .reportedUntil: text = date()
        case .actor: text = id(.actor)
        case .within: text = (0..<Int.random(in: 1...3, using: &random)).map { _ in id(.place) }.joined(separator: ",")
        case .bbox:
            text =
                ["11,11,23,13", "22.5,0,180,12", "12.5,-1,12.5,90", "20,-90,0,90", "0,0,0,0"].randomElement(
                    using: &random) ?? ""
        case .near:
            text = ["11.25,22.5,1", "12,20,300", "0,0,1500", "12.5,12.5,1100"].randomElement(using: &random) ?? ""
        case .text: return nil
        }
        return (filter.name + "=" + text, NaiveQueryFilter(type: type, filter: filter, text: text).passing(dataset))
    }

    private mutating func id(_ type: RecordType) -> String {
        dataset.records[type]?.randomElement(using: &random)?["id"]?.text ?? ""
    }
}
