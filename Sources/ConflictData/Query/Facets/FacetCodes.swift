/// Reads the values of a field as small numbers, its codes: 0 where there is none, another for each value that differs.
struct FacetCodes: Sendable {
    enum Reading: Sendable {
        /// The code is the symbol.
        case symbol
        /// 1 false, 2 true.
        case flag
        /// The code is the row that the reference points to, counted from 1; of the second type behind those of the
        /// first.
        case link(firstTypeCount: UInt32)
        /// The value is the id of the record itself, and the code its row, counted from 1.
        case row
        /// The code is the place of the number among those met so far, counted from 1.
        case number
    }

    let reading: Reading
    /// The steps to the record that holds the values.
    let path: RowPath
    /// Of rows inside the record: its first of each record.
    let innerStarts: [UInt32]?
    let isList: Bool
    private let values: Column
    private let links: [UInt32]
    private var numbers = NumberCodes()

    init(_ field: ServedField, in records: Records) {
        var hops: [ServedField.Hop] = []
        let column: Int
        switch field.source {
        case .own(let own): (column, innerStarts) = (own, nil)
        case .inner(let table, let inner): (column, innerStarts) = (inner, records.firstRows[table])
        case .via(let steps, let far): (hops, column, innerStarts) = (steps, far, nil)
        case .rowID, .wholeID: (column, innerStarts) = (DerivedColumns.whole, nil)
        }
        path = RowPath(hops, in: records)
        values = records.columns[column]
        links = records.links[column]
        isList = !values.starts.isEmpty
        reading =
            switch field.kind {
            case .reference(let types):
                types.first.flatMap(\.idColumn) == column
                    ? .row : .link(firstTypeCount: UInt32(types.first.map { records.rowCounts[$0.table] } ?? 0))
            case .flag: .flag
            case .integer, .number: .number
            default: .symbol
            }
    }

    /// The places of a row's values, to be given to `code`.
    func places(of row: UInt32) -> Range<Int> {
        guard row != Records.none else { return 0..<0 }
        return isList ? values.list(Int(row)) : Int(row)..<Int(row) + 1
    }

    /// The code of the value at a place.
    mutating func code(at place: Int) -> Int {
        switch reading {
        case .symbol, .flag: return Int(values.narrow(place))
        case .row: return place + 1
        case .link(let firstTypeCount):
            guard place < links.count, links[place] != Records.none else { return 0 }
            let isSecond = links[place] & Records.secondType != 0
            return Int(links[place] & ~Records.secondType) + (isSecond ? Int(firstTypeCount) : 0) + 1
        case .number: return numbers.code(of: values.wide(place))
        }
    }

    /// The code here of what has a code in the same field of another type.
    mutating func code(of code: Int, in other: FacetCodes) -> Int {
        guard case .number = reading else { return code }
        return numbers.code(of: other.number(of: code))
    }

    /// The number that a code stands for.
    func number(of code: Int) -> Int64 { numbers.values[code - 1] }
}

/// Gives numbers codes in the order in which they are met.
private struct NumberCodes: Sendable {
    /// Small numbers, of which most are, are found by themselves.
    private var small = [UInt32](repeating: 0, count: 1024)
    private var large: [Int64: UInt32] = [:]
    private(set) var values: [Int64] = []

    mutating func code(of number: Int64) -> Int {
        guard number != Column.noNumber else { return 0 }
        let isSmall = number >= 0 && number < Int64(small.count)
        if let known = isSmall ? small[Int(number)] : large[number], known != 0 { return Int(known) }
        values.append(number)
        if isSmall { small[Int(number)] = UInt32(values.count) } else { large[number] = UInt32(values.count) }
        return values.count
    }
}
