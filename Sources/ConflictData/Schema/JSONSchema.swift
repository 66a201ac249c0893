/// JSON Schema 2020-12 of dataset files, from the tables that the loader reads by, for editors to complete and check.
///
/// It takes whatever the loader takes. What a schema cannot say (references, cycles, dates that exist, sums) stays with
/// `check`.
package enum JSONSchema {
    /// What has a schema of its own.
    package enum Subject: Equatable, Sendable {
        /// The card of the whole, `dataset.json`.
        case dataset
        /// The files of a type.
        case records(RecordType)

        package static let all = [dataset] + RecordType.stored.map(records)

        /// The name of its files without their suffix.
        package var name: String {
            switch self {
            case .dataset: "dataset"
            case .records(let type): type.plural
            }
        }

        /// By the name of its files, or that of one record.
        package init?(name: String) {
            let subject = Self.all.first { subject in
                if case .records(let type) = subject, type.rawValue == name { return true }
                return subject.name == name
            }
            guard let subject else { return nil }
            self = subject
        }

        /// The names it goes by, for those who look for the nearest.
        package static let names = all.flatMap { subject in
            if case .records(let type) = subject { [type.plural, type.rawValue] } else { [subject.name] }
        }

        /// One sentence for people.
        package var summary: String {
            switch self {
            case .dataset: "The card of a dataset: what it is, under which terms, what to keep in mind."
            case .records(let type): type.meaning
            }
        }
    }

    /// The schema of the files of a subject: a record, or a list of them.
    package static func schema(of subject: Subject) -> SchemaValue {
        let heading: SchemaValue = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:sitrep:schema:\(subject.name)",
            "title": "sitrep \(subject.name)", "description": .string(subject.summary),
        ]
        guard case .records(let type) = subject else {
            return heading.adding(document(DatasetFields.fields)).adding(
                "examples", [SchemaExamples.dataset])
        }
        let record = document(Field.ofRecord(type)).adding(conditions(of: type)).adding(
            "examples", [SchemaExamples.record(of: type)])
        let reference: SchemaValue = ["$ref": "#/$defs/record"]
        return heading.adding([
            "if": ["type": "array"], "then": ["items": reference], "else": reference, "$defs": ["record": record],
        ])
    }

    // MARK: Fields

    /// An object that may stand alone in a file, and then name its schema.
    private static func document(_ fields: [Field]) -> SchemaValue {
        let schema: SchemaValue = [
            "description": "The schema by which an editor checks this file. It is not served.", "type": "string",
        ]
        return object(fields, leading: [SchemaValue.Member(Field.schemaKey, schema)])
    }

    private static func object(_ fields: [Field], leading: [SchemaValue.Member] = []) -> SchemaValue {
        [
            "type": "object",
            "properties": .object(leading + fields.map { SchemaValue.Member($0.name, property($0)) }),
            "patternProperties": ["^x_": true],
            "required": .strings(fields.filter(\.isRequired).map(\.name)),
            "additionalProperties": false,
        ]
    }

    private static func property(_ field: Field) -> SchemaValue {
        var value = explained(field)
        if field.isList {
            value = ["type": "array", "items": value]
        } else if !field.isRequired {
            value = nullable(value)
        }
        let heading: SchemaValue = ["description": .string(description(of: field))]
        return heading.adding(value).adding(examples(of: field))
    }

    /// As `kind`, with what each term means, which editors show while one chooses.
    private static func explained(_ field: Field) -> SchemaValue {
        switch field.kind {
        case .vocabulary(let vocabulary) where Vocabulary.meanings[vocabulary.name] != nil:
            [
                "anyOf": .list(
                    vocabulary.terms.map { term in
                        let label = Vocabulary.label(of: term) + "."
                        return ["const": .string(term), "description": .string(vocabulary.meaning(of: term) ?? label)]
                    } + [ownTerm])
            ]
        case .vocabulary(let vocabulary):
            ["anyOf": .list([["enum": .strings(vocabulary.terms)], ownTerm])]
        case .figure: object(TallyFields.value).adding(figureConditions)
        default: kind(field.kind)
        }
    }

    /// Null stands for what is left out.
    private static func nullable(_ value: SchemaValue) -> SchemaValue {
        if case .list(let alternatives)? = value["anyOf"] {
            return ["anyOf": .list(alternatives + [["type": "null"]])]
        }
        return .object(
            value.members.map { member in
                member.key == "type" ? SchemaValue.Member("type", .list([member.value, "null"])) : member
            })
    }

    private static let ownTerm: SchemaValue = [
        "type": "string", "pattern": "^x_", "description": "A term of your own.",
    ]

    /// One value of a kind, as files and answers have it.
    static func kind(_ kind: Field.Kind) -> SchemaValue {
        switch kind {
        case .identifier, .reference, .code(.formerID): string(pattern: "^[a-z0-9][a-z0-9._-]{0,127}$")
        case .code(.country): string(pattern: "^[A-Z]{3}$")
        case .code(.language): string(pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
        case .code(.url): string(pattern: "^https?://[^ ]+$")
        case .string, .text: ["type": "string"]
        case .date: string(pattern: datePattern)
        case .vocabulary(let vocabulary):
            ["type": "string", "anyOf": [["enum": .strings(vocabulary.terms)], ["pattern": "^x_"]]]
        case .integer(let range) where range.upperBound == Int64.max:
            ["type": "integer", "minimum": .integer(range.lowerBound)]
        case .integer(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .number(let range):
            ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
        case .flag: ["type": "boolean"]
        case .object(let fields), .rows(let fields): object(fields)
        case .figure: object(TallyFields.value)
        case .map: ["type": "object", "additionalProperties": ["type": "string"]]
        }
    }

    private static let datePattern =
        "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}([Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?)?)?$"

    private static func string(pattern: String) -> SchemaValue { ["type": "string", "pattern": .string(pattern)] }
}
