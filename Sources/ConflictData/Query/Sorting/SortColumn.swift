/// One thing that rows are ordered by, as a number a row: smaller numbers first, the greatest where there is no value.
struct SortColumn: Sendable {
    /// What a row holds, apart from direction, as cursors keep it.
    enum Value: Equatable, Sendable {
        case none
        case number(Int64)
        case text(SymbolTable.Symbol)
    }

    private enum Reading: Sendable {
        /// Texts and ids, by their place in the order of symbols.
        case symbol, flag, date, number, integer
    }

    /// The key of what has no value, whatever the direction.
    private static let last = Int64.max

    private let path: RowPath
    private let values: Column
    private let reading: Reading
    private let isDescending: Bool
    private let symbolOrder: SymbolOrder

    init(
        _ hops: [ServedField.Hop], _ column: Int, _ kind: Field.Kind, isDescending: Bool, in dataset: Dataset
    ) {
        path = RowPath(hops, in: dataset.records)
        values = dataset.records.columns[column]
        self.isDescending = isDescending
        symbolOrder = dataset.indexes.symbolOrder
        reading =
            switch kind {
            case .flag: .flag
            case .date: .date
            case .number: .number
            case .integer: .integer
            default: .symbol
            }
    }

    /// Whether its values are texts.
    var holdsTexts: Bool { if case .symbol = reading { true } else { false } }

    func value(of row: UInt32) -> Value {
        let end = path.end(from: row)
        guard end != Records.none else { return .none }
        switch reading {
        case .symbol:
            let symbol = values.narrow(Int(end))
            return symbol == SymbolTable.none ? .none : .text(symbol)
        case .flag:
            let flag = values.narrow(Int(end))
            return flag == 0 ? .none : .number(Int64(flag))
        case .date:
            let bits = values.wide(Int(end))
            return bits == PackedDate.none ? .none : .number(PackedDate(bits: bits).start)
        case .number:
            let bits = values.wide(Int(end))
            return bits == Column.noNumber ? .none : .number(bits.orderedAsDouble)
        case .integer:
            let number = values.wide(Int(end))
            return number == Column.noNumber ? .none : .number(number)
        }
    }

    func key(of row: UInt32) -> Int64 { key(of: value(of: row)) }

    func key(of value: Value) -> Int64 {
        switch value {
        case .none: Self.last
        case .number(let number): directed(number)
        case .text(let symbol): key(ofRank: symbolOrder.rank(symbol), isBetween: false)
        }
    }

    /// The key of a text by its rank, or of one that stands between that rank and the next.
    func key(ofRank rank: UInt32, isBetween: Bool) -> Int64 { directed(Int64(rank) * 2 + (isBetween ? 1 : 0)) }

    func rank(of symbol: SymbolTable.Symbol) -> UInt32 { symbolOrder.rank(symbol) }

    /// The keys of many rows.
    func read(_ rows: [UInt32], into keys: inout [Int64]) {
        keys.removeAll(keepingCapacity: true)
        var ends = rows
        path.follow(&ends)
        switch reading {
        case .symbol:
            for end in ends {
                let rank = symbolOrder.rank(values.narrow(Int(end)))
                keys.append(rank == 0 ? Self.last : directed(Int64(rank) * 2))
            }
        case .date:
            unsafe values.wide.withUnsafeBufferPointer { words in
                for end in ends {
                    let bits = unsafe Int(end) < words.count ? words[Int(end)] : PackedDate.none
                    keys.append(bits == PackedDate.none ? Self.last : directed(PackedDate(bits: bits).start))
                }
            }
        case .integer:
            unsafe values.wide.withUnsafeBufferPointer { words in
                for end in ends {
                    let number = unsafe Int(end) < words.count ? words[Int(end)] : Column.noNumber
                    keys.append(number == Column.noNumber ? Self.last : directed(number))
                }
            }
        case .number:
            for end in ends {
                let bits = values.wide(Int(end))
                keys.append(bits == Column.noNumber ? Self.last : directed(bits.orderedAsDouble))
            }
        case .flag:
            for end in ends {
                let flag = values.narrow(Int(end))
                keys.append(flag == 0 ? Self.last : directed(Int64(flag)))
            }
        }
    }

    /// No value is `Int64.min`, so neither direction reaches the key of those that have none.
    private func directed(_ number: Int64) -> Int64 { isDescending ? ~number : number &- 1 }
}

extension Int64 {
    /// The bits of a finite double as a number that compares as it does.
    var orderedAsDouble: Int64 { self >= 0 ? self : self ^ .max }
}
