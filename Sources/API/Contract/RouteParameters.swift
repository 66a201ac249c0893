import ConflictData

/// The route's own parameters as the contract describes them.
struct RouteParameters {
    let route: Route
    let examples: FieldExamples

    func object(_ parameter: RouteParameter) -> SchemaValue {
        let name = parameter.name
        let isRequired = parameter.isRequired
        switch parameter.kind {
        case .integer(let range, let standard):
            let bounds: SchemaValue = [
                "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
                "maximum": .integer(Int64(range.upperBound)),
            ]
            return one(parameter, standard.map { bounds.adding("default", .integer(Int64($0))) } ?? bounds)
        case .flag(let standard): return one(parameter, ["type": "boolean", "default": .flag(standard)])
        case .word(let words): return one(parameter, ParameterObject.oneOf(words), .string(words[0]))
        case .words(let words) where parameter.place == .path:
            return one(parameter, ParameterObject.oneOf(words), .string(words[0]))
        case .words(let words):
            return ParameterObject.several(
                name, parameter.summary, of: ParameterObject.oneOf(words), count: 1...500, example: .string(words[0]))
        case .date: return one(parameter, ParameterObject.date, "2024-11-29")
        case .cursor: return one(parameter, ["type": "string", "pattern": "^[A-Za-z0-9_-]+$"])
        case .format:
            return one(parameter, ParameterObject.oneOf(route.formats.map(\.rawValue)).adding("default", "json"))
        case .identifier:
            return identifier(parameter)
        case .sort:
            let fields = table.filter(\.isSortable).map(\.name)
            return ParameterObject.several(
                name, parameter.summary, of: ParameterObject.oneOf(fields + fields.map { "-" + $0 }),
                count: 1...SortOrder.maxKeys, areDifferent: true, example: "-id")
        case .fields: return fields(parameter)
        case .values:
            return values(parameter, isRequired)
        case .text: return text(parameter)
        }
    }

    private var table: [ServedField] {
        (route.shape.type ?? route.filters.first).map { FieldTable.of($0).fields } ?? []
    }

    private func one(
        _ parameter: RouteParameter, _ schema: SchemaValue, _ example: SchemaValue? = nil
    ) -> SchemaValue {
        ParameterObject.one(
            parameter.name, in: parameter.place, required: parameter.isRequired, parameter.summary, schema,
            example: example)
    }

    private func identifier(_ parameter: RouteParameter) -> SchemaValue {
        switch route.shape {
        case .problem:
            one(parameter, ParameterObject.oneOf(ErrorCode.allCases.map(\.rawValue)), "unknown-parameter")
        case .schema: one(parameter, ParameterObject.oneOf(JSONSchema.Subject.names), "tallies")
        default: one(parameter, ParameterObject.id, route.shape.owner.flatMap(examples.id).map(SchemaValue.string))
        }
    }

    // MARK: Parameters that name members of records

    private func fields(_ parameter: RouteParameter) -> SchemaValue {
        switch parameter.name {
        case RouteParameter.facets.name:
            let names =
                route.shape == .search
                ? SearchFacet.names(of: route.filters) : table.filter(\.isFacetable).map(\.name)
            return ParameterObject.several(
                parameter.name, parameter.summary, of: ParameterObject.oneOf(names), count: 1...FacetField.maxFields,
                areDifferent: true, example: names.first.map(SchemaValue.string))
        case RouteParameter.histogram.name:
            let names = table.filter(\.isSingleDate).map(\.name)
            return one(parameter, ParameterObject.oneOf(names), names.first.map(SchemaValue.string))
        default:
            let names = (route.shape.type.map(FieldSelection.names) ?? []).sorted()
            return ParameterObject.several(
                parameter.name, parameter.summary,
                of: [
                    "anyOf": [
                        ["type": "string", "enum": .strings(names)], ["type": "string", "pattern": "^x_[a-z0-9_]+$"],
                    ]
                ],
                count: 1...FieldSelection.maxNames, example: "id")
        }
    }

    private func values(_ parameter: RouteParameter, _ isRequired: Bool) -> SchemaValue {
        switch parameter.name {
        case RouteParameter.include.name:
            let types = RecordType.allCases.filter {
                route.shape.type.map(IncludedRecords.reachable)?.contains($0) ?? false
            }
            let names = types.map(\.plural) + types.map(\.rawValue)
            return ParameterObject.several(
                parameter.name, parameter.summary, of: ParameterObject.oneOf(names), count: 1...max(names.count, 1),
                example: names.first.map(SchemaValue.string))
        case AggregateHandler.groupBy.name:
            return ParameterObject.several(
                parameter.name, required: true, parameter.summary, of: ParameterObject.oneOf(GroupKey.names),
                count: 1...GroupKey.most, areDifferent: true, example: "attributed_to")
        default:
            let parties = parameter.name == RouteParameter.sources.name
            return ParameterObject.several(
                parameter.name, required: isRequired, parameter.summary,
                of: parties ? ParameterObject.id : ["type": "string", "pattern": "^[^,]+$"], count: 1...500,
                example: parties ? examples.id(of: .source).map(SchemaValue.string) : nil)
        }
    }

    // MARK: Texts

    private func text(_ parameter: RouteParameter) -> SchemaValue {
        switch parameter.name {
        case TollHandler.measure.name: return term(parameter, "measure")
        case TollHandler.unit.name: return term(parameter, "unit")
        case RouteParameter.separator.name:
            return one(parameter, ParameterObject.oneOf(SheetOptions.separatorNames))
        case ResolveHandler.name.name:
            return one(
                parameter, ["type": "string", "minLength": 1], examples.name(of: .actor).map(SchemaValue.string))
        case ChangesHandler.since.name: return one(parameter, ["type": "string", "minLength": 1], "2024-11-29")
        default: return one(parameter, ["type": "string", "minLength": 1], "killed")
        }
    }

    /// A word of the vocabulary that the counts use.
    private func term(_ parameter: RouteParameter, _ field: String) -> SchemaValue {
        guard let field = FieldTable.of(.count).field(field) else { return one(parameter, ["type": "string"]) }
        return one(parameter, ServedSchema.term(field.kind), examples.value(of: field, in: .count))
    }
}
