@testable import ConflictData

/// Small sound datasets at random, made from the field tables themselves, so that every field is filled now and then.
struct RandomDataset {
    private static let strings = ["alpha", "Beta", "two words", "حلب", "naïve", "x-1", "07"]
    private static let figures = [
        "{\"qualifier\":\"exact\",\"value\":3}", "{\"qualifier\":\"exact\",\"value\":0}", "{\"qualifier\":\"none\"}",
        "{\"qualifier\":\"unknown\"}", "{\"qualifier\":\"at_least\",\"value\":3}",
        "{\"qualifier\":\"order_of\",\"text\":\"dozens\"}",
        "{\"qualifier\":\"between\",\"min\":1,\"max\":9,\"best\":3}",
        "{\"qualifier\":\"approximately\",\"value\":40,\"rounded_to\":10}",
    ]
    /// Fields that decide who is served; they have tests of their own.
    private static let standing: Set = ["retracted_at", "embargoed_until", "former_ids"]

    private static let upward: Set = ["parent_id", "parent_event_id", "revises"]

    private let recordsPerType: Int
    private var random: SeededRandom

    static func files(seed: UInt64, recordsPerType: Int = 9) -> Made.Files {
        var maker = RandomDataset(recordsPerType: recordsPerType, random: SeededRandom(seed: seed))
        return RecordType.stored.map { type in
            let records = (0..<recordsPerType).map { maker.record(type, $0) }
            return (name: type.plural + ".json", text: Made.list(records.shuffled(using: &maker.random)))
        }
    }

    private mutating func record(_ type: RecordType, _ number: Int) -> String {
        object(Field.ofRecord(type), owner: type, number)
    }

    private static func id(_ type: RecordType, _ number: Int) -> String { "\(type.rawValue)-\(number)" }

    private mutating func object(_ fields: [Field], owner: RecordType, _ number: Int) -> String {
        var members: [String] = []
        for field in fields where !Self.standing.contains(field.name) {
            guard field.isRequired || Bool.random(using: &random) || field.name == "counts" else { continue }
            guard let value = value(field, owner, number) else { continue }
            members.append("\"\(field.name)\":\(value)")
        }
        return "{\(members.shuffled(using: &random).joined(separator: ","))}"
    }

    /// A value of a field; nil where there can be none, as with the parent of the first.
    private mutating func value(_ field: Field, _ owner: RecordType, _ number: Int) -> String? {
        if case .rows(let inner) = field.kind {
            let count = Int.random(in: field.name == "counts" ? 1...3 : 0...3, using: &random)
            return list((1...max(1, count)).prefix(count).map { row($0, inner, owner, number) })
        }
        guard field.isList else { return scalar(field, owner, number) }
        return list((0..<Int.random(in: 0...3, using: &random)).compactMap { _ in scalar(field, owner, number) })
    }

    /// A row with its number; a part is inside the row before it.
    private mutating func row(_ place: Int, _ fields: [Field], _ owner: RecordType, _ number: Int) -> String {
        let others = fields.filter { $0.name != "n" && $0.name != "part_of" && $0.name != "exhaustive" }
        let rest = object(others, owner: owner, number).dropFirst()
        let part = fields.contains { $0.name == "part_of" } && place > 1 ? "\"part_of\":\(place - 1)," : ""
        return (fields.contains { $0.name == "n" } ? "{\"n\":\(place)," : "{") + part + rest
    }

    private func list(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

    private mutating func scalar(_ field: Field, _ owner: RecordType, _ number: Int) -> String? {
        switch field.kind {
        case .identifier: return "\"\(Self.id(owner, number))\""
        case .reference(let types):
            guard let type = types.randomElement(using: &random) else { return nil }
            // Where a circle is an error, only to those before.
            let bound = Self.upward.contains(field.name) ? number : recordsPerType
            return bound == 0 ? nil : "\"\(Self.id(type, Int.random(in: 0..<bound, using: &random)))\""
        case .vocabulary(let vocabulary):
            let terms = (vocabulary.terms.prefix(4) + ["x_own"]).filter {
                $0 != "retraction" && field.name != "qualifier"
            }
            return terms.randomElement(using: &random).map { "\"\($0)\"" }
        case .code(let form): return code(form)
        case .string, .text: return Self.strings.randomElement(using: &random).map { "\"\($0)\"" }
        case .date: return "\"\(date(isEnd: ["date_end", "end", "to", "active_to"].contains(field.name)))\""
        case .integer(let range):
            return String(
                Int64.random(in: range.lowerBound...min(range.upperBound, range.lowerBound + 3), using: &random))
        case .number(let range):
            return ["\(range.upperBound / 8)", "-0.0", "12.5", "1.25e1"].randomElement(using: &random)
        case .flag: return Bool.random(using: &random) ? "true" : "false"
        case .object(let inner): return object(inner, owner: owner, number)
        case .map: return "{\"acled\":\"\(number % 3)\",\"wiki.data\":\"Q\(number % 2)\"}"
        case .figure: return Self.figures.randomElement(using: &random)
        case .rows: return nil
        }
    }

    private mutating func code(_ form: CodeForm) -> String? {
        let codes =
            switch form {
            case .country: ["SYR", "TUR", "GBR"]
            case .language: ["ar", "en-GB"]
            case .url: ["https://example.org/a", "http://example.org/"]
            case .formerID: ["old"]
            }
        return codes.randomElement(using: &random).map { "\"\($0)\"" }
    }

    private mutating func date(isEnd: Bool) -> String {
        let year = isEnd ? 2025 : 2024
        return [
            "\(year)", "\(year)-11", "\(year)-11-29", "\(year)-11-29T18:00:00Z", "\(year)-11-29T20:00:00.5+02:00",
            "\(year)-12-01",
        ]
        .randomElement(using: &random) ?? "\(year)"
    }
}
