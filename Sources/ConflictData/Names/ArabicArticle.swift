/// The Arabic article `ال` at the beginning of a folded word.
///
/// It is left out of folded words, so that `النصرة` and `نصرة` are one, when at least three letters remain:
/// `الله` and `الى` keep theirs. Since alefs are folded first, `ألمانيا` loses its first two letters as well; it
/// does so however it is spelled, and so stays equal to itself.
enum ArabicArticle {
    /// Alef and lam in UTF-8; every letter of the Arabic block takes two bytes.
    private static let bytes: [UInt8] = [0xD8, 0xA7, 0xD9, 0x84]
    static let bytesPerLetter = 2
    /// A shorter rest is no longer a word that could be told from others.
    static let minRemainingBytes = 3 * bytesPerLetter

    /// Bytes of the article in `letters` from `offset`: 4, or 0 where there is none.
    static func length(in letters: [UInt8], from offset: Int) -> Int {
        guard letters.count - offset >= bytes.count + minRemainingBytes, letters[offset] == bytes[0],
            letters[offset + 1] == bytes[1], letters[offset + 2] == bytes[2], letters[offset + 3] == bytes[3]
        else { return 0 }
        return bytes.count
    }
}
