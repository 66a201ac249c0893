import Glibc

@testable import ConflictData

/// All records of a dataset as Foundation reads their JSON, to be asked by the rules one record at a time.
final class NaiveDataset {
    /// Of each type: the records in the order they are listed.
    private(set) var records: [RecordType: [JSONValue]] = [:]
    private var byID: [RecordType: [String: JSONValue]] = [:]
    private var valuesOfField: [String: [[JSONValue]]] = [:]

    init(_ dataset: Dataset) throws {
        for type in RecordType.allCases {
            let list = try (0..<dataset.count(of: type)).map { row in
                var bytes: [UInt8] = []
                dataset.appendJSON(ofRow: row, in: type, selection: nil, to: &bytes)
                return try JSONValue(bytes)
            }
            records[type] = list
            byID[type] = Dictionary(uniqueKeysWithValues: list.map { ($0["id"]?.text ?? "", $0) })
        }
    }

    func record(_ type: RecordType, _ id: JSONValue?) -> JSONValue? { id?.text.flatMap { byID[type]?[$0] } }

    /// Which records of a type pass, by their places in the list.
    func passing(_ type: RecordType, _ passes: (JSONValue) -> Bool) -> [Bool] { (records[type] ?? []).map(passes) }

    /// The values of a field of each record.
    func values(_ type: RecordType, _ path: String) -> [[JSONValue]] {
        let key = type.rawValue + " " + path
        if let known = valuesOfField[key] { return known }
        let values = (records[type] ?? []).map { Self.values($0, path) }
        valuesOfField[key] = values
        return values
    }

    /// The values at a dotted path, of all elements of the lists on the way; null and nothing are none.
    static func values(_ record: JSONValue, _ path: String) -> [JSONValue] {
        var found = [record]
        for key in path.split(separator: ".").map(String.init) {
            found = flat(found).compactMap { object in member(key, of: object) }
        }
        return flat(found)
    }

    private static func flat(_ values: [JSONValue]) -> [JSONValue] {
        values.flatMap { value -> [JSONValue] in
            if case .list(let elements) = value { elements } else { [value] }
        }.filter { $0 != .null }
    }

    /// A member, or what stands for it where it is left out.
    private static func member(_ key: String, of object: JSONValue) -> JSONValue? {
        if let value = object[key] { return value }
        switch key {
        case "unit" where object["measure"] != nil: return .string("persons")
        case "value" where object["qualifier"] == .string("none"): return .number(0)
        default: return nil
        }
    }
}

/// One filter, asked by the rules of the codebook of one record's JSON.
struct NaiveFilter {
    let type: RecordType
    let field: ServedField
    /// The key, for maps.
    let key: String?
    let filterOperator: FilterOperator
    let wanted: [String]

    /// As it stands in a query string.
    var text: String {
        let values = wanted.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
        return field.name + (key.map { "." + $0 } ?? "") + filterOperator.suffix + "=" + values
    }

    /// Whether each record of the type passes.
    func passing(_ dataset: NaiveDataset) -> [Bool] { dataset.values(type, field.name).map(passes) }

    private func passes(_ all: [JSONValue]) -> Bool {
        let values = key.map { key in all.compactMap { $0[key] } } ?? all.filter { $0 != .object([:]) }
        switch filterOperator {
        case .equals: return values.contains { value in wanted.contains { equals(value, $0) } }
        case .not: return !values.contains { value in wanted.contains { equals(value, $0) } }
        case .exists: return !values.isEmpty == (wanted[0] == "true")
        case .gte, .gt, .lte, .lt: return values.contains { isBounded($0, wanted[0]) }
        }
    }

    private func equals(_ value: JSONValue, _ wanted: String) -> Bool {
        switch value {
        case .number(let number): return number == Double(wanted)
        case .flag(let flag): return flag == (wanted == "true")
        case .string(let text):
            guard case .date = field.kind, let written = PackedDate(text), let asked = PackedDate(wanted) else {
                return text == wanted
            }
            return (asked.start...asked.last).contains(written.start)
        case .null, .list, .object: return false
        }
    }

    private func isBounded(_ value: JSONValue, _ wanted: String) -> Bool {
        if let text = value.text, let written = PackedDate(text), let asked = PackedDate(wanted) {
            switch filterOperator {
            case .gte: return written.start >= asked.start
            case .gt: return written.start > asked.last
            case .lte: return written.start <= asked.last
            default: return written.start < asked.start
            }
        }
        guard case .number(let number) = value, let asked = Double(wanted) else { return false }
        switch filterOperator {
        case .gte: return number >= asked
        case .gt: return number > asked
        case .lte: return number <= asked
        default: return number < asked
        }
    }
}

/// `on=` and its like, `within=` and its like, and `actor=`, asked of one record's JSON.
struct NaiveQueryFilter {
    let type: RecordType
    let filter: QueryFilter
    let text: String

    func passing(_ dataset: NaiveDataset) -> [Bool] { dataset.passing(type) { passes($0, dataset) } }

    private func passes(_ record: JSONValue, _ dataset: NaiveDataset) -> Bool {
        switch filter {
        case .on: return span(record).map { $0.0 <= date.last && $0.1 >= date.start } ?? false
        case .since: return span(record).map { $0.1 >= date.start } ?? false
        case .until: return span(record).map { $0.0 <= date.last } ?? false
        case .reportedSince: return reported(record).map { $0.start >= date.start } ?? false
        case .reportedUntil: return reported(record).map { $0.start <= date.last } ?? false
        case .actor: return actors(record, dataset).contains(text)
        case .within: return places(record, dataset).contains { isWithin($0, dataset) }
        case .bbox, .near: return places(record, dataset).contains { isAround($0) }
        // What a text holds is compared where search is.
        case .text: return true
        }
    }

    // MARK: When

    private var date: PackedDate { PackedDate(text) ?? PackedDate(start: 0, precision: .day) }

    private func date(_ record: JSONValue, _ path: String) -> PackedDate? {
        NaiveDataset.values(record, path).first?.text.flatMap { PackedDate($0) }
    }

    private func span(_ record: JSONValue) -> (Int64, Int64)? {
        let (start, end) =
            switch type {
            case .event: ("date_start", date(record, "date_end") == nil ? "date_start" : "date_end")
            case .tally: ("reference_period.start", "reference_period.end")
            case .count: ("period_start", "period_end")
            case .article: ("published_at", "published_at")
            case .actor: ("active_from", "active_to")
            default: ("date", "date")
            }
        if type == .actor { return (date(record, start)?.start ?? .min, date(record, end)?.last ?? .max) }
        guard let first = date(record, start), let last = date(record, end) else { return nil }
        return (first.start, last.last)
    }

    private func reported(_ record: JSONValue) -> PackedDate? {
        date(record, type == .article ? "published_at" : type == .tally || type == .count ? "report_date" : "date")
    }

    // MARK: Who

    private func actors(_ record: JSONValue, _ dataset: NaiveDataset) -> [String] {
        let paths: [String] =
            switch type {
            case .actor: ["id"]
            case .event: ["actors.actor_id"]
            case .tally: ["attributed_to", "counts.population.affiliation_actor_id", "counts.perpetrator.actor_id"]
            case .count: ["attributed_to", "population_affiliation_actor_id", "perpetrator_actor_id"]
            case .article: ["actor_ids"]
            case .interview: ["interviewee.actor_id", "exchanges.actor_ids"]
            case .excerpt: ["interviewee.actor_id", "actor_ids"]
            case .source: ["affiliation_actor_id"]
            case .place: []
            }
        var texts = [record]
        if type == .interview {
            texts = (dataset.records[.excerpt] ?? []).filter { $0["interview_id"] == record["id"] }
        }
        let mentions = texts.flatMap { NaiveDataset.values($0, "mentions") }.filter { $0["type"] == .string("actor") }
        return paths.flatMap { NaiveDataset.values(record, $0).compactMap(\.text) }
            + mentions.compactMap { $0["id"]?.text }
    }

    // MARK: Where

    private func places(_ record: JSONValue, _ dataset: NaiveDataset) -> [JSONValue] {
        func of(_ record: JSONValue, _ paths: String...) -> [JSONValue] {
            paths.flatMap { NaiveDataset.values(record, $0) }.compactMap { dataset.record(.place, $0) }
        }
        switch type {
        case .place: return [record]
        case .event: return of(record, "place_id")
        case .interview: return of(record, "place_id", "exchanges.place_ids")
        case .excerpt: return of(record, "place_ids")
        default:
            let own = of(record, type == .article ? "place_ids" : "place_id")
            guard own.isEmpty else { return own }
            return NaiveDataset.values(record, type == .article ? "event_ids" : "event_id")
                .compactMap { dataset.record(.event, $0) }.flatMap { of($0, "place_id") }
        }
    }

    private func isWithin(_ place: JSONValue, _ dataset: NaiveDataset) -> Bool {
        var next: JSONValue? = place
        while let here = next {
            if here["id"]?.text.map({ text.split(separator: ",").contains(Substring($0)) }) ?? false { return true }
            next = dataset.record(.place, here["parent_id"])
        }
        return false
    }

    private func isAround(_ place: JSONValue) -> Bool {
        guard case .number(let latitude)? = place["location"]?["lat"],
            case .number(let longitude)? = place["location"]?["lon"]
        else { return false }
        let numbers = text.split(separator: ",").compactMap { Double($0) }
        guard filter == .near else {
            let isBetween =
                numbers[0] <= numbers[2]
                ? longitude >= numbers[0] && longitude <= numbers[2]
                : longitude >= numbers[0] || longitude <= numbers[2]
            return isBetween && latitude >= numbers[1] && latitude <= numbers[3]
        }
        return Self.kilometres((latitude, longitude), (numbers[0], numbers[1])) <= numbers[2]
    }

    /// The haversine formula, which the indexed search does without.
    static func kilometres(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
        let radians = Double.pi / 180
        let (phi, lambda) = ((b.0 - a.0) * radians, (b.1 - a.1) * radians)
        let (north, east) = (sin(phi / 2), sin(lambda / 2))
        let half = north * north + cos(a.0 * radians) * cos(b.0 * radians) * east * east
        return 2 * 6371.0088 * asin(min(1, half.squareRoot()))
    }
}
