/// JSON Schema 2020-12 of dataset files, from the tables that the loader reads by, for editors to complete and check.
///
/// What a schema cannot say (references, cycles, dates that exist, figures that go together) stays with `check`.
package enum JSONSchema {
    /// The schema of a type's files; nil: of `dataset.json`. Indented by two spaces.
    package static func document(for type: RecordType?) -> String { schema(for: type).text }

    /// The same, to be put into a larger document.
    package static func schema(for type: RecordType?) -> SchemaValue {
        let (title, fields) =
            type.map { ("sitrep \($0.plural)", Field.ofRecord($0)) } ?? ("sitrep dataset.json", DatasetFields.fields)
        let record = object(fields)
        let heading = SchemaValue.members([
            "$schema": .string("https://json-schema.org/draft/2020-12/schema"), "title": .string(title),
        ])
        guard type != nil else { return heading.adding(record) }
        let reference = SchemaValue.members(["$ref": .string("#/$defs/record")])
        return heading.adding(
            .members([
                "oneOf": .list([.members(["type": .string("array"), "items": reference]), reference]),
                "$defs": .members(["record": record]),
            ]))
    }

    // MARK: Fields

    private static func object(_ fields: [Field]) -> SchemaValue {
        .members([
            "type": .string("object"),
            "properties": .object(fields.map { SchemaValue.Member($0.name, property($0)) }),
            "patternProperties": .members(["^x_": .flag(true)]),
            "required": .strings(fields.filter(\.isRequired).map(\.name)),
            "additionalProperties": .flag(false),
        ])
    }

    private static func property(_ field: Field) -> SchemaValue {
        var value = kind(field.kind)
        if field.isList {
            value = .members(["type": .string("array"), "items": value])
        } else if !field.isRequired {
            value = .members(["oneOf": .list([value, .members(["type": .string("null")])])])
        }
        return .members(["description": .string(field.summary)]).adding(value)
    }

    private static func kind(_ kind: Field.Kind) -> SchemaValue {
        switch kind {
        case .identifier, .reference, .code(.formerID): string(pattern: "^[a-z0-9][a-z0-9._-]{0,127}$")
        case .code(.country): string(pattern: "^[A-Z]{3}$")
        case .code(.language): string(pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
        case .code(.url): string(pattern: "^https?://[^ ]+$")
        case .string, .text: type("string")
        case .date: string(pattern: datePattern)
        case .vocabulary(let vocabulary):
            type("string").adding(
                "anyOf",
                .list([
                    .members(["enum": .strings(vocabulary.terms)]), .members(["pattern": .string("^x_")]),
                ]))
        case .integer(let range):
            .members([
                "type": .string("integer"), "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ])
        case .number(let range):
            .members([
                "type": .string("number"), "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
            ])
        case .flag: type("boolean")
        case .object(let fields), .rows(let fields): object(fields)
        case .figure: object(TallyFields.value)
        case .map: type("object").adding("additionalProperties", type("string"))
        }
    }

    private static let datePattern =
        "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}([Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?)?)?$"

    private static func type(_ name: String) -> SchemaValue { .members(["type": .string(name)]) }

    private static func string(pattern: String) -> SchemaValue { type("string").adding("pattern", .string(pattern)) }
}
