import ConflictData

/// The filters of lists as the contract describes them: every field of a type with the operators that fit it, and the
/// questions that are no fields.
struct FilterParameters {
    let type: RecordType
    /// Those that are asked together with it, itself too: what they have in common may mean another thing in each.
    let types: [RecordType]
    let examples: FieldExamples
    /// Names that the route reads itself.
    let others: [String]

    /// A filter: the name of its component, the parameter's own, and what is said of it.
    typealias Filter = (name: String, parameter: String, object: SchemaValue)

    var all: [Filter] {
        QueryFilter.allCases.filter { $0.applies(to: type) && !others.contains($0.name) }
            .map { ($0.name, $0.name, question($0)) }
            + FieldTable.of(type).fields.flatMap { field in
                others.contains(field.name)
                    ? [] : keys(of: field).flatMap { key in field.operators.map { filter(field, key, $0) } }
            }
            + objects.map { name in
                let parameter = name + FilterOperator.exists.suffix
                return (
                    "\(type.plural).\(parameter)", parameter,
                    ParameterObject.one(
                        parameter, "Whether there is any \(name).", ["type": "boolean"], example: true)
                )
            }
    }

    // MARK: Questions that are no fields

    private func question(_ filter: QueryFilter) -> SchemaValue {
        switch filter {
        case .text:
            return ParameterObject.one(
                filter.name, filter.summary, ["type": "string", "minLength": 1], example: "killed")
        case .actor:
            return ParameterObject.several(
                filter.name, filter.summary, of: ParameterObject.value, count: 1...FilterText.maxValues,
                example: examples.id(of: .actor).map(SchemaValue.string))
        case .on, .since, .until, .reportedSince, .reportedUntil:
            return ParameterObject.one(filter.name, filter.summary, ParameterObject.date, example: "2024-11-29")
        case .within:
            return ParameterObject.several(
                filter.name, filter.summary, of: ParameterObject.id, count: 1...FilterText.maxValues,
                example: examples.id(of: .place).map(SchemaValue.string))
        case .bbox: return numbers(filter, 4, [35.5, 32, 42.5, 37.5])
        case .near: return numbers(filter, 3, [36.2, 37.16, 50])
        }
    }

    private func numbers(_ filter: QueryFilter, _ count: Int64, _ example: SchemaValue) -> SchemaValue {
        ParameterObject.one(
            filter.name, filter.summary,
            [
                "type": "array", "items": ["type": "number"], "minItems": .integer(count), "maxItems": .integer(count),
            ],
            example: example
        ).adding(["style": "form", "explode": false])
    }

    // MARK: Fields

    /// The objects, and lists of objects, whose leaves are fields.
    private var objects: [String] {
        var names: [String] = []
        for field in FieldTable.of(type).fields {
            guard let dot = field.name.lastIndex(of: ".") else { continue }
            let name = String(field.name[..<dot])
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// A map is asked by one of its keys, of which any may stand there; one is shown.
    private func keys(of field: ServedField) -> [String] {
        if case .map = field.kind { [field.name + ".wikidata"] } else { [field.name] }
    }

    private func filter(
        _ field: ServedField, _ key: String, _ filterOperator: FilterOperator
    ) -> Filter {
        let name = key + filterOperator.suffix
        let example = examples.value(of: field, in: type)
        let object =
            switch filterOperator {
            case .equals:
                ParameterObject.several(
                    name, summary(field), of: value(field), count: 1...FilterText.maxValues, example: example)
            case .not:
                ParameterObject.several(
                    name, "Without these values, or without any. \(summary(field))", of: value(field),
                    count: 1...FilterText.maxValues)
            case .gte: ParameterObject.one(name, "From here on. \(summary(field))", value(field), example: example)
            case .gt: ParameterObject.one(name, "Beyond this. \(summary(field))", value(field))
            case .lte: ParameterObject.one(name, "Up to here. \(summary(field))", value(field))
            case .lt: ParameterObject.one(name, "Short of this. \(summary(field))", value(field))
            case .exists:
                ParameterObject.one(
                    name, "Whether there is a value. \(summary(field))", ["type": "boolean"], example: true)
            }
        return ("\(type.plural).\(name)", name, object)
    }

    private func summary(_ field: ServedField) -> String {
        if case .map = field.kind { return field.summary + " Any other key may stand for `wikidata`." }
        let said = types.compactMap { type in FieldTable.of(type).field(field.name).map { (type, $0.summary) } }
        if said.allSatisfy({ $0.1 == field.summary }) { return field.summary }
        return said.map { "Of \($0.plural): \($1)" }.joined(separator: " ")
    }

    /// One value as it is asked for. What the data might hold one day is no error, so most texts are not held to a form.
    private func value(_ field: ServedField) -> SchemaValue {
        switch field.kind {
        case .identifier, .reference: ParameterObject.id
        case .vocabulary, .code(.country): ServedSchema.term(field.kind)
        case .date: ParameterObject.date
        case .integer:
            ["type": "integer", "format": "int64", "minimum": .integer(.min), "maximum": .integer(.max)]
        case .number: ["type": "number"]
        case .flag: ["type": "boolean"]
        default: ParameterObject.value
        }
    }
}
