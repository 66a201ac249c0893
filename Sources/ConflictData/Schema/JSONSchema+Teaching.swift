/// What a schema says to people who write a file: the meaning of a field and how to write it, and examples, which
/// editors offer where a value is to be written.
extension JSONSchema {
    static func description(of field: Field) -> String {
        ([field.summary] + [hint(field)].compactMap(\.self)).joined(separator: " ")
    }

    /// How to write it, where the summary and the type leave that open.
    private static func hint(_ field: Field) -> String? {
        switch field.kind {
        case .identifier:
            "1 to 128 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit."
        case .reference(let types):
            (field.isList ? "Ids of " : "The id of ")
                + types.map { field.isList ? $0.plural : $0.withArticle }.joined(separator: " or ") + "."
        case .vocabulary(let vocabulary):
            vocabulary.source == "sitrep"
                ? "Or a term of your own that begins with x_."
                : "After \(vocabulary.source). Or a term of your own that begins with x_."
        case .date: "As exact as it is known: 2024, 2024-11, 2024-11-29 or 2024-11-29T18:00:00Z."
        case .code(.language): "Such as ar or en-GB."
        case .code(.country): "Three capital letters, such as SYR."
        case .code(.url): "Whole, beginning with https://."
        case .figure: "The qualifier says which figures go with it."
        case .map: "Any keys; the values are texts."
        case .code(.formerID), .string, .text, .integer, .number, .flag, .object, .rows: nil
        }
    }

    /// Nothing where any example would be arbitrary.
    static func examples(of field: Field) -> SchemaValue {
        let values: [SchemaValue] =
            switch field.kind {
            case .date: field.name.hasSuffix("_at") ? ["2024-11-29T18:00:00Z"] : ["2024-11-29", "2024-11"]
            case .code(.country): ["SYR"]
            case .code(.language): ["en", "ar"]
            case .code(.url): ["https://example.org/"]
            case .figure: figures
            default: []
            }
        guard !values.isEmpty else { return [:] }
        return ["examples": .list(field.isList ? [.list(values)] : values)]
    }

    /// A figure of each kind.
    private static let figures: [SchemaValue] = [
        ["qualifier": "exact", "value": 24], ["qualifier": "at_least", "value": 255],
        ["qualifier": "more_than", "value": 50], ["qualifier": "at_most", "value": 20],
        ["qualifier": "fewer_than", "value": 10], ["qualifier": "approximately", "value": 40, "rounded_to": 10],
        ["qualifier": "approximately", "value": 40, "min": 30, "max": 60],
        ["qualifier": "between", "min": 10, "max": 20, "best": 12], ["qualifier": "order_of", "text": "dozens"],
        ["qualifier": "none"], ["qualifier": "unknown"],
    ]
}

extension RecordType {
    /// "an event", "a tally".
    fileprivate var withArticle: String {
        switch self {
        case .article, .actor, .interview, .excerpt, .event: "an " + rawValue
        case .tally, .place, .source, .count: "a " + rawValue
        }
    }
}
