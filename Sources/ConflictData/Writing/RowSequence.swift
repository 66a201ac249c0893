/// The rows of an answer in its order, taken one by one.
package struct RowSequence: Sendable, Sequence, IteratorProtocol {
    private enum Order: Sendable {
        /// Every row of a set, in the default order.
        case ascending(Bitmap, end: Int)
        case listed([Int])
    }

    private let order: Order
    /// The next row that may be in the set, or the next place in the list.
    private var position: Int

    /// Rows in any order.
    package init(_ rows: [Int]) {
        order = .listed(rows)
        position = 0
    }

    /// The rows of a set in the default order, from one of them on.
    package init(_ rows: Bitmap, from first: Int = 0) {
        order = .ascending(rows, end: rows.count)
        position = first
    }

    /// The rows of a set that are in a stretch, in the default order.
    init(_ rows: Bitmap, in stretch: Range<Int>) {
        order = .ascending(rows, end: stretch.upperBound)
        position = stretch.lowerBound
    }

    package mutating func next() -> Int? {
        switch order {
        case .listed(let rows):
            guard position < rows.count else { return nil }
            position += 1
            return rows[position - 1]
        case .ascending(let rows, let end):
            guard let row = rows.next(from: position), row < end else { return nil }
            position = row + 1
            return row
        }
    }
}
