/// Bounded Damerau–Levenshtein distance to one fixed word: insertions, deletions, replacements, and swaps of two
/// neighbours, no letter being edited twice.
struct EditDistance {
    private let word: [UInt32]
    /// Three rows of the table: of the last candidate letter but one, the last, and this one.
    private var beforeLast: [Int]
    private var last: [Int]
    private var current: [Int]

    init(to word: [UInt32]) {
        self.word = word
        current = Array(repeating: 0, count: word.count + 1)
        last = current
        beforeLast = current
    }

    /// The distance to `candidate`; nil when it is more than `limit`.
    mutating func distance(to candidate: [UInt32], limit: Int) -> Int? {
        guard abs(candidate.count - word.count) <= limit else { return nil }
        for column in 0...word.count { last[column] = column }
        for row in 0..<candidate.count {
            guard fillRow(row, of: candidate, limit: limit) <= limit else { return nil }
            swap(&beforeLast, &last)
            swap(&last, &current)
        }
        return last[word.count] <= limit ? last[word.count] : nil
    }

    /// Computes the cells of one candidate letter that can still be within `limit`, and gives the smallest.
    private mutating func fillRow(_ row: Int, of candidate: [UInt32], limit: Int) -> Int {
        let letter = candidate[row]
        let first = max(0, row - limit)
        let end = min(word.count, row + limit + 1)
        current[first] = first == 0 ? row + 1 : limit + 1
        var smallest = current[first]
        for column in first..<end {
            var cost = min(last[column] + (word[column] == letter ? 0 : 1), last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, word[column] == candidate[row - 1], word[column - 1] == letter {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current[column + 1] = cost
            smallest = min(smallest, cost)
        }
        // The next row looks one cell further to the right.
        if end < word.count { current[end + 1] = limit + 1 }
        return smallest
    }
}
