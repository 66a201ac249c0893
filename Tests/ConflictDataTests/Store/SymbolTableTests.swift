import Testing

@testable import ConflictData

@Suite struct SymbolTableTests {
    @Test func `gives one symbol to one text`() {
        let table = SymbolTable(capacity: 1)
        let texts = (0..<5000).map { "text \($0) \(String(repeating: "é", count: $0 % 19))" }
        let symbols = texts.map(table.intern)
        #expect(Set(symbols).count == texts.count)
        #expect(texts.map(table.intern) == symbols)
        #expect(symbols.map(table.string) == texts)
        #expect(texts.map { table.find($0) } == symbols)
        #expect(table.count == texts.count + 1)
    }

    @Test(arguments: ["", "a", "ab", "1234567", "12345678", "123456789", "\0", "\0\0", "حلب"])
    func `tells texts of any length apart`(_ text: String) {
        let table = SymbolTable()
        let symbol = table.intern(text)
        #expect(symbol != SymbolTable.none)
        #expect(table.intern(text + "\0") != symbol)
        #expect(table.string(symbol) == text)
        #expect(table.find(text + "x") == nil)
    }

    @Test func `orders by Unicode scalar`() {
        let table = SymbolTable()
        let texts = ["", "-", "0", "10", "9", "A", "a", "aa", "b", "é", "ح", "\u{FFFD}", "\u{10000}"]
        let symbols = texts.shuffled().map(table.intern)
        #expect(symbols.sorted(by: table.isLess).map(table.string) == texts)
        for symbol in symbols { #expect(!table.isLess(symbol, symbol)) }
    }

    @Test func `takes over another table`() {
        let (a, b) = (SymbolTable(), SymbolTable())
        for text in ["one", "two"] { _ = a.intern(text) }
        let theirs = ["zero", "two", "three"].map(b.intern)
        let renamed = a.merge(b)
        #expect(renamed[0] == SymbolTable.none)
        #expect(theirs.map { a.string(renamed[Int($0)]) } == ["zero", "two", "three"])
        #expect(a.count == 5)
    }
}
