/// JSON Schema 2020-12 of dataset files, from the tables that the loader reads by, for editors to complete and check.
///
/// What a schema cannot say (references, cycles, dates that exist, figures that go together) stays with `check`.
package enum JSONSchema {
    /// The schema of a type's files; nil: of `dataset.json`. Indented by two spaces.
    package static func document(for type: RecordType?) -> String {
        let (title, fields) =
            type.map { ("sitrep \($0.plural)", Field.ofRecord($0)) } ?? ("sitrep dataset.json", DatasetFields.fields)
        let record = object(fields)
        let heading: [(String, Value)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")), ("title", .string(title)),
        ]
        guard type != nil else { return text(.object(heading + members(record))) }
        let body: [(String, Value)] = [
            ("oneOf", .list([.object([("type", .string("array")), ("items", reference)]), reference])),
            ("$defs", .object([("record", record)])),
        ]
        return text(.object(heading + body))
    }

    private static let reference = Value.object([("$ref", .string("#/$defs/record"))])

    private indirect enum Value {
        case string(String)
        case literal(String)
        case list([Value])
        case object([(String, Value)])
    }

    private static func members(_ value: Value) -> [(String, Value)] {
        if case .object(let members) = value { members } else { [] }
    }

    // MARK: Fields

    private static func object(_ fields: [Field]) -> Value {
        .object([
            ("type", .string("object")),
            ("properties", .object(fields.map { ($0.name, property($0)) })),
            ("patternProperties", .object([("^x_", .literal("true"))])),
            ("required", .list(fields.filter(\.isRequired).map { .string($0.name) })),
            ("additionalProperties", .literal("false")),
        ])
    }

    private static func property(_ field: Field) -> Value {
        var value = kind(field.kind)
        if field.isList {
            value = .object([("type", .string("array")), ("items", value)])
        } else if !field.isRequired {
            value = .object([("oneOf", .list([value, .object([("type", .string("null"))])]))])
        }
        return .object([("description", .string(field.summary))] + members(value))
    }

    private static func kind(_ kind: Field.Kind) -> Value {
        switch kind {
        case .identifier, .reference, .code(.formerID): string(pattern: "^[a-z0-9][a-z0-9._-]{0,127}$")
        case .code(.country): string(pattern: "^[A-Z]{3}$")
        case .code(.language): string(pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
        case .code(.url): string(pattern: "^https?://[^ ]+$")
        case .string, .text: .object([("type", .string("string"))])
        case .date: string(pattern: datePattern)
        case .vocabulary(let vocabulary):
            .object([
                ("type", .string("string")),
                (
                    "anyOf",
                    .list([
                        .object([("enum", .list(vocabulary.terms.map(Value.string)))]),
                        .object([("pattern", .string("^x_"))]),
                    ])
                ),
            ])
        case .integer(let range):
            .object([
                ("type", .string("integer")), ("minimum", .literal("\(range.lowerBound)")),
                ("maximum", .literal("\(range.upperBound)")),
            ])
        case .number(let range):
            .object([
                ("type", .string("number")), ("minimum", .literal("\(range.lowerBound)")),
                ("maximum", .literal("\(range.upperBound)")),
            ])
        case .flag: .object([("type", .string("boolean"))])
        case .object(let fields), .rows(let fields): object(fields)
        case .figure: object(TallyFields.value)
        case .map:
            .object([("type", .string("object")), ("additionalProperties", .object([("type", .string("string"))]))])
        }
    }

    private static let datePattern =
        "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}([Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?)?)?$"

    private static func string(pattern: String) -> Value {
        .object([("type", .string("string")), ("pattern", .string(pattern))])
    }

    // MARK: Text

    private static func text(_ value: Value) -> String {
        var bytes: [UInt8] = []
        append(value, indent: 0, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ value: Value, indent: Int, to bytes: inout [UInt8]) {
        switch value {
        case .string(let text): JSONText.append(text, to: &bytes)
        case .literal(let text): bytes.append(contentsOf: text.utf8)
        case .list(let values):
            append("[", values, "]", indent, to: &bytes) { value, bytes in append(value, indent: indent + 1, to: &bytes)
            }
        case .object(let members):
            append("{", members, "}", indent, to: &bytes) { member, bytes in
                JSONText.append(member.0, to: &bytes)
                bytes.append(contentsOf: ": ".utf8)
                append(member.1, indent: indent + 1, to: &bytes)
            }
        }
    }

    private static func append<Element>(
        _ open: String,
        _ elements: [Element],
        _ close: String,
        _ indent: Int,
        to bytes: inout [UInt8],
        _ write: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(contentsOf: open.utf8)
        for (index, element) in elements.enumerated() {
            bytes.append(contentsOf: ((index > 0 ? ",\n" : "\n") + String(repeating: "  ", count: indent + 1)).utf8)
            write(element, &bytes)
        }
        if !elements.isEmpty { bytes.append(contentsOf: ("\n" + String(repeating: "  ", count: indent)).utf8) }
        bytes.append(contentsOf: close.utf8)
    }
}
