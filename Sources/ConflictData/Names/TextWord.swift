/// A word of a text as the name finder sees it: which words of names it can be.
struct TextWord {
    /// The word as it stands, without the Arabic article.
    var whole: Int32?
    /// What stands before an apostrophe and an ending: `Assad's`, `Suriye'nin`.
    var stem: Int32?
    /// What is left without Arabic particles written in one with the word: `والجيش` holds `الجيش`.
    var bare: Int32?

    var start: Int
    var end: Int
    var stemEnd = 0
    var bareStart = 0
    var hasArticle: Bool
    var bareHasArticle = false
    var followsHardGap: Bool
    var capitals: UInt64

    /// The word that `scanner` stands on; nil when it is a word of no name. Both are lent: taking them over would count
    /// references, once a word, that all cores share.
    init?(_ scanner: borrowing WordScanner, in bytes: Span<UInt8>, names: borrowing NameTrie) {
        let count = scanner.letters.count
        let articleBytes = scanner.articleBytes
        whole = names.words.number(of: scanner.letters, in: articleBytes..<count)
        start = scanner.start
        end = scanner.end
        hasArticle = articleBytes > 0
        followsHardGap = scanner.followsHardGap
        capitals = scanner.capitals
        findStem(scanner, names: names)
        findBare(scanner, in: bytes, names: names)
        if whole == nil, stem == nil, bare == nil { return nil }
    }

    private mutating func findStem(_ scanner: borrowing WordScanner, names: borrowing NameTrie) {
        let stemCount = scanner.lettersBeforeEnding
        guard stemCount > 0 else { return }
        stem = names.words.number(of: scanner.letters, in: 0..<stemCount)
        stemEnd = scanner.endBeforeApostrophe
    }

    /// Takes off as few particles as leave the first word of a name.
    private mutating func findBare(
        _ scanner: borrowing WordScanner, in bytes: Span<UInt8>, names: borrowing NameTrie
    ) {
        for particles in ArabicParticles.found(in: scanner.letters) {
            let rest = particles.byteCount + particles.articleBytes
            guard let word = names.words.number(of: scanner.letters, in: rest..<scanner.letters.count),
                names.child(of: NameTrie.root, by: word) != nil
            else { continue }
            bare = word
            bareHasArticle = particles.articleBytes > 0
            bareStart = scanner.start(ofLetter: particles.byteCount / ArabicArticle.bytesPerLetter, in: bytes)
            return
        }
    }
}
