/// JSON Schema 2020-12 of records as they are served: the members that files hold, from the same tables, and what is
/// derived from other records.
///
/// No member is required, because `fields=` chooses among them; none is allowed that is not described, but for `x_…`.
package enum ServedSchema {
    /// A record of a type, as lists and its own address give it.
    package static func record(_ type: RecordType) -> SchemaValue {
        object(own(type) + derived(type))
    }

    /// A tally in a history of statements: of a withdrawn one, only that it was made and withdrawn.
    package static let statement = object(
        own(.tally) + derived(.tally) + [
            ("is_retracted", ["type": "boolean", "description": "True of a statement that was withdrawn."]),
            ("retracted_by", id("The tally that withdrew it.")),
        ])

    /// One value of a kind without members. Each choice says its type, which makers of clients look for.
    package static func term(_ kind: Field.Kind) -> SchemaValue {
        guard case .vocabulary(let vocabulary) = kind else { return JSONSchema.kind(kind) }
        return [
            "anyOf": [
                ["type": "string", "enum": .strings(vocabulary.terms)], ["type": "string", "pattern": "^x_"],
            ]
        ]
    }

    /// What `dataset.json` says of the whole.
    package static let card: [(String, SchemaValue)] = DatasetFields.fields.map { ($0.name, property($0)) }

    /// An object of these members and no others, but for those of the dataset's own that begin with `x_`.
    package static func object(_ members: [(String, SchemaValue)]) -> SchemaValue {
        [
            "type": "object",
            "properties": .object(members.map { SchemaValue.Member($0.0, $0.1) }),
            "patternProperties": ["^x_": true],
            "additionalProperties": false,
        ]
    }

    // MARK: Members of the tables

    private static func own(_ type: RecordType) -> [(String, SchemaValue)] {
        type.isInner
            ? nested(FieldTable.of(type).fields[...], prefix: "")
            : Field.ofRecord(type).map { ($0.name, property($0)) }
    }

    private static func property(_ field: Field) -> SchemaValue {
        let value: SchemaValue =
            switch field.kind {
            case .object(let fields): object(fields.map { ($0.name, property($0)) })
            case .rows(let fields): object(address(of: fields) + fields.map { ($0.name, property($0)) })
            case .figure: figure
            default: term(field.kind)
            }
        return described(field.summary, value, isList: field.isList, isRequired: field.isRequired)
    }

    /// Rows that have a number have an address.
    private static func address(of fields: [Field]) -> [(String, SchemaValue)] {
        fields.contains { $0.name == "n" } ? [("id", id("Its own address: the record's id, a dot and `n`."))] : []
    }

    /// Bounds are derived, and null when open.
    private static var figure: SchemaValue {
        let derived: SchemaValue = [
            "type": "boolean", "description": "True when `min` was derived from a word: dozens, hundreds.",
        ]
        return object(TallyFields.value.map { ($0.name, property($0)) } + [("min_derived", derived)])
    }

    private static func described(
        _ summary: String, _ value: SchemaValue, isList: Bool, isRequired: Bool
    ) -> SchemaValue {
        let description = SchemaValue.object([SchemaValue.Member("description", .string(summary))])
        if isList { return description.adding(["type": "array", "items": value]) }
        return description.adding(isRequired ? value : ["oneOf": [value, ["type": "null"]]])
    }

    /// Members of rows with dotted names, as objects: `interviewee.name`.
    private static func nested(_ fields: ArraySlice<ServedField>, prefix: String) -> [(String, SchemaValue)] {
        var members: [(String, SchemaValue)] = []
        for field in fields where field.name.hasPrefix(prefix) {
            let rest = field.name.dropFirst(prefix.count)
            let name = String(rest.prefix { $0 != "." })
            guard !members.contains(where: { $0.0 == name }) else { continue }
            if name.count < rest.count {
                members.append((name, object(nested(fields, prefix: prefix + name + "."))))
            } else {
                let isRequired = if case .identifier = field.kind { true } else { false }
                members.append(
                    (
                        name,
                        described(
                            field.summary, term(field.kind), isList: field.isList, isRequired: isRequired)
                    ))
            }
        }
        return members
    }

    // MARK: Members that are derived

    private static func derived(_ type: RecordType) -> [(String, SchemaValue)] {
        var members: [(String, SchemaValue)] = []
        if type == .tally { members.append(("superseded_by", id("The tally that replaces this one."))) }
        if type == .article || type == .excerpt {
            members.append(
                (
                    "mentions",
                    ["type": "array", "items": reference("Mention"), "description": "Names found in its texts."]
                ))
        }
        if !type.isInner {
            members.append(
                (
                    "checks",
                    [
                        "type": "array", "items": reference("RecordCheck"),
                        "description": "What the checks of the dataset found on it; absent when nothing was.",
                    ]
                ))
        }
        let links = ReverseLinks.names(of: type).map { name -> (String, SchemaValue) in
            (name, ["type": "string", "format": "uri-reference"])
        }
        members.append(
            (
                "links",
                object(links).adding("description", "Addresses to go on from; only those that lead to something.")
            ))
        members.append(
            (
                "highlights",
                [
                    "type": "array", "items": reference("Highlight"),
                    "description": "With `highlight=true`: where the words of `q` stand.",
                ]
            ))
        return members
    }

    private static func id(_ description: String) -> SchemaValue {
        JSONSchema.kind(.identifier).adding("description", .string(description))
    }

    private static func reference(_ name: String) -> SchemaValue {
        ["$ref": "#/components/schemas/\(name)"]
    }
}

extension ServedSchema {
    /// What schemas of records refer to, by name.
    package static let shared: [(name: String, schema: SchemaValue)] = [
        (
            "Mention",
            strict([
                ("type", ["type": "string", "enum": .strings(MentionType.allCases.map(\.rawValue))]),
                ("id", id("The record whose name it is.")),
                ("name", ["type": "string", "description": "That record's usual name."]),
                (
                    "field",
                    ["type": "string", "enum": .strings(MentionList.Field.allCases.map(\.name))]
                ),
                ("start", ["type": "integer", "minimum": 0, "description": "First character, in Unicode scalars."]),
                ("end", ["type": "integer", "minimum": 0, "description": "Behind the last character."]),
            ]).adding("description", "The name of an actor or place, found in a text.")
        ),
        (
            "RecordCheck",
            strict([
                ("severity", ["type": "string", "enum": .strings(Finding.Severity.allCases.map(\.rawValue))]),
                ("rule", ["type": "string", "enum": .strings(Rule.allCases.map(\.rawValue))]),
                ("message", ["type": "string", "description": "What is wrong, and what to do."]),
            ]).adding("description", "Something that the checks of the dataset found on the record.")
        ),
        (
            "Highlight",
            strict([
                ("field", ["type": "string", "description": "The field the text is from."]),
                ("text", ["type": "string", "description": "A fragment of it."]),
                (
                    "ranges",
                    [
                        "type": "array",
                        "items": [
                            "type": "array", "items": ["type": "integer", "minimum": 0], "minItems": 2, "maxItems": 2,
                        ],
                        "description": "Where the words stand in `text`: start and end, in Unicode scalars.",
                    ]
                ),
            ]).adding("description", "A piece of text with the words that were looked for.")
        ),
    ]

    /// An object that has all of these members and no others.
    package static func strict(_ members: [(String, SchemaValue)]) -> SchemaValue {
        [
            "type": "object",
            "properties": .object(members.map { SchemaValue.Member($0.0, $0.1) }),
            "required": .strings(members.map(\.0)),
            "additionalProperties": false,
        ]
    }
}
