/// One column of a table: a value a row, or a list of values a row.
///
/// `narrow` holds symbols, flags (1 false, 2 true) and the mark that a text is there (1); 0 is "none".
/// `wide` holds integers, numbers (as bit patterns) and dates; `Int64.min` is "none". A date that is written in
/// another form than `PackedDate` writes has its text as a symbol in `narrow`. A column that no row fills is empty.
struct Column: Sendable {
    var narrow: [UInt32] = []
    var wide: [Int64] = []
    /// For lists: where the values of each row begin; one more entry than rows when complete.
    var starts: [UInt32] = []

    static let noNumber = Int64.min

    mutating func set(narrow value: UInt32, row: Int) {
        while narrow.count < row { narrow.append(0) }
        if narrow.count == row { narrow.append(value) } else { narrow[row] = value }
    }

    mutating func set(wide value: Int64, row: Int) {
        while wide.count < row { wide.append(Self.noNumber) }
        if wide.count == row { wide.append(value) } else { wide[row] = value }
    }

    mutating func clear(narrow row: Int) {
        if row < narrow.count { narrow[row] = 0 }
    }

    /// Adds a value to the list of a row; rows come in order.
    mutating func append(listed value: UInt32, row: Int) {
        while starts.count <= row { starts.append(UInt32(narrow.count)) }
        narrow.append(value)
    }

    func narrow(_ row: Int) -> UInt32 { row < narrow.count ? narrow[row] : 0 }

    func wide(_ row: Int) -> Int64 { row < wide.count ? wide[row] : Self.noNumber }

    /// The places of a row's values in `narrow`.
    func list(_ row: Int) -> Range<Int> {
        guard row < starts.count else { return narrow.count..<narrow.count }
        let end = row + 1 < starts.count ? Int(starts[row + 1]) : narrow.count
        return Int(starts[row])..<end
    }
}
