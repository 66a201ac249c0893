/// What a sum reads of tallies and counts, lent as plain pointers while a part of it is worked out.
struct LentRows {
    /// The order of tallies, and where lines and groups begin in it.
    let order: LentNumbers
    let lineStarts: LentNumbers
    let clusterStarts: LentNumbers
    /// Of counts.
    let tallies: LentNumbers
    let categories: LentNumbers
    /// Of tallies: their first count, and one more for the end.
    let firstRows: LentNumbers
    private let min: ColumnView
    private let max: ColumnView
    private let value: ColumnView
    /// Of tallies.
    let lines: LentNumbers
    let starts: LentNumbers
    let ends: LentNumbers
    let tallyKeys: LentNumbers
    /// Of categories.
    private let categoryKeys: LentNumbers
    private let categorySpan: UInt64

    static func lend<Result>(_ sum: GuardedSum, _ body: (LentRows) -> Result) -> Result {
        let (index, keys) = (sum.index, sum.keys)
        let figures = FigureColumns.ofCounts
        return LentNumbers.lend([
            index.order.tallies, index.order.lineStarts, index.order.clusterStarts,
            sum.records.parents[CountParts.table], index.categories.numbers, index.lines, index.periods.starts,
            index.periods.ends, keys.tallyKeys, keys.categoryKeys,
            sum.records.firstRows[CountParts.table],
        ]) { numbers in
            ColumnLoan.with([figures.min, figures.max, figures.value].map { sum.records.columns[$0] }) { columns in
                body(LentRows(numbers, columns, categorySpan: UInt64(keys.categorySpan)))
            }
        }
    }

    private init(_ numbers: [LentNumbers], _ columns: [ColumnView], categorySpan: UInt64) {
        (order, lineStarts, clusterStarts) = (numbers[0], numbers[1], numbers[2])
        (tallies, categories, lines) = (numbers[3], numbers[4], numbers[5])
        (starts, ends, tallyKeys, categoryKeys) = (numbers[6], numbers[7], numbers[8], numbers[9])
        firstRows = numbers[10]
        (min, max, value) = (columns[0], columns[1], columns[2])
        self.categorySpan = categorySpan
    }

    @inline(__always)
    func key(tally: UInt32, category: UInt32) -> UInt64 {
        UInt64(tallyKeys[tally]) * categorySpan + UInt64(categoryKeys[category])
    }

    @inline(__always)
    func figure(_ row: UInt32) -> CountInterval {
        CountInterval(min: known(min, row), max: known(max, row), value: known(value, row))
    }

    @inline(__always)
    private func known(_ column: ColumnView, _ row: UInt32) -> Int64? {
        let number = column.wide(Int(row))
        return number == Column.noNumber ? nil : number
    }
}
