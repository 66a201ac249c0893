import Testing

@testable import ConflictData

struct WordNumbersTests {
    @Test func `numbers words in the order they come and finds them again`() {
        var random = SeededRandom(seed: 3)
        var words = WordNumbers(capacity: 1)
        var expected: [[UInt8]: Int32] = [:]
        for _ in 0..<20_000 {
            // Few letters and long common beginnings, so that many words differ only at their end.
            let stem = Array("abcdefghijklmnopqrst".utf8.prefix(Int.random(in: 0...20, using: &random)))
            let word =
                stem
                + (0..<Int.random(in: 1...4, using: &random)).map { _ in
                    UInt8.random(in: 0x61...0x64, using: &random)
                }
            let known = expected[word]
            #expect(words.number(of: word.span) == known)
            let number = words.insert(word.span)
            #expect(number == known ?? Int32(expected.count))
            expected[word] = number
        }
        #expect(words.count == expected.count)
        for (word, number) in expected {
            #expect(Array(words.letters[words.range(of: Int(number))]) == word)
            let key = WordKey(word.span)
            guard key.isWhole else { continue }
            #expect(words.number(of: key) == number)
            #expect((0..<word.count).map(key.letter) == word)
        }
    }

    @Test func `begins empty in the memory of a table that is closed`() {
        var memory = WordNumbers.Memory()
        for round in 0..<3 {
            var words = WordNumbers(in: &memory)
            #expect(words.count == 0)
            for number in 0..<5_000 * round {
                let word = Array("\(round) \(number)".utf8)
                #expect(words.number(of: word.span) == nil)
                #expect(words.insert(word.span) == Int32(number))
            }
            words.close(into: &memory)
            #expect(words.count == 5_000 * round)
        }
    }
}
