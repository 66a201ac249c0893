/// The place of every symbol in the order of the texts by Unicode scalar, so that texts compare as numbers.
///
/// Four bytes a symbol. Made by comparing eight bytes of the texts at a time: ids that begin alike, as most do, are
/// told apart in two or three steps, each of which reads a text once.
struct SymbolOrder: Sendable {
    private let ranks: [UInt32]

    init(of symbols: SymbolTable) {
        var ranks = [UInt32](repeating: 0, count: symbols.count)
        for (place, symbol) in SymbolSorting.sorted(symbols).enumerated() { ranks[Int(symbol)] = UInt32(place + 1) }
        self.ranks = ranks
    }

    /// From 1 on; 0 for the symbol of no text.
    func rank(_ symbol: SymbolTable.Symbol) -> UInt32 { Int(symbol) < ranks.count ? ranks[Int(symbol)] : 0 }
}

/// Sorts texts eight bytes at a time.
private enum SymbolSorting {
    struct Item {
        let symbol: SymbolTable.Symbol
        /// Eight bytes of the text as a number that compares as they do; zeros behind the end.
        var chunk: UInt64 = 0
    }

    private static let chunkBytes = 8

    /// All symbols but that of no text. Texts that begin alike are told apart on all cores.
    static func sorted(_ symbols: SymbolTable) -> [SymbolTable.Symbol] {
        var items = (1..<SymbolTable.Symbol(max(1, symbols.count))).map { Item(symbol: $0) }
        let groups = unsafe items.withUnsafeMutableBufferPointer { items in
            unsafe sortByChunk(&items, at: 0, symbols)
        }
        let alike = Parallel.map(groups) { [items] group in
            var alike = Array(items[group])
            unsafe alike.withUnsafeMutableBufferPointer { unsafe sort(&$0, at: chunkBytes, symbols) }
            return alike
        }
        for (group, sorted) in zip(groups, alike) { items.replaceSubrange(group, with: sorted) }
        return items.map(\.symbol)
    }

    /// Sorts texts that are the same up to `depth`.
    private static func sort(
        _ items: inout UnsafeMutableBufferPointer<Item>, at depth: Int, _ symbols: SymbolTable
    ) {
        // A text that ends here stands before those that go on, a shorter one before one that ends in zeros.
        let longer = unsafe items.partition { unsafe symbols.bytes($0.symbol).count > depth }
        unsafe items[..<longer].sort { unsafe symbols.bytes($0.symbol).count < symbols.bytes($1.symbol).count }
        var rest = unsafe UnsafeMutableBufferPointer(rebasing: items[longer...])
        for group in unsafe sortByChunk(&rest, at: depth, symbols) {
            var alike = unsafe UnsafeMutableBufferPointer(rebasing: rest[group])
            unsafe sort(&alike, at: depth + chunkBytes, symbols)
        }
    }

    /// Sorts by the eight bytes at `depth`, and says where several have the same.
    private static func sortByChunk(
        _ items: inout UnsafeMutableBufferPointer<Item>, at depth: Int, _ symbols: SymbolTable
    ) -> [Range<Int>] {
        for index in items.indices { unsafe items[index].chunk = chunk(of: items[index].symbol, at: depth, symbols) }
        unsafe items.sort { $0.chunk < $1.chunk }
        var groups: [Range<Int>] = []
        var start = 0
        for index in items.indices.dropFirst() where unsafe items[index].chunk != items[start].chunk {
            if index - start > 1 { groups.append(start..<index) }
            start = index
        }
        if items.count - start > 1 { groups.append(start..<items.count) }
        return groups
    }

    private static func chunk(of symbol: SymbolTable.Symbol, at depth: Int, _ symbols: SymbolTable) -> UInt64 {
        let bytes = unsafe symbols.bytes(symbol)
        var chunk: UInt64 = 0
        for index in depth..<depth + chunkBytes {
            chunk = unsafe chunk << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
        }
        return chunk
    }
}
