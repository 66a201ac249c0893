import FoundationEssentials
import Testing

@testable import ConflictData

/// Datasets made in memory from the texts of their files.
enum Made {
    typealias Files = [(name: String, text: String)]

    static let card = """
        {"title": "Made", "license": "CC0-1.0", "attribution": "Nobody"}
        """

    /// 2026-11-22T00:00:00Z
    static let nowSeconds = Fixture.nowSeconds

    /// What loading gives, with a card added where there is none.
    static func outcome(_ files: Files, nowSeconds: Int64 = nowSeconds, threads: Int = 2) -> LoadOutcome {
        let hasCard = files.contains { $0.name.hasPrefix("dataset.") }
        let all = (hasCard ? [] : [(name: "dataset.json", text: card)]) + files
        return DatasetLoader(threads: threads, nowSeconds: nowSeconds)
            .load(files: all.map { (name: $0.name, bytes: Array($0.text.utf8)) })
    }

    /// The dataset, which must have no error.
    static func dataset(_ files: Files, nowSeconds: Int64 = nowSeconds) throws -> Dataset {
        let outcome = outcome(files, nowSeconds: nowSeconds)
        return try #require(outcome.dataset, "\(outcome.findings)")
    }

    /// Findings as one line each, without their messages.
    static func places(_ findings: [Finding]) -> [String] {
        findings.map { "\($0.rule.rawValue) \($0.file):\($0.line):\($0.column) \($0.pointer)" }
    }

    // MARK: Records with just what they must have, and the members given

    static func record(_ id: String, _ required: String, _ more: String) -> String {
        "{\"id\":\"\(id)\",\(required)\(more.isEmpty ? "" : "," + more)}"
    }

    static func source(_ id: String, _ more: String = "") -> String {
        record(id, "\"name\":\"Source \(id)\",\"source_type\":\"monitor\"", more)
    }

    static func place(_ id: String, _ more: String = "") -> String {
        record(id, "\"name\":\"Place \(id)\",\"place_type\":\"city\",\"country\":\"SYR\"", more)
    }

    static func actor(_ id: String, _ more: String = "") -> String {
        record(id, "\"name\":\"Actor \(id)\",\"actor_type\":\"rebel_group\"", more)
    }

    static func event(_ id: String, _ date: String, _ more: String = "") -> String {
        record(id, "\"name\":\"Event \(id)\",\"event_type\":\"battles\",\"date_start\":\"\(date)\"", more)
    }

    static func article(_ id: String, _ date: String, _ more: String = "") -> String {
        record(id, "\"headline\":\"Headline\",\"publisher_id\":\"press\",\"published_at\":\"\(date)\"", more)
    }

    /// A tally by `monitor` of that many killed.
    static func tally(_ id: String, _ date: String, killed: Int = 1, _ more: String = "") -> String {
        let count = "{\"n\":1,\"measure\":\"killed\",\"value\":{\"qualifier\":\"exact\",\"value\":\(killed)}}"
        return tally(id, date, counts: count, more)
    }

    static func tally(_ id: String, _ date: String, counts: String, _ more: String = "") -> String {
        let by = more.contains("\"attributed_to\"") ? "" : "\"attributed_to\":\"monitor\","
        let required = """
            \(by)"report_date":"\(date)","reference_period":{"start":"\(date)","end":"\(date)"},\
            "accumulation":"incremental","kind":"claim","counts":[\(counts)]
            """
        return record(id, required, more)
    }

    static func interview(_ id: String, _ date: String, exchanges: Int = 1, _ more: String = "") -> String {
        let list = (1...exchanges).map { "{\"n\":\($0),\"question\":\"Why?\",\"answer\":\"Because.\"}" }
        let required = """
            "title":"Interview","interviewee":{"name":"Somebody"},"date":"\(date)","verbatim":true,\
            "exchanges":[\(list.joined(separator: ","))]
            """
        return record(id, required, more)
    }

    static func list(_ records: [String]) -> String { "[\(records.joined(separator: ",\n"))]" }

    static let sources: (name: String, text: String) = ("sources.json", list([source("monitor"), source("press")]))
}

/// JSON of any shape, read by Foundation: what tests compare with.
enum JSONValue: Decodable, Hashable, Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case string(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let flag = try? single.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? single.decode(Double.self) {
            self = .number(number)
        } else if let text = try? single.decode(String.self) {
            self = .string(text)
        } else if let list = try? single.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try single.decode([String: JSONValue].self))
        }
    }

    init(_ bytes: [UInt8]) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes)) }

    init(_ text: String) throws { try self.init(Array(text.utf8)) }

    subscript(_ key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var elements: [JSONValue] {
        if case .list(let elements) = self { elements } else { [] }
    }

    var members: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }

    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

extension Dataset {
    /// A record's JSON as it is served.
    func bytes(_ id: String, in type: RecordType, fields: String? = nil) throws -> [UInt8] {
        guard case .row(let row) = lookUp(id, in: type) else {
            Issue.record("there is no \(type.rawValue) \(id)")
            return []
        }
        let selection = try fields.map { try FieldSelection($0, of: type) }
        var bytes: [UInt8] = []
        appendJSON(ofRow: row, in: type, selection: selection, to: &bytes)
        return bytes
    }

    func json(_ id: String, in type: RecordType, fields: String? = nil) throws -> JSONValue {
        try JSONValue(bytes(id, in: type, fields: fields))
    }

    func text(_ id: String, in type: RecordType, fields: String? = nil) throws -> String {
        String(decoding: try bytes(id, in: type, fields: fields), as: UTF8.self)
    }

    /// The ids that a list gives for filters written as in a query string, `name=value` joined by `&`.
    func ids(_ type: RecordType, _ filters: String = "") throws -> [String] {
        let query = try query(type, filters)
        let page = try page(query, limit: 1000, cursor: nil)
        #expect(page.total == page.rows.count)
        return page.rows.map { id(ofRow: $0, in: type) }
    }

    func query(_ type: RecordType, _ filters: String, sort: String? = nil) throws -> RecordQuery {
        try query(
            type,
            filters: filters.split(separator: "&").map { filter in
                let parts = filter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
            }, sort: sort, others: [])
    }

    func page(_ query: RecordQuery, limit: Int, cursor: String?) throws -> RecordPage {
        try find(query).page(limit: limit, cursor: cursor)
    }
}
