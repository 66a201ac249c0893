import Testing

@testable import ConflictData

/// The fast walk over a text against the plain one, which looks at every scalar.
struct TextWordsTests {
    /// A word as both tell it.
    private struct Word: Equatable {
        var letters: [UInt8]
        var start: Int
        var end: Int
        var followsHardGap: Bool
        var capitals: UInt64
    }

    private static func fast(_ text: [UInt8]) -> [Word] {
        unsafe text.withUnsafeBufferPointer { bytes in
            var words = TextWords()
            unsafe words.begin(bytes)
            var found: [Word] = []
            while words.next() {
                let letters = words.isPlain ? (0..<Int(words.key.count)).map(words.key.letter) : words.scanner.letters
                found.append(
                    Word(
                        letters: letters, start: words.start, end: words.end, followsHardGap: words.followsHardGap,
                        capitals: words.capitals))
            }
            return found
        }
    }

    private static func slow(_ text: [UInt8]) -> [Word] {
        var scanner = WordScanner()
        var found: [Word] = []
        while scanner.next(in: text.span) {
            found.append(
                Word(
                    letters: scanner.letters, start: scanner.start, end: scanner.end,
                    followsHardGap: scanner.followsHardGap, capitals: scanner.capitals))
        }
        return found
    }

    @Test(arguments: [
        "", " ", "a", "Aleppo", "eight888", "sixteen_bytes123", "abcdefghijklmnop", "abcdefghijklmnopq", "x (Y) z",
        "Assad's men; the `army` — 17 drones.", "de\u{301}ja\u{300} vu", "حلب Aleppo والجيش, Army", "«Front» – “HTS”",
        "a\u{200B}b \u{AD}c", "abcdefgh ijklmnop", "ABCDEFGH12345678 X", "'quoted' words''", "M23,U.S.A.", "🇸🇾HTS🇸🇾",
    ])
    func `walks these texts as the scanner does`(_ text: String) {
        #expect(Self.fast(Array(text.utf8)) == Self.slow(Array(text.utf8)))
    }

    @Test func `walks random bytes as the scanner does`() {
        var random = SeededRandom(seed: 5)
        let pieces: [[UInt8]] =
            ["a", "Z", "7", "front", "Qq", " ", " ", ", ", ". ", "'", "`", "-", "é", "ش", "\u{301}", "—", "\0"]
            .map { Array($0.utf8) } + [[0xFF], [0xD8], [0x7F], [0x80]]
        for _ in 0..<4_000 {
            let count = Int.random(in: 0...40, using: &random)
            let text = (0..<count).flatMap { _ in pieces[Int.random(in: pieces.indices, using: &random)] }
            #expect(Self.fast(text) == Self.slow(text), "\(text)")
        }
    }

    @Test func `agrees with the folding table on every ASCII byte`() {
        for byte in UInt8(0)..<0x80 {
            let folding = ScalarFolding.table[Int(byte)]
            #expect(PlainBytes.isGap(byte) == (folding.role == .softGap || folding.role == .hardGap), "\(byte)")
            for place in 0..<8 {
                // Letters all around it.
                let shift = UInt64(8 * place)
                let word = 0x6161_6161_6161_6161 & ~(0xFF << shift) | UInt64(byte) << shift
                #expect(PlainBytes.lettersAtHead(of: word) == (folding.role == .letter ? 8 : place), "\(byte)")
            }
            guard folding.role == .letter else { continue }
            #expect(UInt64(folding.letters) == UInt64(byte) | 0x20 && folding.count == 1, "\(byte)")
        }
        for byte in UInt8(0x80)...0xFF {
            #expect(!PlainBytes.isGap(byte))
            #expect(PlainBytes.lettersAtHead(of: 0x6161 | UInt64(byte) << 16) == 2)
        }
    }
}
