/// All names as one tree of folded words: the way from the root to a node spells a name, its bearers hang on the node.
struct NameTrie: Sendable {
    /// One name of one record, and what its occurrence must look like.
    struct Bearer: Sendable {
        var name: MentionName
        /// For each word of the name the letters that must be capitals (see `WordScanner.capitals`); empty: none.
        var capitals: [UInt64]
        /// Whether the word must have the Arabic article.
        var needsArticle: Bool
        /// Bit `i` is set where the name itself has punctuation before word `i`, so that a text may have it too.
        var hardGaps: UInt64

        func demandsSame(as other: Bearer) -> Bool {
            capitals == other.capitals && needsArticle == other.needsArticle && hardGaps == other.hardGaps
        }
    }

    static let root: Int32 = 0
    /// Names of more words are not looked for: the gaps of a name are bits.
    static let maxWords = 64

    private(set) var words = WordNumbers()
    private var children: [UInt64: Int32] = [:]
    /// Children of the root by word number, -1 where there is none: most words of a text end here.
    private var firstWords: [Int32] = []
    private(set) var bearers: [[Bearer]] = [[]]
    /// Of each node the records that bear the name, each once, ordered by type and row; none where a text can name some
    /// of them and not others.
    private(set) var bearersAlike: [[(type: MentionType, row: Int)]] = []

    /// The node reached from `node` by a word, if any name goes on so.
    func child(of node: Int32, by word: Int32) -> Int32? {
        if node == Self.root {
            let child = firstWords[Int(word)]
            return child >= 0 ? child : nil
        }
        return children[Self.key(node, word)]
    }

    /// Whether any name begins with a word.
    func begins(with word: Int32) -> Bool { firstWords[Int(word)] >= 0 }

    /// Adds a name of `foldedWords`.
    mutating func insert(_ bearer: Bearer, words foldedWords: [[UInt8]]) {
        var node = Self.root
        for letters in foldedWords {
            let word = words.insert(letters.span)
            if words.count > firstWords.count { firstWords.append(-1) }
            node = child(of: node, by: word) ?? addChild(of: node, by: word)
        }
        bearers[Int(node)].append(bearer)
    }

    /// To be called when all names are in.
    mutating func close() { bearersAlike = bearers.map(Self.alike) }

    private static func alike(_ bearers: [Bearer]) -> [(type: MentionType, row: Int)] {
        guard bearers.allSatisfy({ $0.demandsSame(as: bearers[0]) }) else { return [] }
        return MentionType.allCases.flatMap { type in
            Set(bearers.lazy.map(\.name).filter { $0.type == type }.map(\.entry.row)).sorted().map { (type, $0) }
        }
    }

    private mutating func addChild(of node: Int32, by word: Int32) -> Int32 {
        let child = Int32(bearers.count)
        bearers.append([])
        if node == Self.root { firstWords[Int(word)] = child } else { children[Self.key(node, word)] = child }
        return child
    }

    private static func key(_ node: Int32, _ word: Int32) -> UInt64 { UInt64(node) << 32 | UInt64(word) }
}
