/// Turns filters of a query string into predicates, by the field table of the type.
struct FilterParser {
    let type: RecordType
    let dataset: Dataset
    /// Names of the route's own parameters, for suggestions.
    let others: [String]

    private var records: Records { dataset.records }

    /// `field=a,b`: any of the values. Gives the field's own spelling of the name, too.
    func filter(_ name: String, _ values: [String]) throws(QueryError) -> (name: String, predicate: Predicate) {
        guard let field = field(named: name) else { throw unknown(name) }
        guard field.isFilterable else {
            throw QueryError(
                .notApplicable, parameter: name,
                detail: "\(field.name) is running text and cannot be compared; filter by another field."
            )
        }
        let isMap = if case .map = field.kind { true } else { false }
        let predicate = Predicate(source: field.source, test: try test(field, name, values))
        return (isMap ? name : field.name, predicate)
    }

    /// The values of a filter, at least one and none empty.
    static func values(of name: String, _ text: String) throws(QueryError) -> [String] {
        let values = split(text)
        guard !values.contains("") else {
            throw QueryError(.illTyped, parameter: name, detail: "\(name) needs a value: \(name)=a or \(name)=a,b.")
        }
        return values
    }

    /// Values as one text, each once and in order, quoted where they hold a comma.
    static func joined(_ values: [String]) -> String {
        Set(values).sorted().map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }

    /// On counts dots and underscores are the same; maps take one more key (`external_ids.wikidata`).
    private func field(named name: String) -> ServedField? {
        let table = FieldTable.of(type)
        if type == .count { return table.field(String(name.map { $0 == "." ? "_" : $0 })) }
        if let field = table.field(name) { return field }
        guard let dot = name.firstIndex(of: "."), let map = table.field(String(name[..<dot])), case .map = map.kind
        else {
            return nil
        }
        return map
    }

    private func unknown(_ name: String) -> QueryError {
        let names = FieldTable.of(type).fields.filter(\.isFilterable).map(\.name) + others
        return QueryError(
            .unknownParameter, parameter: name, detail: "There is no parameter \"\(name)\" on \(type.plural).",
            suggestions: NearestNames.nearest(to: name, among: names, limit: 3)
        )
    }

    /// Splits at commas, but not inside double quotes, which are taken off.
    static func split(_ text: String) -> [String] {
        var values = [""]
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: values.append("")
            default: values[values.count - 1].append(character)
            }
        }
        return values
    }

    // MARK: Values

    private func test(_ field: ServedField, _ name: String, _ values: [String]) throws(QueryError) -> Predicate.Test {
        switch field.kind {
        case .identifier: return try addresses(name, values, [type], field.source)
        case .reference(let types): return try addresses(name, values, types, field.source)
        case .vocabulary(let vocabulary):
            for value in values where !vocabulary.terms.contains(value) && !value.hasPrefix("x_") {
                throw QueryError(
                    .unknownValue, parameter: name, detail: "\(field.name) has no value \"\(value)\".",
                    suggestions: NearestNames.nearest(to: value, among: vocabulary.terms, limit: 3)
                )
            }
            return .symbols(symbols(values))
        case .code, .string: return .symbols(symbols(values))
        case .map:
            let key = name.split(separator: ".", maxSplits: 1).dropFirst().first ?? ""
            guard !key.isEmpty else {
                throw QueryError(.illTyped, parameter: name, detail: "\(name) needs a key: \(name).wikidata=Q42.")
            }
            return .symbols(symbols(values.map { "\(key)=\($0)" }))
        case .integer:
            return .integers(Set(try map(name, values, "a whole number") { Int64($0) }))
        case .number:
            return .numbers(
                Set(try map(name, values, "a number") { Self.number($0) }))
        case .flag:
            let symbols = try map(name, values, "true or false") { $0 == "true" ? 2 : $0 == "false" ? UInt32(1) : nil }
            return .symbols(Set(symbols))
        case .date:
            let dates = try map(name, values, "a date such as 2024-11 or 2024-11-29T18:00:00Z") {
                PackedDate(queryText: $0)
            }
            return .times(dates.map { $0.start...$0.last })
        case .text, .object, .rows, .figure: return .symbols([])
        }
    }

    /// A finite decimal as columns keep it; adding zero turns −0 into 0.
    private static func number(_ text: String) -> Int64? {
        guard text.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }), let number = Double(text),
            number.isFinite
        else { return nil }
        return Int64(bitPattern: (number + 0).bitPattern)
    }

    private func map<Value>(
        _ name: String,
        _ values: [String],
        _ what: String,
        _ transform: (String) -> Value?
    ) throws(QueryError) -> [Value] {
        var results: [Value] = []
        for value in values {
            guard let result = transform(value) else {
                throw QueryError(.illTyped, parameter: name, detail: "\(name) takes \(what), not \"\(value)\".")
            }
            results.append(result)
        }
        return results
    }

    /// Texts that are nowhere in the dataset match nothing.
    private func symbols(_ values: [String]) -> Set<SymbolTable.Symbol> {
        Set(values.compactMap { records.symbols.find($0) })
    }

    private func addresses(
        _ name: String,
        _ values: [String],
        _ types: [RecordType],
        _ source: ServedField.Source
    ) throws(QueryError) -> Predicate.Test {
        var rows: Set<UInt32> = []
        for value in values {
            guard let row = row(of: value, types) else {
                throw QueryError(
                    .unknownRecord, parameter: name,
                    detail: "No \(types.map(\.rawValue).joined(separator: " or ")) has the id \"\(value)\".",
                    suggestions: types.flatMap { dataset.nearestIDs(to: value, in: $0) }
                )
            }
            rows.insert(row)
        }
        // A record's own id is a symbol in a column, not a reference.
        if case .own(let column) = source, column == type.idColumn {
            return .symbols(Set(rows.map { records.columns[column].narrow(Int($0)) }))
        }
        if case .via(_, let column) = source, let owner = types.first, column == owner.idColumn {
            return .symbols(Set(rows.map { records.columns[column].narrow(Int($0)) }))
        }
        return .rows(rows)
    }

    /// The row of an id among some types; of one that is embargoed there is none.
    private func row(of id: String, _ types: [RecordType]) -> UInt32? {
        for (place, type) in types.enumerated() {
            guard let row = dataset.row(ofAnyID: id, in: type), dataset.state(type, row) != .embargoed else { continue }
            return UInt32(row) | (place > 0 ? Records.secondType : 0)
        }
        return nil
    }
}

extension RecordType {
    /// The column of the type's own ids; nil for rows inside records.
    var idColumn: Int? {
        switch self {
        case .excerpt, .count: nil
        default: Schema.shared.tables[table].firstColumn
        }
    }
}
