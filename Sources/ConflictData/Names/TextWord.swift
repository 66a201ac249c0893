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

    /// The word that `words` stands on; nil when it is a word of no name.
    init?(_ words: borrowing TextWords, names: borrowing NameTrie) {
        if words.isPlain {
            guard let number = names.words.number(of: words.key) else { return nil }
            self.init(plain: number, words)
        } else {
            self.init(spelled: words, names)
        }
    }

    /// A plain word whose number among the words of names is known.
    init(plain number: Int32, _ words: borrowing TextWords) {
        whole = number
        start = words.start
        end = words.end
        hasArticle = false
        followsHardGap = words.followsHardGap
        capitals = words.capitals
    }

    private init?(spelled words: borrowing TextWords, _ names: borrowing NameTrie) {
        let articleBytes = words.scanner.articleBytes
        let letters = words.scanner.letters.span
        whole = names.words.number(of: letters.extracting(articleBytes..<letters.count))
        start = words.start
        end = words.end
        hasArticle = articleBytes > 0
        followsHardGap = words.followsHardGap
        capitals = words.capitals
        findStem(words, names)
        findBare(words, names)
        if whole == nil, stem == nil, bare == nil { return nil }
    }

    private mutating func findStem(_ words: borrowing TextWords, _ names: borrowing NameTrie) {
        let stemCount = words.scanner.lettersBeforeEnding
        guard stemCount > 0 else { return }
        stem = names.words.number(of: words.scanner.letters.span.extracting(0..<stemCount))
        stemEnd = words.scanner.endBeforeApostrophe
    }

    /// Takes off as few particles as leave the first word of a name.
    private mutating func findBare(_ words: borrowing TextWords, _ names: borrowing NameTrie) {
        let letters = words.scanner.letters.span
        // All letters of the Arabic block begin with one of these bytes.
        guard letters.count > ArabicArticle.bytesPerLetter, (0xD8...0xDB).contains(letters[0]) else { return }
        for particles in ArabicParticles.found(in: words.scanner.letters) {
            let rest = particles.byteCount + particles.articleBytes
            guard let word = names.words.number(of: letters.extracting(rest..<letters.count)), names.begins(with: word)
            else { continue }
            bare = word
            bareHasArticle = particles.articleBytes > 0
            bareStart = words.start(ofLetter: particles.byteCount / ArabicArticle.bytesPerLetter)
            return
        }
    }

    /// Whether a name may begin with it.
    func mayBegin(_ names: borrowing NameTrie) -> Bool {
        bare != nil || whole.map { names.begins(with: $0) } ?? false || stem.map { names.begins(with: $0) } ?? false
    }
}
