/// Lists of rows behind one another: a list is a range of places, and needs no memory of its own.
struct RowLists: Sendable {
    typealias List = Range<Int>

    private var rows: [UInt32] = []

    init(capacity: Int) { rows.reserveCapacity(capacity) }

    /// Where the next row will stand.
    var end: Int { rows.count }

    mutating func append(_ row: Int) { rows.append(UInt32(row)) }

    mutating func add(_ list: some Sequence<Int>) -> List {
        let start = end
        for row in list { append(row) }
        return start..<end
    }

    /// The row at a place.
    subscript(_ place: Int) -> Int { Int(rows[place]) }

    func holds(_ row: Int, in list: List) -> Bool { list.contains { self[$0] == row } }
}
