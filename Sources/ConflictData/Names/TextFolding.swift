/// Folds text so that spellings of one name become equal.
///
/// - Case and diacritics go: `Yekîtiya` = `yekitiya`, `İdlib` = `idlib`, `ß` = `ss`, `ø` = `o`, `ł` = `l`, `æ` = `ae`.
/// - Hyphens, dashes, spaces and all other punctuation between words become one space: `al‑Sham` = `al sham`.
/// - Apostrophes and the signs for ayn and hamza go without a gap: `Da'esh` = `Da’esh` = `Daesh`.
/// - Arabic: alefs, yas, has and hamza carriers are unified, vowel signs and tatweel dropped, digits become ASCII, and
///   a word's article is dropped (see `ArabicArticle`).
///
/// Folding is idempotent for everything but stacked articles, and text without letters or digits folds to nothing.
package enum TextFolding {
    /// The folded words of `text`, joined by one space: equal for two spellings of one name.
    package static func fold(_ text: String) -> String {
        var scanner = WordScanner()
        var folded: [UInt8] = []
        fold(text, with: &scanner, into: &folded)
        return String(decoding: folded, as: UTF8.self)
    }

    /// The same as UTF-8 in a buffer that is reused, for loops over many names.
    static func fold(_ text: String, with scanner: inout WordScanner, into folded: inout [UInt8]) {
        let bytes = text.utf8.span
        if foldASCII(bytes, into: &folded) { return }
        folded.removeAll(keepingCapacity: true)
        scanner.reset()
        while scanner.next(in: bytes) {
            if !folded.isEmpty { folded.append(UInt8(ascii: " ")) }
            folded.append(contentsOf: scanner.letters[scanner.articleBytes...])
        }
    }

    /// Folds text that is all ASCII, as ids are, without stopping at each word, which halves the time of
    /// a search through many ids. False for other text.
    private static func foldASCII(_ bytes: Span<UInt8>, into folded: inout [UInt8]) -> Bool {
        let table = ScalarFolding.table
        folded.removeAll(keepingCapacity: true)
        var followsGap = false
        for index in bytes.indices {
            guard bytes[index] < 0x80 else { return false }
            let folding = table[Int(bytes[index])]
            switch folding.role {
            case .letter:
                if followsGap, !folded.isEmpty { folded.append(UInt8(ascii: " ")) }
                followsGap = false
                folded.append(UInt8(truncatingIfNeeded: folding.letters))
            case .softGap, .hardGap: followsGap = true
            case .mark, .silent, .apostrophe: break
            }
        }
        return true
    }
}
