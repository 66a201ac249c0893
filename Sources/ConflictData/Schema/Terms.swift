/// The terms of all vocabularies, interned first and in one order, so that a term is checked by its bit.
enum Terms {
    private static let all: [String] = {
        var seen: Set<String> = []
        return Vocabulary.all.flatMap(\.terms).filter { seen.insert($0).inserted }
    }()

    private static let symbols: [String: SymbolTable.Symbol] = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($1, SymbolTable.Symbol($0 + 1)) }
    )

    static func intern(into table: SymbolTable) {
        for term in all { _ = table.intern(term) }
    }

    /// The symbol that every table gives to a term.
    static func symbol(_ term: String) -> SymbolTable.Symbol {
        guard let symbol = symbols[term] else { preconditionFailure("\(term) is in no vocabulary") }
        return symbol
    }

    /// The term of a symbol; nil where it is of no vocabulary.
    static func text(_ symbol: SymbolTable.Symbol) -> String? {
        let place = Int(symbol) - 1
        return all.indices.contains(place) ? all[place] : nil
    }

    /// A bit for the symbol of each term of a field's vocabulary; empty for other fields.
    static func bits(_ field: Field) -> [UInt64] {
        guard case .vocabulary(let vocabulary) = field.kind else { return [] }
        var bits = [UInt64](repeating: 0, count: all.count / 64 + 1)
        for term in vocabulary.terms {
            let symbol = symbol(term)
            bits[Int(symbol / 64)] |= 1 << UInt64(symbol % 64)
        }
        return bits
    }
}
