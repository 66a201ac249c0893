/// A column while records are decoded; what its parts hold is said at `Column`.
struct GrowingColumn: ~Copyable {
    private(set) var narrow = PlainRun<UInt32>()
    private(set) var wide = PlainRun<Int64>()
    private(set) var starts = PlainRun<UInt32>()

    @inline(__always)
    mutating func set(narrow value: UInt32, row: Int) {
        while narrow.count < row { narrow.append(0) }
        if narrow.count == row { narrow.append(value) } else { narrow[row] = value }
    }

    @inline(__always)
    mutating func set(wide value: Int64, row: Int) {
        while wide.count < row { wide.append(Column.noNumber) }
        if wide.count == row { wide.append(value) } else { wide[row] = value }
    }

    /// Adds a value to the list of a row; rows come in order.
    mutating func append(listed value: UInt32, row: Int) {
        while starts.count <= row { starts.append(UInt32(narrow.count)) }
        narrow.append(value)
    }

    /// Drops the rows from `rows` on.
    mutating func truncate(to rows: Int) {
        if starts.isEmpty {
            narrow.truncate(to: rows)
        } else if starts.count > rows {
            narrow.truncate(to: Int(starts[rows]))
            starts.truncate(to: rows)
        }
        wide.truncate(to: rows)
    }

    @inline(__always)
    func narrow(_ row: Int) -> UInt32 { row < narrow.count ? narrow[row] : 0 }

    @inline(__always)
    func wide(_ row: Int) -> Int64 { row < wide.count ? wide[row] : Column.noNumber }

    /// Where the values of a row begin; behind the last value for rows that have none.
    func start(_ row: Int) -> UInt32 { row < starts.count ? starts[row] : UInt32(narrow.count) }
}
