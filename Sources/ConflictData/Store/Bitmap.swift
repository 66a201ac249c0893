/// A set of rows, a bit each.
package struct Bitmap: Sendable, Equatable {
    private(set) var words: [UInt64]
    let count: Int

    init(count: Int, filled: Bool = false) {
        self.count = count
        words = Array(repeating: filled ? .max : 0, count: (count + 63) / 64)
        if filled, count % 64 != 0 { words[words.count - 1] = 1 << UInt64(count % 64) - 1 }
    }

    func contains(_ row: Int) -> Bool { words[row / 64] & (1 << UInt64(row % 64)) != 0 }

    mutating func insert(_ row: Int) { words[row / 64] |= 1 << UInt64(row % 64) }

    mutating func remove(_ row: Int) { words[row / 64] &= ~(1 << UInt64(row % 64)) }

    mutating func formIntersection(_ other: Bitmap) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    mutating func formUnion(_ other: Bitmap) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    /// How many rows are in it.
    var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The first row in it that is not below `row`.
    func next(from row: Int) -> Int? {
        guard row < count else { return nil }
        var index = row / 64
        var word = words[index] & (.max << UInt64(row % 64))
        while word == 0 {
            index += 1
            guard index < words.count else { return nil }
            word = words[index]
        }
        return index * 64 + word.trailingZeroBitCount
    }

    /// The last row in it that is below `row`.
    func previous(before row: Int) -> Int? {
        guard row > 0 else { return nil }
        var index = (row - 1) / 64
        var word = words[index] & (.max >> UInt64(63 - (row - 1) % 64))
        while word == 0 {
            index -= 1
            guard index >= 0 else { return nil }
            word = words[index]
        }
        return index * 64 + 63 - word.leadingZeroBitCount
    }
}
