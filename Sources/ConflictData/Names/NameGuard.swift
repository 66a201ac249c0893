/// What a name must be, and what its occurrence in a text must look like, so that ordinary words are not taken
/// for names.
///
/// - Weak names and ids are not looked for, nor names with fewer than three letters and digits, or without a letter.
/// - An acronym (by its kind, or up to four letters, all capitals: `HTS`, `NSF`, `U.S.A.`) needs its capitals.
/// - A name of one word that begins with a capital (`Hope`, `Fatah`) needs that one.
/// - A name of one word with the Arabic article needs the article: `الباب` the town is not `باب`, a door.
enum NameGuard {
    /// Two letters are too often a word, a country code or the head of a line.
    static let minLetters = 3
    /// Longer names in capitals are taken as a habit of their source (`HAMAS`, `TALIBAN`), not as acronyms.
    static let maxAcronymLetters = 4

    /// The conditions of `name` and its folded words; nil when it is not to be looked for.
    static func bearer(of name: MentionName) -> (NameTrie.Bearer, words: [[UInt8]])? {
        guard name.entry.kind != .weak, name.entry.kind != .id else { return nil }
        var bearer = NameTrie.Bearer(name: name, capitals: [], needsArticle: false, hardGaps: 0)
        var words: [[UInt8]] = []
        var scanner = WordScanner()
        let bytes = name.entry.name.utf8.span
        while scanner.next(in: bytes) {
            guard words.count < NameTrie.maxWords else { return nil }
            if scanner.followsHardGap, !words.isEmpty { bearer.hardGaps |= 1 << UInt64(words.count) }
            bearer.needsArticle = scanner.articleBytes > 0
            bearer.capitals.append(scanner.capitals)
            words.append(Array(scanner.letters[scanner.articleBytes...]))
        }
        guard isTellable(words) else { return nil }
        bearer.needsArticle = bearer.needsArticle && words.count == 1
        bearer.capitals = neededCapitals(bearer.capitals, words: words, kind: name.entry.kind)
        return (bearer, words)
    }

    private static func isTellable(_ words: [[UInt8]]) -> Bool {
        let letters = words.joined()
        return letterCount(letters) >= minLetters && letters.contains { !isDigit($0) }
    }

    private static func neededCapitals(_ capitals: [UInt64], words: [[UInt8]], kind: NameKind) -> [UInt64] {
        let letters = words.joined()
        let capitalCount = capitals.reduce(0) { $0 + $1.nonzeroBitCount }
        let isShortAndCapital =
            letterCount(letters) <= maxAcronymLetters && capitalCount > 0
            && capitalCount == letters.count { !isDigit($0) }
        if kind == .acronym || isShortAndCapital { return capitalCount > 0 ? capitals : [] }
        return words.count == 1 && capitals[0] & 1 == 1 ? [1] : []
    }

    private static func letterCount(_ letters: some Sequence<UInt8>) -> Int { letters.count { $0 & 0xC0 != 0x80 } }

    private static func isDigit(_ letter: UInt8) -> Bool { (0x30...0x39).contains(letter) }
}
