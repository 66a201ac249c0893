/// How many records have each value of a field, the most frequent first.
package struct FacetCounts: Sendable {
    package enum Value: Sendable, Equatable {
        case text(String)
        case integer(Int64)
        case number(Double)
        case flag(Bool)
    }

    package struct Entry: Sendable {
        package let value: Value
        /// For people: a record's or country's name, a term in words, else the value itself.
        package let label: String
        package let count: Int
    }

    package let name: String
    package let entries: [Entry]
}

/// Makes an answer of what was counted: the first by count and then by value, with their labels.
struct FacetSummary {
    private struct Candidate {
        let code: Int
        let count: UInt32
        /// Compares as the values do.
        let key: Int64
    }

    private let field: FacetField
    private let counter: FacetCounter
    private let dataset: Dataset
    private let countryNames: [String: String]

    init(_ field: FacetField, _ counter: FacetCounter, in dataset: Dataset) {
        (self.field, self.counter, self.dataset) = (field, counter, dataset)
        let isCountry = if case .code(.country) = field.field.kind { true } else { false }
        countryNames = isCountry ? CountryCodes(dataset: dataset).namesByCode : [:]
    }

    func counts(limit: Int) -> FacetCounts {
        FacetCounts(
            name: field.name,
            entries: candidates(limit).map { candidate in
                let (value, label) = value(of: candidate.code)
                return FacetCounts.Entry(value: value, label: label, count: Int(candidate.count))
            })
    }

    /// Sorted now and then while they come, so that a field with a million values costs no sort of a million.
    private func candidates(_ limit: Int) -> [Candidate] {
        func isBefore(_ one: Candidate, _ other: Candidate) -> Bool {
            one.count != other.count ? one.count > other.count : one.key < other.key
        }
        var candidates: [Candidate] = []
        var least: UInt32 = 1
        for code in counter.counts.indices.dropFirst() where counter.counts[code] >= least && isKnown(code) {
            candidates.append(Candidate(code: code, count: counter.counts[code], key: key(of: code)))
            guard candidates.count >= 2 * limit + 1024 else { continue }
            candidates.sort(by: isBefore)
            candidates.removeLast(candidates.count - limit)
            least = candidates[limit - 1].count
        }
        candidates.sort(by: isBefore)
        return Array(candidates.prefix(limit))
    }

    // MARK: Codes

    /// The record that a code stands for, where the field refers to records.
    private func record(_ code: Int) -> (type: RecordType, row: Int)? {
        guard case .reference(let types) = field.field.kind else { return nil }
        let row = code - 1
        guard case .link(let firstTypeCount) = counter.codes.reading, row >= firstTypeCount, types.count > 1 else {
            return (types[0], row)
        }
        return (types[1], row - Int(firstTypeCount))
    }

    /// A record that is hidden is not even counted.
    private func isKnown(_ code: Int) -> Bool {
        record(code).map { !dataset.state($0.type, $0.row).isHidden } ?? true
    }

    private func key(of code: Int) -> Int64 {
        let order = dataset.indexes.symbolOrder
        if let (type, row) = record(code) {
            let records = dataset.records
            let owner = type.isInner ? Int(records.parents[type.table][row]) : row
            let id = records.columns[records.idColumn(type.ownerType)].narrow(owner)
            let number = type.isInner ? Int64(row) : 0
            return Int64(order.rank(id)) << 32 | number
        }
        switch counter.codes.reading {
        case .symbol: return Int64(order.rank(SymbolTable.Symbol(code)))
        case .number:
            let bits = counter.codes.number(of: code)
            guard case .number = field.field.kind else { return bits }
            return bits.orderedAsDouble
        case .flag, .link, .row: return Int64(code)
        }
    }

    private func value(of code: Int) -> (FacetCounts.Value, label: String) {
        if let (type, row) = record(code) {
            let id = dataset.id(ofRow: row, in: type)
            return (.text(id), dataset.label(ofRow: row, in: type) ?? id)
        }
        switch counter.codes.reading {
        case .flag: return (.flag(code == 2), code == 2 ? "true" : "false")
        case .number:
            let bits = counter.codes.number(of: code)
            guard case .number = field.field.kind else { return (.integer(bits), String(bits)) }
            let number = Double(bitPattern: UInt64(bitPattern: bits))
            return (.number(number), "\(number)")
        case .symbol, .link, .row:
            let text = dataset.records.symbols.string(SymbolTable.Symbol(code))
            guard case .vocabulary = field.field.kind else { return (.text(text), countryNames[text] ?? text) }
            return (.text(text), Vocabulary.label(of: text))
        }
    }
}

extension Dataset {
    /// What a served record is called; nil: it has no name, or is not served.
    package func label(ofRow row: Int, in type: RecordType) -> String? {
        let path: String? =
            switch type {
            case .source, .actor, .place, .event: "name"
            case .article: "headline"
            case .interview: "title"
            case .tally, .excerpt, .count: nil
            }
        guard let path, state(type, row) == .served else { return nil }
        return records.string(Schema.shared.column(type.table, path), row)
    }
}
