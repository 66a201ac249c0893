import Testing

@testable import ConflictData

/// Facets of every field of every type under random filters, against counting the records' JSON.
@Suite struct FacetDifferentialTests {
    @Test(arguments: RandomCase.each(seeds: 1...3))
    func `counts as looking at each record does`(_ row: RandomCase) throws {
        let dataset = try Made.dataset(RandomDataset.files(seed: row.seed))
        let served = try ServedValues(dataset, row.type)
        var random = SeededRandom(seed: row.seed)
        let fields = FieldTable.of(row.type).fields.filter(\.isFacetable)
        #expect(try dataset.find(dataset.query(row.type, "")).facets([], limit: 20).isEmpty)
        for field in fields {
            let others = fields.filter { $0.name != field.name }
            let filters = Self.filters(served, others, &random) + Self.filters(served, [field], &random)
            let query = try dataset.query(row.type, filters.map { "\($0.name)=\($0.value)" }.joined(separator: "&"))
            let other = fields.randomElement(using: &random)?.name ?? field.name
            let names = Set([field.name, other]).sorted()
            let facets = dataset.find(query).facets(
                try FacetField.list(names.joined(separator: ","), of: row.type), limit: 1000)
            #expect(facets.map(\.name) == names)
            for facet in facets {
                let rest = filters.filter { $0.name != facet.name }.map { "\($0.name)=\($0.value)" }
                let ids = try dataset.ids(row.type, rest.joined(separator: "&"))
                let expected = Self.counts(served, facet.name, ids)
                #expect(facet.entries.map { "\($0.value) \($0.count)" } == expected, "\(facet.name) \(filters)")
            }
        }
    }

    /// One filter on a field that has values, so that it matches something.
    private static func filters(
        _ served: ServedValues, _ fields: [ServedField], _ random: inout SeededRandom
    ) -> [(name: String, value: String)] {
        guard let field = fields.randomElement(using: &random), Bool.random(using: &random) else { return [] }
        let values = served.records.keys.sorted().flatMap { served.values(of: field, in: $0) }
        guard let value = values.randomElement(using: &random) else { return [] }
        return switch value {
        case .string(let text): [(field.name, text)]
        case .number(let number):
            [(field.name, number == number.rounded() ? String(Int64(number)) : String(number))]
        case .flag(let flag): [(field.name, "\(flag)")]
        default: []
        }
    }

    /// By count, then value, as the answer of the server is written here.
    private static func counts(_ served: ServedValues, _ name: String, _ ids: [String]) -> [String] {
        guard let field = FieldTable.of(served.type).field(name) else { return [] }
        let values = ids.flatMap { Set(served.values(of: field, in: $0)) }
        let counted = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
        let isWhole = if case .integer = field.kind { true } else { false }
        return counted.sorted { left, right in
            left.value != right.value ? left.value > right.value : isLess(left.key, right.key)
        }.map { value, count in
            switch value {
            case .number(let number): isWhole ? "integer(\(Int64(number))) \(count)" : "number(\(number + 0)) \(count)"
            case .flag(let flag): "flag(\(flag)) \(count)"
            default: "text(\((value.text ?? "").debugDescription)) \(count)"
            }
        }
    }

    private static func isLess(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let other)): one < other
        case (.flag(let one), .flag(let other)): !one && other
        default: Array((left.text ?? "").utf8).lexicographicallyPrecedes(Array((right.text ?? "").utf8))
        }
    }
}
