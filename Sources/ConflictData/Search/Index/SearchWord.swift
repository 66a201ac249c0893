/// The words of a text as they are indexed and looked for; folded as `TextFolding` says.
extension WordScanner {
    /// Longer words are told apart by so many bytes only: nobody types more of one.
    static let maxTermBytes = 64

    /// The letters by which the word is found, without its Arabic article.
    var term: Range<Int> { articleBytes..<min(letters.count, articleBytes + Self.maxTermBytes) }

    /// The letters by which it is found too, when an ending is joined to it: `assad` of `Assad's`.
    var stem: Range<Int>? {
        let count = lettersBeforeEnding
        guard count > articleBytes else { return nil }
        return articleBytes..<min(count, articleBytes + Self.maxTermBytes)
    }
}

/// The spellings of a word behind the particles that Arabic writes in one with it (see `ArabicParticles`).
enum JoinedParticles {
    private static let particles: [[UInt8]] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"]
        .map { Array($0.utf8) }
    private static let article = Array("ال".utf8)
    private static let lam = Array("ل".utf8)

    /// Of a folded word in Arabic letters: the folded words that hold it behind particles.
    static func spellings(of word: [UInt8]) -> [[UInt8]] {
        // All letters of the Arabic block begin with one of these bytes.
        guard let first = word.first, (0xD8...0xDB).contains(first), word.count >= ArabicArticle.minRemainingBytes
        else {
            return []
        }
        return particles.flatMap { particle -> [[UInt8]] in
            // After the preposition lam the article is written as a second lam.
            let joined = particle.suffix(2) == lam[...] ? lam : article
            return [particle + word, particle + joined + word]
        }
    }
}
