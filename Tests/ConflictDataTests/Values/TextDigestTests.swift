import Testing

@testable import ConflictData

@Suite struct TextDigestTests {
    private static func digest(_ texts: String...) -> String {
        var digest = TextDigest()
        for text in texts { digest.add(Array(text.utf8)) }
        return digest.hexadecimal
    }

    @Test func `is the same for the same texts, and on any machine`() {
        #expect(Self.digest("a", "bc") == Self.digest("a", "bc"))
        let digest = Self.digest("Aleppo", "حلب", "The Aleppo offensive of November 2024")
        #expect(digest == "1265864aa5c59b3a8a593d14ac3427cb")
    }

    @Test func `differs with every byte, wherever it stands`() {
        var random = SeededRandom(seed: 1)
        var digests: Set<String> = []
        var texts = 0
        for length in 0...70 {
            let text = (0..<length).map { _ in UInt8.random(in: 0x20...0x7E, using: &random) }
            digests.insert(Self.digest(String(decoding: text, as: UTF8.self)))
            for index in text.indices {
                var other = text
                other[index] ^= 1
                digests.insert(Self.digest(String(decoding: other, as: UTF8.self)))
            }
            texts += 1 + length
        }
        #expect(digests.count == texts)
    }

    @Test(arguments: [
        (["ab", "c"], ["a", "bc"]), (["", "a"], ["a", ""]), (["a"], ["a", ""]), (["a", "b"], ["b", "a"]),
    ])
    func `tells where texts end, and their order`(_ one: [String], _ other: [String]) {
        func digest(_ texts: [String]) -> String {
            var digest = TextDigest()
            for text in texts { digest.add(Array(text.utf8)) }
            return digest.hexadecimal
        }
        #expect(digest(one) != digest(other))
    }

    @Test func `spreads over all bits`() {
        var counts = [Int](repeating: 0, count: 128)
        for number in 0..<1000 {
            var digest = TextDigest()
            digest.add(Array(String(number).utf8))
            let words = digest.words
            for bit in 0..<64 {
                counts[bit] += Int(words.0 >> UInt64(bit) & 1)
                counts[64 + bit] += Int(words.1 >> UInt64(bit) & 1)
            }
        }
        #expect(counts.allSatisfy { (400...600).contains($0) })
    }
}
