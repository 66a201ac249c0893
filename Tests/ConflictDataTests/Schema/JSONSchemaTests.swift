import Testing

@testable import ConflictData

/// The schema says what the tables say.
@Suite struct JSONSchemaTests {
    private static func schema(_ type: RecordType?) throws -> JSONValue {
        let document = try JSONValue(JSONSchema.document(for: type))
        #expect(document["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
        return type == nil ? document : try #require(document["$defs"]?["record"])
    }

    @Test(arguments: RecordType.stored.map(Optional.some) + [nil])
    func `has every key of every object, and no other`(_ type: RecordType?) throws {
        compare(try Self.schema(type), type.map { Field.ofRecord($0) } ?? DatasetFields.fields, "")
    }

    private func compare(_ schema: JSONValue, _ fields: [Field], _ path: String) {
        #expect(schema["properties"].map { Set($0.members.keys) } == Set(fields.map(\.name)), "\(path)")
        #expect(schema["additionalProperties"] == .flag(false), "\(path)")
        #expect(schema["patternProperties"]?["^x_"] == .flag(true), "\(path)")
        let required = schema["required"]?.elements.compactMap(\.text)
        #expect(required == fields.filter(\.isRequired).map(\.name), "\(path)")
        for field in fields {
            guard var property = schema["properties"]?[field.name] else { continue }
            let place = path + "/" + field.name
            #expect(property["description"] == .string(field.summary))
            if field.isList {
                #expect(property["type"] == .string("array"), "\(place)")
                property = property["items"] ?? .null
            } else if !field.isRequired {
                // Null stands for what is left out.
                #expect(property["oneOf"]?.elements.last?["type"] == .string("null"), "\(place)")
                property = property["oneOf"]?.elements.first ?? .null
            }
            switch field.kind {
            case .object(let inner), .rows(let inner): compare(property, inner, place)
            case .figure: compare(property, TallyFields.value, place)
            case .vocabulary(let vocabulary):
                #expect(
                    property["anyOf"]?.elements.first?["enum"] == .list(vocabulary.terms.map(JSONValue.string)),
                    "\(place)")
            default: #expect(property["type"] != nil, "\(place)")
            }
        }
    }

    @Test(arguments: RecordType.stored)
    func `takes one record, or a list of them`(_ type: RecordType) throws {
        let document = try JSONValue(JSONSchema.document(for: type))
        let reference = JSONValue.object(["$ref": .string("#/$defs/record")])
        #expect(document["oneOf"] == .list([.object(["type": .string("array"), "items": reference]), reference]))
    }
}
