import Testing

@testable import ConflictData

@Suite struct ColumnTests {
    @Test func `gives none for rows that were never set`() {
        var column = Column()
        #expect(column.narrow(5) == 0)
        #expect(column.wide(5) == Column.noNumber)
        #expect(column.list(5).isEmpty)
        column.set(narrow: 7, row: 3)
        column.set(wide: -1, row: 2)
        #expect((0..<6).map { column.narrow($0) } == [0, 0, 0, 7, 0, 0])
        #expect((0..<4).map { column.wide($0) } == [Column.noNumber, Column.noNumber, -1, Column.noNumber])
    }

    @Test func `replaces what was set before`() {
        var column = Column()
        column.set(narrow: 1, row: 0)
        column.set(narrow: 2, row: 0)
        #expect(column.narrow == [2])
    }

    private static func lists() -> Column {
        var column = Column()
        for (row, value) in [(1, 10), (1, 11), (4, 12), (5, 13)] { column.append(listed: UInt32(value), row: row) }
        return column
    }

    @Test func `keeps lists apart, empty ones too`() {
        let column = Self.lists()
        #expect(
            (0..<8).map { column.list($0).map { column.narrow[$0] } } == [[], [10, 11], [], [], [12], [13], [], []])
    }
}
