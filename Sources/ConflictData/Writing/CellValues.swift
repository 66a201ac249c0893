/// Where the values of a row's cells stand in its JSON: none, one, or those of a list in their order.
struct CellValues {
    private struct Cell {
        /// Of the values found; -1: none.
        var first: Int32 = -1
        var last: Int32 = -1
        var count: Int32 = 0
        /// Whether its key stands in a list of objects.
        var isInList = false
    }

    private struct Found {
        let value: Range<Int>
        var next: Int32 = -1
    }

    private var cells: [Cell]
    private var found: [Found] = []

    init(count: Int) { cells = Array(repeating: Cell(), count: count) }

    var indices: Range<Int> { 0..<cells.count }

    mutating func removeAll() {
        for cell in 0..<cells.count { cells[cell] = Cell() }
        found.removeAll(keepingCapacity: true)
    }

    /// An empty range stands for no value.
    mutating func append(_ value: Range<Int>, to cell: Int) {
        let place = Int32(found.count)
        found.append(Found(value: value))
        if cells[cell].first < 0 {
            cells[cell].first = place
        } else {
            found[Int(cells[cell].last)].next = place
        }
        cells[cell].last = place
        cells[cell].count += 1
    }

    mutating func markAsListed(_ cell: Int) { cells[cell].isInList = true }

    func isInList(_ cell: Int) -> Bool { cells[cell].isInList }

    func count(_ cell: Int) -> Int { Int(cells[cell].count) }

    func first(_ cell: Int) -> Range<Int>? {
        let place = cells[cell].first
        return place < 0 ? nil : found[Int(place)].value
    }

    func all(_ cell: Int) -> [Range<Int>] {
        var values: [Range<Int>] = []
        var place = cells[cell].first
        while place >= 0 {
            values.append(found[Int(place)].value)
            place = found[Int(place)].next
        }
        return values
    }
}
