import Testing

@testable import ConflictData

/// Every filter on every field of every type, against a reference that looks at the records' JSON one by one.
@Suite struct FilterDifferentialTests {
    @Test(arguments: RandomCase.each(seeds: 1...3))
    func `gives the same records in the same order as looking at each`(_ row: RandomCase) throws {
        let dataset = try Made.dataset(RandomDataset.files(seed: row.seed))
        let reference = try ReferenceList(dataset, row.type)
        #expect(try dataset.ids(row.type) == reference.ids)
        var tried = 0
        var another: (filter: String, ids: [String])?
        for field in FieldTable.of(row.type).fields where field.isFilterable && !Self.isDefaulted(field, row.type) {
            let values = reference.values(of: field)
            for value in values {
                #expect(
                    try dataset.ids(row.type, value.filter) == reference.ids(having: [value.value], of: field),
                    "\(value.filter)")
                tried += 1
            }
            guard let first = values.first, let last = values.last, values.count > 1, !field.isMap else { continue }
            let both = first.filter + "," + last.filter.dropFirst(field.name.count + 1)
            #expect(
                try dataset.ids(row.type, both) == reference.ids(having: [first.value, last.value], of: field),
                "\(both)")
            if let (filter, ids) = another {
                let expected = reference.ids(having: [first.value], of: field).filter(Set(ids).contains)
                #expect(try dataset.ids(row.type, filter + "&" + first.filter) == expected, "\(filter)&\(first.filter)")
            }
            another = (first.filter, reference.ids(having: [first.value], of: field))
        }
        #expect(tried > 10)
    }

    /// Where it is left out it comes from another record, which `CountRowTests` looks at.
    private static func isDefaulted(_ field: ServedField, _ type: RecordType) -> Bool {
        field.name == "recorded_at" && [.article, .tally, .interview].contains(type)
    }

    @Test(arguments: RecordType.allCases)
    func `fills every filterable field at least once`(_ type: RecordType) throws {
        var filled: Set<String> = []
        for seed in UInt64(1)...3 {
            let reference = try ReferenceList(try Made.dataset(RandomDataset.files(seed: seed)), type)
            filled.formUnion(FieldTable.of(type).fields.filter { !reference.values(of: $0).isEmpty }.map(\.name))
        }
        let all = FieldTable.of(type).fields.filter(\.isFilterable).map(\.name)
        #expect(all.filter { !filled.contains($0) && !Self.neverFilled.contains($0) } == [])
    }

    /// Retractions and embargoes have tests of their own, and rows say of themselves what is part of what.
    private static let neverFilled: Set = [
        "former_ids", "retracted_at", "embargoed_until", "exhaustive", "counts.exhaustive",
    ]
}

extension ServedField {
    fileprivate var isMap: Bool { if case .map = kind { true } else { false } }
}

/// The records of a type in the order of the codebook.
private struct ReferenceList {
    struct Value {
        let filter: String
        let value: JSONValue
    }

    let ids: [String]
    private let served: ServedValues

    init(_ dataset: Dataset, _ type: RecordType) throws {
        served = try ServedValues(dataset, type)
        let date: String? =
            switch type {
            case .article: "published_at"
            case .tally, .count: "report_date"
            case .event: "date_start"
            case .interview, .excerpt: "date"
            case .actor, .place, .source: nil
            }
        let keyed = served.records.map { id, record in
            let time = date.flatMap { record[$0]?.text }.flatMap { PackedDate($0)?.start } ?? 0
            let owner = record["tally_id"]?.text ?? record["interview_id"]?.text ?? id
            let number = if case .number(let number) = record["n"] { number } else { 0.0 }
            return (id: id, key: (-time, owner, number))
        }
        ids = keyed.sorted { $0.key < $1.key }.map(\.id)
    }

    /// All values of a field in any record, with the filters that ask for them.
    func values(of field: ServedField) -> [Value] {
        let all = Set(ids.flatMap { served.values(of: field, in: $0) })
        return all.flatMap { value -> [Value] in
            switch value {
            case .string(let text):
                let coarse =
                    if case .date = field.kind { [String(text.prefix(4)), String(text.prefix(7))] } else { [String]() }
                return ([text] + coarse).map { Value(filter: "\(field.name)=\($0)", value: .string($0)) }
            case .number(let number):
                let whole = if case .integer = field.kind { true } else { false }
                return [Value(filter: "\(field.name)=\(whole ? String(Int64(number)) : String(number))", value: value)]
            case .flag(let flag): return [Value(filter: "\(field.name)=\(flag)", value: value)]
            case .object(let map):
                return map.map {
                    Value(filter: "\(field.name).\($0.key)=\($0.value.text ?? "")", value: .object([$0.key: $0.value]))
                }
            case .null, .list: return []
            }
        }.sorted { $0.filter < $1.filter }
    }

    func ids(having wanted: [JSONValue], of field: ServedField) -> [String] {
        ids.filter { id in
            served.values(of: field, in: id).contains { value in wanted.contains { matches(value, $0, field) } }
        }
    }

    private func matches(_ value: JSONValue, _ wanted: JSONValue, _ field: ServedField) -> Bool {
        if case .date = field.kind, let written = value.text.flatMap({ PackedDate($0) }),
            let interval = wanted.text.flatMap({ PackedDate($0) })
        {
            return (interval.start...interval.last).contains(written.start)
        }
        if case .object(let map) = value, case .object(let asked) = wanted {
            return asked.allSatisfy { map[$0.key] == $0.value }
        }
        return value == wanted
    }
}
