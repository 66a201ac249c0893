import Testing

@testable import ConflictData

@Suite struct GrowingColumnTests {
    /// Rows with what was set in each, the plain way.
    private struct Naive {
        var narrow: [Int: UInt32] = [:]
        var wide: [Int: Int64] = [:]
        var lists: [Int: [UInt32]] = [:]
    }

    @Test(arguments: 0..<20)
    func `holds what was set, through gaps, replacements and cuts`(_ seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var column = GrowingColumn()
        var (naive, row) = (Naive(), 0)
        for _ in 0..<2000 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0:
                row = Int.random(in: 0...row, using: &random)
                column.truncate(to: row)
                naive.narrow = naive.narrow.filter { $0.key < row }
                naive.wide = naive.wide.filter { $0.key < row }
            case 1...6: row += Int.random(in: 1...3, using: &random)
            case 7...12:
                let value = UInt32.random(in: 1...9, using: &random)
                column.set(narrow: value, row: row)
                naive.narrow[row] = value
            default:
                let value = Int64.random(in: -9...9, using: &random)
                column.set(wide: value, row: row)
                naive.wide[row] = value
            }
        }
        for row in 0...row + 3 {
            let (narrow, wide) = (column.narrow(row), column.wide(row))
            #expect(narrow == naive.narrow[row] ?? 0)
            #expect(wide == naive.wide[row] ?? Column.noNumber)
        }
    }

    @Test(arguments: 0..<20)
    func `keeps lists apart, and goes on where it was cut`(_ seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var column = GrowingColumn()
        var (naive, row) = (Naive(), 0)
        for _ in 0..<1000 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0:
                row = Int.random(in: 0...row, using: &random)
                column.truncate(to: row)
                naive.lists = naive.lists.filter { $0.key < row }
            case 1...8: row += Int.random(in: 1...3, using: &random)
            default:
                let value = UInt32.random(in: 1...9, using: &random)
                column.append(listed: value, row: row)
                naive.lists[row, default: []].append(value)
            }
        }
        for row in 0...row + 3 {
            let values = (column.start(row)..<column.start(row + 1)).map { column.narrow[Int($0)] }
            #expect(values == naive.lists[row] ?? [])
        }
    }
}
