import Testing

@testable import ConflictData

struct EditDistanceTests {
    @Test(arguments: [
        ("limit", "limit", 0), ("limitt", "limit", 1), ("lmiit", "limit", 1), ("limi", "limit", 1), ("", "abc", 3),
        ("abc", "", 3), ("", "", 0), ("kitten", "sitting", 3), ("ca", "abc", 3), ("ab", "ba", 1), ("abcd", "badc", 2),
    ])
    func `counts insertions, deletions, replacements and swaps`(_ word: String, _ other: String, _ expected: Int) {
        for limit in 0...5 {
            var distance = EditDistance(to: scalars(word))
            #expect(distance.distance(to: scalars(other), limit: limit) == (expected <= limit ? expected : nil))
        }
    }

    @Test func `agrees with the full table on random words`() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<3_000 {
            let word = randomWord(using: &random)
            let others = (0..<4).map { _ in randomWord(using: &random) }
            let limit = Int.random(in: 0...6, using: &random)
            // One value for several candidates: what a row leaves behind must not reach the next.
            var distance = EditDistance(to: word)
            for other in others {
                let full = fullTableDistance(word, other)
                #expect(distance.distance(to: other, limit: limit) == (full <= limit ? full : nil), "\(word) \(other)")
            }
        }
    }

    private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    private func randomWord(using random: inout SeededRandom) -> [UInt32] {
        (0..<Int.random(in: 0...9, using: &random)).map { _ in UInt32.random(in: 1...3, using: &random) }
    }

    private func fullTableDistance(_ left: [UInt32], _ right: [UInt32]) -> Int {
        var table = Array(repeating: Array(repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in 0...left.count {
            for column in 0...right.count {
                guard row > 0, column > 0 else {
                    table[row][column] = row + column
                    continue
                }
                let replaced = table[row - 1][column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
                table[row][column] = min(replaced, table[row - 1][column] + 1, table[row][column - 1] + 1)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
                }
            }
        }
        return table[left.count][right.count]
    }
}
