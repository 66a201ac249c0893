/// Reads the values of one filter by what its field holds.
struct FilterValueReader {
    let type: RecordType
    let dataset: Dataset
    let field: ServedField
    /// The field's name as asked for, with the key of a map.
    let path: String
    /// The parameter as the client wrote it.
    let name: String
    let suggestsIDs: Bool

    /// What is asked, and the value in its one spelling.
    typealias Reading = (condition: Condition, canonical: String)

    private var records: Records { dataset.records }

    func read(_ text: String, _ filterOperator: FilterOperator) throws(QueryError) -> Reading {
        switch filterOperator {
        case .equals: return try anyOf(FilterText.values(of: name, text))
        case .not:
            let reading = try anyOf(FilterText.values(of: name, text))
            return (.not(reading.condition), reading.canonical)
        case .exists:
            let wanted = try Self.flag(name, text)
            return (wanted ? existence : .not(existence), "\(wanted)")
        case .gte, .gt, .lte, .lt: return try bound(filterOperator, FilterText.value(of: name, text))
        }
    }

    static func flag(_ name: String, _ text: String) throws(QueryError) -> Bool {
        guard text == "true" || text == "false" else {
            throw QueryError(
                .illTyped, parameter: name, detail: "\(name) takes true or false, not \"\(text)\".",
                suggestions: ["true", "false"])
        }
        return text == "true"
    }

    private func asking(_ test: ValueTest) -> Condition { field.source.condition(test) }

    // MARK: Existence

    private var existence: Condition {
        guard case .map = field.kind, let key else { return asking(.exists) }
        return asking(.prefix(Array("\(key)=".utf8)))
    }

    /// Of a map, the key that the path names behind the field.
    private var key: Substring? { path.split(separator: ".", maxSplits: 1).dropFirst().first }

    // MARK: Any of some values

    private func anyOf(_ values: [String]) throws(QueryError) -> Reading {
        switch field.kind {
        case .identifier: return try addresses(values, [type])
        case .reference(let types): return try addresses(values, types)
        case .vocabulary(let vocabulary):
            for value in values where !vocabulary.takes(value) {
                throw QueryError.unknownTerm(value, of: vocabulary, called: field.name, parameter: name)
            }
            return texts(values)
        case .code(.country):
            try CountryCodes(dataset: dataset).check(values, of: name)
            return texts(values)
        case .code, .string: return texts(values)
        case .map:
            guard let key else {
                throw QueryError(.illTyped, parameter: name, detail: "\(path) needs a key: \(path).wikidata=Q42.")
            }
            return (asking(.symbols(symbols(values.map { "\(key)=\($0)" }))), FilterText.joined(values))
        case .flag:
            let flags = try map(values, "true or false") { $0 == "true" ? true : $0 == "false" ? false : nil }
            return (asking(.symbols(flags.map { $0 ? 2 : 1 })), FilterText.joined(values))
        case .integer:
            let numbers = try map(values, "a whole number") { Int64($0) }
            // The least of all stands for "none" in columns, and is no value.
            let intervals = WordIntervals(numbers.filter { $0 != Column.noNumber }.map { $0...$0 })
            return (asking(.words(intervals)), FilterText.joined(numbers.map { String($0) }))
        case .number:
            let numbers = try map(values, "a number") { Double(decimal: $0) }
            return (asking(.numbers(numbers.map { $0...$0 })), FilterText.joined(numbers.map(\.plainText)))
        case .date:
            let dates = try map(values, Self.dateForm) { PackedDate(queryText: $0) }
            let intervals = WordIntervals(starts: dates.map { $0.start...$0.last })
            return (asking(.words(intervals)), FilterText.joined(dates.map(\.text)))
        case .text, .object, .rows, .figure: return (.any([]), "")
        }
    }

    static let dateForm = "a date such as 2024-11 or 2024-11-29T18:00:00Z"

    private func texts(_ values: [String]) -> Reading {
        (asking(.symbols(symbols(values))), FilterText.joined(values))
    }

    /// Texts that are nowhere in the dataset match nothing.
    private func symbols(_ values: [String]) -> [SymbolTable.Symbol] {
        values.compactMap { records.symbols.find($0) }
    }

    private func map<Value>(
        _ values: [String], _ what: String, _ transform: (String) -> Value?
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

    // MARK: Bounds

    private func bound(_ filterOperator: FilterOperator, _ value: String) throws(QueryError) -> Reading {
        switch field.kind {
        case .date:
            let date = try map([value], Self.dateForm) { PackedDate(queryText: $0) }[0]
            // A coarse date is an interval: beyond it is after its last instant, or before its first.
            let interval: ClosedRange<Int64> =
                switch filterOperator {
                case .gte: date.start ... .max
                case .gt: date.last + 1 ... .max
                case .lte: .min...date.last
                default: .min...date.start - 1
                }
            return (asking(.words(WordIntervals(starts: [interval]))), date.text)
        case .integer:
            let number = try map([value], "a whole number") { Int64($0) }[0]
            return (integers(filterOperator, number), String(number))
        default:
            let number = try map([value], "a number") { Double(decimal: $0) }[0]
            let interval: ClosedRange<Double> =
                switch filterOperator {
                case .gte: number ... .infinity
                case .gt: number.nextUp ... .infinity
                case .lte: -.infinity...number
                default: -.infinity...number.nextDown
                }
            return (asking(.numbers([interval])), number.plainText)
        }
    }

    private func integers(_ filterOperator: FilterOperator, _ number: Int64) -> Condition {
        let number = max(number, WordIntervals.least)
        switch filterOperator {
        case .gte: return asking(.words(WordIntervals([number ... .max])))
        case .gt: return number == .max ? .any([]) : asking(.words(WordIntervals([number + 1 ... .max])))
        case .lte: return asking(.words(WordIntervals([WordIntervals.least...number])))
        default:
            guard number > WordIntervals.least else { return .any([]) }
            return asking(.words(WordIntervals([WordIntervals.least...number - 1])))
        }
    }

    // MARK: Ids

    private func addresses(_ values: [String], _ types: [RecordType]) throws(QueryError) -> Reading {
        var rows: [UInt32] = []
        for value in values {
            guard let row = row(of: value, types) else {
                throw dataset.unknownRecord(value, in: types, parameter: name, suggestsIDs: suggestsIDs)
            }
            rows.append(row)
        }
        return (condition(rows, types), FilterText.joined(rows.map { id(of: $0, types) }))
    }

    private func condition(_ rows: [UInt32], _ types: [RecordType]) -> Condition {
        let own = Condition.rows(rows.map { Int($0) })
        switch field.source {
        case .rowID: return own
        // A part stands in the same tally as its whole.
        case .wholeID:
            let tallies = rows.map { Int(records.parents[CountRow.table][Int($0)]) }
            return .all([.record(.rows(tallies)), asking(.rows(rows))])
        // A record's own id is no reference.
        case .own(let column) where column == types[0].idColumn: return own
        case .via(let hops, let column) where column == types[0].idColumn:
            return ServedField.Source.condition(own, by: hops)
        default: return asking(.rows(rows))
        }
    }

    /// The row of an id among some types; of one that is embargoed there is none.
    private func row(of id: String, _ types: [RecordType]) -> UInt32? {
        for (place, type) in types.enumerated() {
            guard let row = dataset.row(ofAnyID: id, in: type), dataset.state(type, row) != .embargoed else { continue }
            return UInt32(row) | (place > 0 ? Records.secondType : 0)
        }
        return nil
    }

    /// The present id of a row, so that a former one asks the same.
    private func id(of row: UInt32, _ types: [RecordType]) -> String {
        let isSecond = row & Records.secondType != 0
        return dataset.id(ofRow: Int(row & ~Records.secondType), in: types[isSecond ? 1 : 0])
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
