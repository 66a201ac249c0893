/// Where the parts of a count's `value` stand among the columns.
struct FigureColumns {
    let qualifier: Int
    let value: Int
    let min: Int
    let max: Int
    let best: Int
    let roundedTo: Int
    let text: Int

    /// Those of the only table that holds figures.
    static let ofCounts = FigureColumns(table: Schema.shared.table(named: "tallies.counts"))

    private init(table: Int) {
        func column(_ name: String) -> Int { Schema.shared.column(table, "value." + name) }
        qualifier = column("qualifier")
        value = column("value")
        min = column("min")
        max = column("max")
        best = column("best")
        roundedTo = column("rounded_to")
        text = column("text")
    }

    /// The figure as it was given in a row of a chunk.
    func figure(of row: Int, in chunk: DecodedChunk) -> CountValue {
        @inline(__always)
        func number(_ column: Int) -> Int64? {
            let number = chunk.columns[column].wide(row)
            return number == Column.noNumber ? nil : number
        }
        let word = chunk.columns[text].narrow(row)
        return CountValue(
            qualifier: Self.qualifier(chunk.columns[qualifier].narrow(row)),
            value: number(value),
            min: number(min),
            max: number(max),
            best: number(best),
            roundedTo: number(roundedTo),
            text: word == SymbolTable.none ? nil : chunk.symbols.string(word)
        )
    }

    private static let qualifiers: [SymbolTable.Symbol: CountValue.Qualifier] = Dictionary(
        uniqueKeysWithValues: CountValue.Qualifier.allCases.filter { $0 != .other }.map {
            (Terms.symbol($0.rawValue), $0)
        }
    )

    static func qualifier(_ symbol: SymbolTable.Symbol) -> CountValue.Qualifier { qualifiers[symbol] ?? .other }
}
