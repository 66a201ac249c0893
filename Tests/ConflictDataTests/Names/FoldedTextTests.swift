import Testing

@testable import ConflictData

struct FoldedTextTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var words: [String]
        var originals: [String]
        var testDescription: String { text }

        init(_ text: String, _ words: [String], _ originals: [String]) {
            self.text = text
            self.words = words
            self.originals = originals
        }
    }

    @Test(arguments: [
        Row("", [], []),
        Row("  al-Sham.", ["al", "sham"], ["al", "Sham"]),
        Row("🇸🇾👩‍👩‍👧 Yeki\u{0302}tiya!", ["yekitiya"], ["Yeki\u{0302}tiya"]),
        Row("cafe\u{0301} é", ["cafe", "e"], ["cafe\u{0301}", "é"]),
        Row("‘Ayn’ Sanʿaʾ x", ["ayn", "sana", "x"], ["Ayn", "Sanʿaʾ", "x"]),
        Row("Da'esh's 'end'", ["daeshs", "end"], ["Da'esh's", "end"]),
        Row("في الشَّامِ، اليوم", ["في", "شام", "يوم"], ["في", "الشَّامِ", "اليوم"]),
        Row("Straße a\u{0301}\u{0302}\u{0303}", ["strasse", "a"], ["Straße", "a\u{0301}\u{0302}\u{0303}"]),
    ])
    func `gives each folded word its place in Unicode scalars`(_ row: Row) {
        let folded = FoldedText(row.text)
        let scalars = Array(row.text.unicodeScalars)
        #expect(folded.words.map(folded.string) == row.words)
        // Compared by scalar, since equal strings may differ in theirs.
        #expect(folded.words.map { Array(scalars[$0.range]) } == row.originals.map { Array($0.unicodeScalars) })
        #expect(folded.words.map(folded.string).joined(separator: " ") == TextFolding.fold(row.text))
    }

    @Test(arguments: [
        ([0x61, 0xFF, 0x62], [0..<1, 2..<3]),  // a byte that never occurs
        ([0x61, 0xC3], [0..<1]),  // cut in a scalar
        ([0xE0, 0x80, 0x61], [2..<3]),  // a scalar without its third byte
        ([0xED, 0xA0, 0x80, 0x61], [3..<4]),  // a surrogate
        ([0xF4, 0x90, 0x80, 0x80, 0x61], [4..<5]),  // above U+10FFFF
        ([0x80, 0x61], [1..<2]),
    ])
    func `reads bytes that are not UTF-8 as gaps`(_ bytes: [UInt8], _ ranges: [Range<Int>]) {
        #expect(FoldedText(utf8: bytes.span).words.map(\.range) == ranges)
    }
}
