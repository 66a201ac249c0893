/// The records that others refer to, one step away, for `include=`.
package struct IncludedRecords: Sendable {
    /// Of each type asked for, in order of name: its rows in order of id, each once.
    package let rows: [(type: RecordType, rows: [Int])]

    /// `include=actors,places,event`: types that records of this type refer to, in one order, each once.
    package static func types(_ text: String, for type: RecordType) throws(QueryError) -> [RecordType] {
        let reachable = RecordType.allCases.filter { Self.reachable(from: type).contains($0) }
        guard !reachable.isEmpty else {
            throw QueryError(
                .notApplicable, parameter: "include", detail: "\(type.plural.capitalizedFirst) refer to no records.")
        }
        var types: Set<RecordType> = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard let included = RecordType(plural: name) ?? RecordType(rawValue: name), reachable.contains(included)
            else {
                let names = reachable.map(\.plural)
                let nearest = NearestNames.nearest(to: name, among: names, limit: 3)
                throw QueryError(
                    .unknownValue, parameter: "include",
                    detail: "\(type.plural.capitalizedFirst) refer to no \"\(name)\"; include takes "
                        + names.joined(separator: ", ") + ".",
                    suggestions: nearest.isEmpty ? names : nearest)
            }
            types.insert(included)
        }
        return types.sorted { $0.plural < $1.plural }
    }

    /// The types that the fields of a type refer to.
    package static func reachable(from type: RecordType) -> Set<RecordType> {
        Set(FieldTable.of(type).fields.flatMap(\.referredTypes))
    }
}

extension ServedField {
    fileprivate var referredTypes: [RecordType] { if case .reference(let types) = kind { types } else { [] } }
}

extension Dataset {
    /// The served records of some types that any reference of these rows leads to.
    package func included(_ types: [RecordType], from rows: [Int], of type: RecordType) -> IncludedRecords {
        var found: [RecordType: Set<Int>] = [:]
        for field in FieldTable.of(type).fields where !Set(types).isDisjoint(with: field.referredTypes) {
            let references = RowReferences(field, field.referredTypes, in: records)
            for row in rows {
                references.forEach(of: row) { type, row in
                    if types.contains(type), state(type, row) == .served { found[type, default: []].insert(row) }
                }
            }
        }
        return IncludedRecords(rows: types.map { ($0, inOrderOfID(found[$0] ?? [], $0)) })
    }

    private func inOrderOfID(_ rows: Set<Int>, _ type: RecordType) -> [Int] {
        func key(_ row: Int) -> (UInt32, Int) {
            let owner = type.isInner ? Int(records.parents[type.table][row]) : row
            return (indexes.symbolOrder.rank(records.columns[records.idColumn(type.ownerType)].narrow(owner)), row)
        }
        return rows.sorted { key($0) < key($1) }
    }
}

/// The records that a field of a row refers to.
private struct RowReferences {
    private let types: [RecordType]
    private let codes: FacetCodes

    init(_ field: ServedField, _ types: [RecordType], in records: Records) {
        self.types = types
        codes = FacetCodes(field, in: records)
    }

    func forEach(of row: Int, _ body: (RecordType, Int) -> Void) {
        var codes = codes
        let rows =
            codes.innerStarts.map { row + 1 < $0.count ? $0[row]..<$0[row + 1] : 0..<0 }
            ?? codes.path.end(from: UInt32(row)).asRange
        for holder in rows {
            for place in codes.places(of: holder) {
                let code = codes.code(at: place)
                guard code > 0 else { continue }
                if case .link(let firstTypeCount) = codes.reading, code > firstTypeCount, types.count > 1 {
                    body(types[1], code - 1 - Int(firstTypeCount))
                } else {
                    body(types[0], code - 1)
                }
            }
        }
    }
}

extension UInt32 {
    /// The row itself; nothing where there is none.
    fileprivate var asRange: Range<UInt32> { self == Records.none ? 0..<0 : self..<self + 1 }
}
