/// Reads the filters of a search, which are those of the lists of the types it asks for.
///
/// Records of a type that does not have what a filter asks about do not meet it, but for the complement of a field's
/// values (`[not]`, `[exists]=false`), which on a list too takes in what has no such field. What none of the types has is
/// refused, and so is a value that one of them cannot take; an id is one of just one type.
struct SearchFilterParser {
    let dataset: Dataset
    /// The types asked for.
    let types: [RecordType]
    /// All filters of the search.
    let filters: [(name: String, value: String)]
    /// Names of the route's own parameters, for suggestions.
    let others: [String]

    func filter(_ parameter: String, _ text: String) throws(QueryError) -> SearchFilter {
        guard types.contains(where: { has(parameter, $0) }) else { throw missing(parameter) }
        let without: Condition? = isComplement(parameter, text) ? .all([]) : nil
        var first: ParsedFilter?
        var refusal: QueryError?
        var conditions: [Condition?] = []
        for type in SearchFields.ranked {
            guard has(parameter, type) else {
                conditions.append(without)
                continue
            }
            do {
                let parsed = try parse(parameter, text, type)
                if types.contains(type) { first = first ?? parsed }
                conditions.append(parsed.condition)
            } catch {
                if types.contains(type) {
                    guard error.problem == .unknownRecord else { throw error }
                    refusal = refusal ?? error
                }
                // What a type cannot take none of its records has; one that is not asked for is only counted.
                conditions.append(without)
            }
        }
        guard let first else { throw try nearest(parameter, text) ?? refusal ?? missing(parameter) }
        return SearchFilter(field: first.field, name: first.name, value: first.value, conditions: conditions)
    }

    /// The refusal with the ids nearest to one that no type has; looked for only then, since it takes a search of each.
    private func nearest(_ parameter: String, _ text: String) throws(QueryError) -> QueryError? {
        for type in types where has(parameter, type) {
            do {
                _ = try parse(parameter, text, type, suggestsIDs: true)
            } catch {
                if !error.suggestions.isEmpty { return error }
            }
        }
        return nil
    }

    private func parse(
        _ parameter: String, _ text: String, _ type: RecordType, suggestsIDs: Bool = false
    ) throws(QueryError) -> ParsedFilter {
        if let filter = QueryFilter(rawValue: parameter) {
            return try QueryFilterParser(type: type, dataset: dataset, filters: filters).filter(filter, text)
        }
        return try FilterParser(type: type, dataset: dataset, others: others, suggestsIDs: suggestsIDs)
            .filter(parameter, text)
    }

    /// Whether records of a type have what a parameter asks about.
    private func has(_ parameter: String, _ type: RecordType) -> Bool {
        QueryFilter(rawValue: parameter)?.applies(to: type)
            ?? FilterParser(type: type, dataset: dataset, others: others).hasField(of: parameter)
    }

    private func isComplement(_ parameter: String, _ text: String) -> Bool {
        switch FilterName(parameter).bracketed.flatMap(FilterOperator.init(rawValue:)) {
        case .not: true
        case .exists: text == "false"
        default: false
        }
    }

    // MARK: What none of the types has

    private func missing(_ parameter: String) -> QueryError {
        let asked = types.map(\.plural).joined(separator: ", ")
        let others = SearchFields.ranked.filter { !types.contains($0) && has(parameter, $0) }
        guard others.isEmpty else {
            return QueryError(
                .notApplicable, parameter: parameter,
                detail: "Of \(asked) nothing can be asked by \(parameter), but of "
                    + "\(others.map(\.plural).joined(separator: ", ")): name one of these in type.",
                suggestions: others.map { "type=\($0.rawValue)" })
        }
        let name = FilterName(parameter)
        let suffix = name.bracketed.map { "[\($0)]" } ?? ""
        var names = types.flatMap { FieldTable.of($0).fields.filter(\.isFilterable).map(\.name) }
        if name.bracketed == nil {
            names += self.others
            names += QueryFilter.allCases.filter { filter in types.contains(where: filter.applies) }.map(\.name)
        }
        return QueryError(
            .unknownParameter, parameter: parameter,
            detail: "There is no parameter \"\(parameter)\" of a search, and no such field of \(asked).",
            suggestions: NearestNames.meant(by: name.field, among: names, limit: 3).map { $0 + suffix })
    }
}
