/// What goes together in a record, as far as a schema can say it.
extension JSONSchema {
    /// Conditions on the whole record of a type.
    static func conditions(of type: RecordType) -> SchemaValue {
        guard type == .tally else { return [:] }
        return [
            "if": ["properties": ["revision_kind": ["const": "retraction"]], "required": ["revision_kind"]],
            "then": true,
            "else": [
                "required": ["counts"],
                "properties": [
                    "counts": [
                        "minItems": 1,
                        "description": "A tally states at least one count, unless it retracts another.",
                    ]
                ],
            ],
        ]
    }

    /// Which figures go with which qualifier: by the rules of `CountValue`, one condition for those that take the same.
    static let figureConditions: SchemaValue = {
        var groups: [(keys: (needed: [String], taken: [[String]]), qualifiers: [String])] = []
        for term in Vocabulary.qualifier.terms {
            guard let qualifier = CountValue.Qualifier(rawValue: term) else {
                preconditionFailure("\(term) is no qualifier")
            }
            let keys = CountValue.keys(of: qualifier)
            if let index = groups.firstIndex(where: { $0.keys == keys }) {
                groups[index].qualifiers.append(term)
            } else {
                groups.append((keys, [term]))
            }
        }
        return [
            "allOf": .list(
                groups.map { group in
                    [
                        "if": [
                            "properties": ["qualifier": ["enum": .strings(group.qualifiers)]],
                            "required": ["qualifier"],
                        ],
                        "then": figure(needed: group.keys.needed, taken: group.keys.taken),
                    ]
                })
        ]
    }()

    /// A qualifier, and the keys of a figure that go with it.
    package struct FigureKeys: Sendable {
        package let qualifier: String
        package let needed: [String]
        /// Sets of keys: those of one, never of two.
        package let taken: [[String]]
        package let meaning: String
    }

    /// The same for people.
    package static let figureKeys = Vocabulary.qualifier.terms.map { term in
        let keys = CountValue.keys(of: CountValue.Qualifier(rawValue: term) ?? .other)
        return FigureKeys(
            qualifier: term, needed: keys.needed, taken: keys.taken,
            meaning: Vocabulary.qualifier.meaning(of: term) ?? "")
    }

    private static func figure(needed: [String], taken: [[String]]) -> SchemaValue {
        var schema: SchemaValue = [:]
        if !needed.isEmpty {
            // Null stands for what is left out, which what is needed is not.
            let given = needed.map { SchemaValue.Member($0, ["type": $0 == "text" ? "string" : "integer"]) }
            schema = ["required": .strings(needed), "properties": .object(given)]
        }
        let sets = taken.map { keys -> SchemaValue in
            let surplus = CountValue.figureKeys.filter { !keys.contains($0) }
            return ["properties": .object(surplus.map { SchemaValue.Member($0, ["type": "null"]) })]
        }
        return schema.adding(sets.count == 1 ? ["allOf": .list(sets)] : ["anyOf": .list(sets)])
    }
}
