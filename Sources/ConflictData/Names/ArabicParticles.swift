/// The one-letter words that Arabic writes in one with the next: `و` and `ف` (and, so), then `ب`, `ل`, `ك`
/// (in, for, like).
struct ArabicParticles {
    /// Bytes of the particles at the head of the word.
    let byteCount: Int
    /// Bytes of the article that follows them: `ال`, or after the preposition lam only the `ل` of it (`للجيش`).
    let articleBytes: Int

    /// Two letters of a folded word as one number.
    private static let waw: UInt16 = 0xD988
    private static let fa: UInt16 = 0xD981
    private static let ba: UInt16 = 0xD8A8
    private static let lam: UInt16 = 0xD984
    private static let kaf: UInt16 = 0xD983

    /// The ways to read the head of a folded word as particles that leave three letters or more, shortest first.
    static func found(in letters: [UInt8]) -> [ArabicParticles] {
        let first = letter(in: letters, at: 0)
        if first == waw || first == fa {
            let both = letter(in: letters, at: 2).flatMap { isPreposition($0) ? reading(letters, byteCount: 4) : nil }
            return [reading(letters, byteCount: 2), both].compactMap(\.self)
        }
        return first.flatMap { isPreposition($0) ? reading(letters, byteCount: 2).map { [$0] } : nil } ?? []
    }

    private static func reading(_ letters: [UInt8], byteCount: Int) -> ArabicParticles? {
        var articleBytes = ArabicArticle.length(in: letters, from: byteCount)
        let preposition = letter(in: letters, at: byteCount - ArabicArticle.bytesPerLetter)
        if articleBytes == 0, preposition == lam, letter(in: letters, at: byteCount) == lam {
            articleBytes = ArabicArticle.bytesPerLetter
        }
        guard letters.count - byteCount - articleBytes >= ArabicArticle.minRemainingBytes else { return nil }
        return ArabicParticles(byteCount: byteCount, articleBytes: articleBytes)
    }

    private static func isPreposition(_ letter: UInt16) -> Bool { letter == ba || letter == lam || letter == kaf }

    private static func letter(in letters: [UInt8], at offset: Int) -> UInt16? {
        letters.count >= offset + 2 ? UInt16(letters[offset]) << 8 | UInt16(letters[offset + 1]) : nil
    }
}
