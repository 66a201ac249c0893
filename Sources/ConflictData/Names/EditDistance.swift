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
        // What both begin and end with costs nothing and leaves a smaller table.
        var wordRest = word.indices
        var candidateRest = candidate.indices
        while let left = wordRest.first, let right = candidateRest.first, word[left] == candidate[right] {
            wordRest.removeFirst()
            candidateRest.removeFirst()
        }
        while let left = wordRest.last, let right = candidateRest.last, word[left] == candidate[right] {
            wordRest.removeLast()
            candidateRest.removeLast()
        }
        for column in 0...wordRest.count { last[column] = column }
        for row in 0..<candidateRest.count {
            guard fillRow(row, of: candidate, candidateRest, wordRest, limit: limit) <= limit else { return nil }
            swap(&beforeLast, &last)
            swap(&last, &current)
        }
        let distance = last[wordRest.count]
        return distance <= limit ? distance : nil
    }

    /// Computes the cells of one candidate letter that can still be within `limit`, and gives the smallest.
    private mutating func fillRow(
        _ row: Int, of candidate: [UInt32], _ candidateRest: Range<Int>, _ wordRest: Range<Int>, limit: Int
    ) -> Int {
        let letter = candidate[candidateRest.lowerBound + row]
        let letterBefore = row > 0 ? candidate[candidateRest.lowerBound + row - 1] : nil
        let first = max(0, row - limit)
        let end = min(wordRest.count, row + limit + 1)
        current[first] = first == 0 ? row + 1 : limit + 1
        var smallest = current[first]
        for column in first..<end {
            let wordLetter = word[wordRest.lowerBound + column]
            var cost = min(last[column] + (wordLetter == letter ? 0 : 1), last[column + 1] + 1, current[column] + 1)
            if column > 0, wordLetter == letterBefore, word[wordRest.lowerBound + column - 1] == letter {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current[column + 1] = cost
            smallest = min(smallest, cost)
        }
        // The next row looks one cell further to the right.
        if end < wordRest.count { current[end + 1] = limit + 1 }
        return smallest
    }
}
