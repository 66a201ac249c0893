import Testing

@testable import ConflictData

/// The schema says what the tables say.
@Suite struct JSONSchemaTests {
    private static func record(_ subject: JSONSchema.Subject) throws -> JSONValue {
        let document = try JSONValue(JSONSchema.schema(of: subject).text)
        return subject == .dataset ? document : try #require(document["$defs"]?["record"])
    }

    private static func fields(_ subject: JSONSchema.Subject) -> [Field] {
        if case .records(let type) = subject { Field.ofRecord(type) } else { DatasetFields.fields }
    }

    @Test(arguments: JSONSchema.Subject.all)
    func `has a name, a title and an example`(_ subject: JSONSchema.Subject) throws {
        let document = try JSONValue(JSONSchema.schema(of: subject).text)
        #expect(document["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
        #expect(document["$id"] == .string("urn:sitrep:schema:" + subject.name))
        #expect(document["title"] == .string("sitrep " + subject.name))
        #expect(document["description"] == .string(subject.summary))
        #expect(try Self.record(subject)["examples"]?.elements.count == 1)
    }

    @Test(arguments: JSONSchema.Subject.all)
    func `has every key of every object, and no other`(_ subject: JSONSchema.Subject) throws {
        compare(try Self.record(subject), Self.fields(subject), "", others: [Field.schemaKey])
    }

    private func compare(_ schema: JSONValue, _ fields: [Field], _ path: String, others: Set<String> = []) {
        #expect(schema["properties"].map { Set($0.members.keys) } == others.union(fields.map(\.name)), "\(path)")
        #expect(schema["additionalProperties"] == .flag(false), "\(path)")
        #expect(schema["patternProperties"]?["^x_"] == .flag(true), "\(path)")
        let required = schema["required"]?.elements.compactMap(\.text)
        #expect(required == fields.filter(\.isRequired).map(\.name), "\(path)")
        for field in fields {
            guard var property = schema["properties"]?[field.name] else { continue }
            let place = path + "/" + field.name
            #expect(property["description"]?.text?.hasPrefix(field.summary) == true, "\(place)")
            if field.isList {
                #expect(property["type"] == .string("array"), "\(place)")
                property = property["items"] ?? .null
            } else {
                #expect(Self.takesNull(property) == !field.isRequired, "\(place)")
            }
            switch field.kind {
            case .object(let inner), .rows(let inner): compare(property, inner, place)
            case .figure: compare(property, TallyFields.value, place)
            case .vocabulary(let vocabulary):
                let alternatives = property["anyOf"]?.elements ?? []
                let terms = alternatives.flatMap { $0["enum"]?.elements ?? [$0["const"]].compactMap(\.self) }
                #expect(terms == vocabulary.terms.map(JSONValue.string), "\(place)")
                #expect(alternatives.contains { $0["pattern"] == .string("^x_") }, "\(place)")
            default: #expect(property["type"] != nil, "\(place)")
            }
        }
    }

    private static func takesNull(_ property: JSONValue) -> Bool {
        let null = JSONValue.string("null")
        return property["type"]?.elements.contains(null) == true
            || property["anyOf"]?.elements.contains { $0["type"] == null } == true
    }

    @Test(arguments: RecordType.stored)
    func `takes one record, or a list of them`(_ type: RecordType) throws {
        let document = try JSONValue(JSONSchema.schema(of: .records(type)).text)
        let reference = JSONValue.object(["$ref": .string("#/$defs/record")])
        #expect(document["if"] == .object(["type": .string("array")]))
        #expect(document["then"] == .object(["items": reference]))
        #expect(document["else"] == reference)
    }

    /// What an editor offers to begin with is a dataset that `check` finds nothing in.
    @Test func `gives examples that are a sound dataset`() throws {
        let files = RecordType.stored.map { type in
            (name: type.plural + ".json", bytes: SchemaExamples.record(of: type).bytes)
        }
        let card = (name: "dataset.json", bytes: SchemaExamples.dataset.bytes)
        let outcome = DatasetLoader(threads: 1, nowSeconds: 0).load(files: files + [card])
        #expect(outcome.findings.map(\.message) == [])
        #expect(outcome.dataset != nil)
    }

    @Test(arguments: Vocabulary.meanings.keys.sorted())
    func `explains terms that there are`(_ name: String) throws {
        let vocabulary = try #require(Vocabulary.all.first { $0.name == name })
        let explained = Vocabulary.meanings[name].map { Set($0.keys) } ?? []
        #expect(explained.subtracting(vocabulary.terms).isEmpty)
    }

    @Test(arguments: ["dataset", "tally", "tallies", "source", "sources"])
    func `is known by the name of a type, singular and plural`(_ name: String) throws {
        #expect(JSONSchema.Subject(name: name) != nil)
        #expect(JSONSchema.Subject.names.contains(name))
    }

    @Test(arguments: ["datasets", "counts", "excerpt", "Tally", ""])
    func `is not there for what has no files`(_ name: String) {
        #expect(JSONSchema.Subject(name: name) == nil)
    }
}
