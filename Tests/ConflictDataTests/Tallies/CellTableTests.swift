import Testing

@testable import ConflictData

@Suite struct CellTableTests {
    /// Few possible keys have places of their own; of many only those that occur have one.
    @Test(arguments: [1 << 12, 1 << 16, 1 << 16 + 1, 1 << 40])
    func `finds cells by their keys`(_ span: Int) {
        var table = CellTable(span: span)
        var random = SeededRandom(seed: UInt64(span))
        var known: [UInt64: UInt32] = [:]
        for _ in 0..<20_000 {
            let key = UInt64.random(in: 0..<UInt64(span), using: &random) & ~0x1F
            let number = table.number(of: key)
            #expect(known[key] ?? number == number && (known[key] != nil || Int(number) == known.count))
            known[key] = number
            table.add(CountInterval(min: 1, max: nil, value: 2), tally: UInt32(known.count), to: number)
        }
        #expect(table.count == known.count)
        for cell in table.all { #expect(known[cell.key] != nil && cell.interval.min == Int64(cell.counts)) }
        var sum = CellTable(span: span)
        sum.merge(table.all)
        sum.merge(table.all)
        for (one, two) in zip(table.all, sum.all) {
            #expect(one.key == two.key && two.counts == 2 * one.counts && two.tallies == 2 * one.tallies)
        }
    }
}
