/// Turns filters of a query string into conditions, by the field table of the type.
struct FilterParser {
    let type: RecordType
    let dataset: Dataset
    /// Names of the route's own parameters, for suggestions.
    let others: [String]
    /// Whether an unknown id is answered with the nearest ones, which takes a search.
    var suggestsIDs = true

    /// `field=a,b`, or with an operator: `field[not]=a`, `field[gte]=2024-11`, `field[exists]=true`.
    func filter(_ parameter: String, _ text: String) throws(QueryError) -> ParsedFilter {
        let name = FilterName(parameter)
        if name.bracketed == nil, let field = field(named: name.field) {
            return try filter(field, .equals, name, parameter, text)
        }
        guard let bracketed = name.bracketed else { throw unknown(parameter, name) }
        let filterOperator = bracketed.isEmpty ? nil : FilterOperator(rawValue: bracketed)
        guard let field = field(named: name.field) else {
            if filterOperator == .exists, let object = try existence(ofObject: name.field, parameter, text) {
                return object
            }
            throw unknown(parameter, name)
        }
        guard let filterOperator else {
            let nearest = NearestNames.nearest(to: bracketed, among: field.operators.map(\.rawValue), limit: 1)
            let offered = nearest.isEmpty ? parameters(of: field) : nearest.map { "\(field.name)[\($0)]" }
            throw QueryError(
                .unknownParameter, parameter: parameter,
                detail: "There is no operator [\(bracketed)]; \(offers(field)).", suggestions: offered)
        }
        return try filter(field, filterOperator, name, parameter, text)
    }

    private func filter(
        _ field: ServedField, _ filterOperator: FilterOperator, _ name: FilterName, _ parameter: String, _ text: String
    ) throws(QueryError) -> ParsedFilter {
        guard field.operators.contains(filterOperator) else { throw misfit(field, filterOperator, parameter) }
        let isMap = if case .map = field.kind { true } else { false }
        let canonical = isMap ? name.field : field.name
        let reader = FilterValueReader(
            type: type, dataset: dataset, field: field, path: name.field, name: parameter,
            suggestsIDs: suggestsIDs)
        let values = try reader.read(text, filterOperator)
        return ParsedFilter(
            field: canonical, name: canonical + filterOperator.suffix, value: values.canonical,
            condition: values.condition)
    }

    // MARK: Names

    /// Whether a parameter, with or without an operator, is of a field of the type or of an object of its fields.
    func hasField(of parameter: String) -> Bool {
        let name = FilterName(parameter).field
        return field(named: name) != nil || FieldTable.of(type).fields.contains { $0.name.hasPrefix(name + ".") }
    }

    /// On counts dots and underscores are the same; maps take one more key (`external_ids.wikidata`).
    private func field(named name: String) -> ServedField? {
        let table = FieldTable.of(type)
        if type == .count { return table.field(String(name.map { $0 == "." ? "_" : $0 })) }
        if let field = table.field(name) { return field }
        guard let dot = name.firstIndex(of: "."), name.index(after: dot) < name.endIndex,
            let map = table.field(String(name[..<dot])), case .map = map.kind
        else { return nil }
        return map
    }

    /// `location[exists]=`: whether any field of an object, or of the rows of a list, is there.
    private func existence(
        ofObject name: String, _ parameter: String, _ text: String
    ) throws(QueryError) -> ParsedFilter? {
        let fields = FieldTable.of(type).fields.filter { $0.name.hasPrefix(name + ".") }
        guard !fields.isEmpty else { return nil }
        let wanted = try FilterValueReader.flag(parameter, text)
        let there = Condition.any(fields.map { $0.source.condition(.exists) })
        return ParsedFilter(
            field: name, name: name + FilterOperator.exists.suffix, value: "\(wanted)",
            condition: wanted ? there : .not(there))
    }

    private func unknown(_ parameter: String, _ name: FilterName) -> QueryError {
        let fields = FieldTable.of(type).fields
        let suffix = name.bracketed.map { "[\($0)]" } ?? ""
        let detail = "There is no parameter \"\(parameter)\" on \(type.plural)"
        let leaves = fields.filter { $0.name.hasPrefix(name.field + ".") && $0.isFilterable }
        guard leaves.isEmpty else {
            return QueryError(
                .unknownParameter, parameter: parameter,
                detail: "\(detail): \(name.field) is an object; ask one of its fields, or \(name.field)[exists].",
                suggestions: leaves.prefix(3).map(\.name) + [name.field + FilterOperator.exists.suffix])
        }
        var names = fields.filter(\.isFilterable).map(\.name)
        if name.bracketed == nil {
            names += others + QueryFilter.allCases.filter { $0.applies(to: type) }.map(\.name)
        }
        return QueryError(
            .unknownParameter, parameter: parameter, detail: detail + ".",
            suggestions: NearestNames.meant(by: name.field, among: names, limit: 3).map { $0 + suffix }
        )
    }

    // MARK: Operators that do not fit

    private func misfit(
        _ field: ServedField, _ filterOperator: FilterOperator, _ parameter: String
    ) -> QueryError {
        let reason =
            switch field.kind {
            case .text: "\(field.name) is running text and cannot be compared"
            default: "\(field.name) has no order"
            }
        return QueryError(
            .notApplicable, parameter: parameter, detail: "\(reason); \(offers(field)).",
            suggestions: parameters(of: field))
    }

    private func offers(_ field: ServedField) -> String {
        let all = parameters(of: field)
        return all.count == 1
            ? "there is \(all[0])" : "there are \(all.dropLast().joined(separator: ", ")) and \(all[all.count - 1])"
    }

    private func parameters(of field: ServedField) -> [String] { field.operators.map { field.name + $0.suffix } }
}

/// A filter that was checked.
struct ParsedFilter: Sendable {
    /// The field it looks at, without an operator.
    let field: String
    /// The parameter and its value in their one spelling.
    let name: String
    let value: String
    let condition: Condition
}

extension ServedField.Source {
    /// Asks the place that the values come from.
    func condition(_ test: ValueTest) -> Condition {
        switch self {
        case .own(let column): .value(column: column, test)
        case .inner(let table, let column): .inside(table: table, .value(column: column, test))
        case .via(let hops, let column): Self.condition(.value(column: column, test), by: hops)
        // Every row has an address.
        case .rowID: .all([])
        case .wholeID: .value(column: DerivedColumns.whole, test)
        }
    }

    /// Asks the row that steps lead to.
    static func condition(_ end: Condition, by hops: [ServedField.Hop]) -> Condition {
        hops.reversed().reduce(end) { condition, hop in
            switch hop {
            case .parent: .record(condition)
            case .link(DerivedColumns.tallyPlace): .placed(.record(condition))
            case .link(DerivedColumns.tallyEvent):
                .reference(column: Schema.shared.column(RecordType.tally.table, "event_id"), condition)
            case .link(let column): .reference(column: column, condition)
            }
        }
    }
}
