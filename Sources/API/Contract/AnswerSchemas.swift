import ConflictData
import HTTP
import Representations

/// The schemas of the contract: of everything that stands in an answer. Records come from the field tables, worked-out
/// rows from their columns; the rest is described here, beside what writes it.
enum AnswerSchemas {
    /// All of them, by the names under which they are referred to.
    static var components: [SchemaValue.Member] {
        ServedSchema.shared.map { SchemaValue.Member($0.name, $0.schema) }
            + RecordType.allCases.map {
                SchemaValue.Member($0.schemaName, titled($0.meaning, ServedSchema.record($0)))
            }
            + [
                .init("Statement", titled("A statement in the history of a tally.", ServedSchema.statement)),
                .init("Meta", meta), .init("PageLinks", links), .init("FacetValue", facetValue),
                .init("Histogram", histogram), .init("Included", includedRecords),
            ]
            + DatasetSchemas.components + FigureSchemas.components + FormatSchemas.components
            + envelopes
            + [.init("Problem", ProblemSchema.problem)]
    }

    /// What several routes have in common.
    static func reference(_ name: String) -> SchemaValue { ["$ref": "#/components/schemas/\(name)"] }

    static func titled(_ title: String, _ schema: SchemaValue) -> SchemaValue {
        SchemaValue.object([.init("description", .string(title))]).adding(schema)
    }

    static func text(_ description: String) -> SchemaValue { ["type": "string", "description": .string(description)] }

    static func optionalText(_ description: String) -> SchemaValue {
        ["type": ["string", "null"], "description": .string(description)]
    }

    static func count(_ description: String) -> SchemaValue {
        ["type": "integer", "minimum": 0, "description": .string(description)]
    }

    static func number(_ description: String) -> SchemaValue {
        ["type": ["integer", "null"], "description": .string(description)]
    }

    static func address(_ description: String) -> SchemaValue {
        ["type": "string", "format": "uri-reference", "description": .string(description)]
    }

    static func rows(of name: String) -> SchemaValue { ["type": "array", "items": reference(name)] }

    static func texts(_ description: String) -> SchemaValue {
        ["type": "array", "items": ["type": "string"], "description": .string(description)]
    }

    static func terms(_ words: [String], _ description: String) -> SchemaValue {
        ["type": "string", "enum": .strings(words), "description": .string(description)]
    }

    // MARK: Rows that are worked out

    /// Rows of columns. What a column says of its values is as much as all its readers need; `closer` says more.
    static func row<Row>(_ columns: [AnswerColumn<Row>], with closer: [String: SchemaValue] = [:]) -> SchemaValue {
        ServedSchema.strict(columns.map { ($0.name, closer[$0.name] ?? schema(of: $0)) })
    }

    static func schema<Row>(of column: AnswerColumn<Row>) -> SchemaValue {
        switch column.kind {
        case .text: optionalText(column.summary)
        case .integer: number(column.summary)
        case .decimal: ["type": "number", "description": .string(column.summary)]
        case .flag: ["type": "boolean", "description": .string(column.summary)]
        case .texts: texts(column.summary)
        case .highlights: rows(of: "Highlight").adding("description", .string(column.summary))
        }
    }

    // MARK: The envelope

    private static var envelopes: [SchemaValue.Member] {
        var members: [SchemaValue.Member] = []
        for shape in RouteTable.routes.map(\.shape) {
            guard let name = shape.envelopeName, let data = shape.dataName,
                !members.contains(where: { $0.key == name })
            else { continue }
            members.append(.init(name, envelope(of: shape, data)))
        }
        return members
    }

    private static func envelope(of shape: AnswerShape, _ data: String) -> SchemaValue {
        var properties: [SchemaValue.Member] = [
            .init("data", shape.isRows ? rows(of: data) : reference(data)), .init("meta", reference("Meta")),
            .init("links", reference("PageLinks")),
        ]
        switch shape {
        case .list: properties += [facets, .init("histogram", reference("Histogram")), included]
        case .search: properties.append(facets)
        case .record: properties.append(included)
        default: break
        }
        return [
            "type": "object", "properties": .object(properties), "required": ["data", "meta", "links"],
            "additionalProperties": false,
        ]
    }

    private static let facets = SchemaValue.Member(
        "facets",
        [
            "type": "object", "additionalProperties": rows(of: "FacetValue"),
            "description": "With `facets`: how often each value of a field occurs.",
        ])
    private static let included = SchemaValue.Member("included", reference("Included"))

    private static let meta = titled(
        "What must stay with the data.",
        ServedSchema.strict([
            ("total", count("How many rows match.")), ("returned", count("How many are in this answer.")),
            ("data_version", text("The state of the data: the same for the same data on any machine.")),
            ("as_of", optionalText("The moment whose knowledge was asked for; null: now.")),
            ("license", text("The terms of the dataset.")), ("attribution", text("How to credit it.")),
            ("caveats", texts("What to keep in mind when using any of it.")),
        ]))

    private static let links = titled(
        "Addresses around the answer, relative to the server.",
        ServedSchema.strict([
            ("self", address("The canonical address of this answer.")),
            (
                "next",
                ["type": ["string", "null"], "format": "uri-reference", "description": "The next page; null: none."]
            ),
            (
                "prev",
                ["type": ["string", "null"], "format": "uri-reference", "description": "The page before; null: none."]
            ),
        ]))

    private static let facetValue = ServedSchema.strict([
        (
            "value",
            [
                "type": ["string", "integer", "number", "boolean"],
                "description": "As it stands in the records, and as a filter takes it.",
            ]
        ),
        ("label", text("For people: a record's name, a term in words.")), ("count", count("How many rows have it.")),
    ])

    private static let histogram = ServedSchema.strict([
        ("field", text("The date by which was counted.")),
        ("interval", terms(CalendarInterval.allCases.map(\.rawValue), "How long a bucket is.")),
        (
            "buckets",
            [
                "type": "array",
                "items": ServedSchema.strict([
                    ("start", text("The first day, in UTC; of a week its Monday.")),
                    ("count", count("How many rows are in it.")),
                ]),
                "description": "From the first to the last, empty ones included.",
            ]
        ),
    ])

    private static let includedRecords = titled(
        "With `include`: the records that the rows refer to, each once, by type.",
        [
            "type": "object",
            "properties": .object(RecordType.allCases.map { .init($0.plural, rows(of: $0.schemaName)) }),
            "additionalProperties": false,
        ])
}
