import Testing

@testable import ConflictData

/// `Docs/DataModel.md` is written for people; these tests keep it whole and true to the tables that the loader reads by.
struct DataModelTests {
    private let page: String
    private let lines: [Substring]

    init() throws {
        page = try Repository.text(of: "Docs/DataModel.md")
        lines = page.split(separator: "\n")
    }

    /// A field of a type's files, by its dotted path.
    struct Row: Sendable, CustomTestStringConvertible {
        let section: String
        let path: String
        let field: Field
        var testDescription: String { "\(section): \(path)" }
    }

    private static let common = Set(CommonFields.trailing.map(\.name))

    private static let rows: [Row] =
        leaves(DatasetFields.fields, "The card") + leaves(CommonFields.trailing, "Every record")
        + RecordType.stored.flatMap { type in
            let own = Field.ofRecord(type).filter { !common.contains($0.name) }
            return leaves(own, type.plural.prefix(1).uppercased() + type.plural.dropFirst())
        }

    private static func leaves(_ fields: [Field], _ section: String, prefix: String = "") -> [Row] {
        fields.flatMap { field -> [Row] in
            let path = prefix + field.name
            let row = Row(section: section, path: path, field: field)
            switch field.kind {
            case .object(let inner), .rows(let inner): return [row] + leaves(inner, section, prefix: path + ".")
            case .figure: return [row] + leaves(TallyFields.value, section, prefix: path + ".")
            default: return [row]
            }
        }
    }

    /// The lines below a heading, up to the next of the same rank.
    private func section(_ title: String) -> ArraySlice<Substring> {
        guard let start = lines.firstIndex(of: "## " + title) else { return [] }
        return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
    }

    @Test(arguments: rows)
    func `has a row for every field, in bold when it must be there`(_ row: Row) {
        let cell = row.field.isRequired ? "| **`\(row.path)`** |" : "| `\(row.path)` |"
        #expect(section(row.section).count { $0.hasPrefix(cell) } == 1)
    }

    @Test(arguments: rows)
    func `says the same as the schema`(_ row: Row) {
        let line = section(row.section).first { $0.contains("`\(row.path)`") && $0.hasPrefix("|") }
        #expect(line?.contains(row.field.summary) == true)
        if case .vocabulary(let vocabulary) = row.field.kind {
            #expect(line?.contains("[\(vocabulary.name)](#\(vocabulary.name))") == true)
        }
    }

    @Test func `has no row for a field that does not exist`() {
        let known = Dictionary(grouping: Self.rows, by: \.section).mapValues { Set($0.map(\.path) + ["id"]) }
        for (title, paths) in known {
            for row in section(title).compactMap({ $0.firstMatch(of: #/^\| (?:\*\*)?`([a-z_.]+)`/#) }) {
                let isQualifier = CountValue.Qualifier(rawValue: String(row.output.1)) != nil && title == "Tallies"
                #expect(isQualifier || paths.contains(String(row.output.1)), "\(title): \(row.output.1)")
            }
        }
    }

    @Test(arguments: Vocabulary.all)
    func `lists the terms of every vocabulary`(_ vocabulary: Vocabulary) throws {
        let start = try #require(lines.firstIndex(of: "### " + vocabulary.name))
        let text = lines[(start + 1)...].prefix { !$0.hasPrefix("#") }.joined(separator: " ")
        for term in vocabulary.terms { #expect(text.contains("`\(term)`")) }
    }

    @Test func `explains every qualifier`() {
        let figures = section("Tallies")
        for qualifier in Vocabulary.qualifier.terms { #expect(figures.contains { $0.hasPrefix("| `\(qualifier)` |") }) }
        for (word, least) in CountValue.leastOfWord {
            #expect(page.contains("\(word) \(least == 1000 ? "1,000" : String(least))"))
        }
    }

    @Test(arguments: Rule.allCases)
    func `lists every check with its severity`(_ rule: Rule) {
        #expect(section("Checks").contains { $0.hasPrefix("| `\(rule.rawValue)` | \(rule.severity.rawValue) |") })
    }

    @Test(arguments: FieldTable.of(.count).fields.map(\.name))
    func `names every column of the rows of counts`(_ name: String) {
        #expect(section("Rows of counts").joined().contains("`\(name)`"))
    }

    /// The examples of figures are served as the page says.
    @Test func `shows figures as they are served`() throws {
        let blocks = section("Tallies").joined(separator: "\n").matches(of: #/```json\n([^`]*)```/#).map { $0.output.1 }
        let (written, served) = (blocks[0].split(separator: "\n"), blocks[1].split(separator: "\n"))
        #expect(written.count == 5)
        let counts = written.enumerated().map { "{\"n\":\($0 + 1),\"measure\":\"killed\",\"value\":\($1)}" }
        let tally = """
            {"id":"t","attributed_to":"s","report_date":"2024","reference_period":{"start":"2024","end":"2024"},
            "accumulation":"incremental","kind":"claim","counts":[\(counts.joined(separator: ","))]}
            """
        let files = [
            ("dataset.json", "{\"title\":\"T\",\"license\":\"L\",\"attribution\":\"A\"}"), ("tallies.json", tally),
            ("sources.json", "{\"id\":\"s\",\"name\":\"S\",\"source_type\":\"un\"}"),
        ]
        let outcome = DatasetLoader(threads: 1, nowSeconds: 0).load(
            files: files.map { (name: $0.0, bytes: Array($0.1.utf8)) })
        let dataset = try #require(outcome.dataset)
        var json: [UInt8] = []
        dataset.appendJSON(ofRow: 0, in: .tally, selection: try FieldSelection("counts.value", of: .tally), to: &json)
        let values = served.map { $0.replacing(": ", with: ":").replacing(", ", with: ",") }
        let expected = "{\"counts\":[\(values.map { "{\"value\":\($0)}" }.joined(separator: ","))]}"
        #expect(String(decoding: json, as: UTF8.self) == expected)
    }
}
