/// A search as it is written: words, `"phrases"`, `-excluded`, `field:word` and `begin*`.
struct SearchSyntax: Sendable {
    /// One piece between spaces, or between quotation marks.
    struct Term: Sendable {
        var isExcluded = false
        var field: String?
        var isQuoted = false
        var isPrefix = false
        /// Folded, stop words included.
        var words: [[UInt8]] = []
    }

    /// Longer questions are texts of their own.
    static let maxBytes = 1_024
    static let maxWords = 32
    /// One letter begins too many words to mean anything.
    static let minPrefixLetters = 2

    private(set) var terms: [Term] = []
    /// The same for searches that differ in white space only.
    let canonical: String

    private static let quotes: Set<Unicode.Scalar> = ["\"", "“", "”", "„"]
    private static let operators = ["OR", "NOT"]

    init(_ text: String) throws(QueryError) {
        guard text.utf8.count <= Self.maxBytes else {
            throw Self.error("A search has at most \(Self.maxBytes) bytes; ask for the words that matter most.")
        }
        canonical = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var rest = Array(text.unicodeScalars)[...]
        while true {
            rest = rest.drop { $0.properties.isWhitespace }
            guard !rest.isEmpty else { break }
            let term = try Self.term(from: &rest)
            if !term.words.isEmpty { terms.append(term) }
        }
        guard !terms.isEmpty else {
            throw Self.error("A search needs a word: q=aleppo, q=\"car bombs\", q=headline:ceasefire -idlib.")
        }
        guard terms.reduce(0, { $0 + $1.words.count }) <= Self.maxWords else {
            throw Self.error("A search has at most \(Self.maxWords) words; ask for those that matter most.")
        }
        guard terms.contains(where: { !$0.isExcluded }) else {
            throw Self.error("A search that only excludes has nothing to look for; add a word without “-”.")
        }
        guard terms.contains(where: { !$0.isExcluded && ($0.isPrefix || !$0.words.allSatisfy(StopWords.contains)) })
        else {
            throw Self.error(
                "Words as common as these (“the”, “of”, “in”…) are not looked for; add a word that tells texts apart.")
        }
    }

    static func error(_ detail: String, suggestions: [String] = []) -> QueryError {
        QueryError(.illTyped, parameter: "q", detail: detail, suggestions: suggestions)
    }

    private static func term(from rest: inout ArraySlice<Unicode.Scalar>) throws(QueryError) -> Term {
        var term = Term()
        if rest.first == "-", let second = rest.dropFirst().first, !second.properties.isWhitespace {
            term.isExcluded = true
            rest.removeFirst()
        }
        let name = rest.prefix { $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || $0 == ".") }
        let after = rest.dropFirst(name.count)
        if !name.isEmpty, after.first == ":", let next = after.dropFirst().first, !next.properties.isWhitespace {
            term.field = String(String.UnicodeScalarView(name))
            rest = after.dropFirst()
        }
        if let first = rest.first, quotes.contains(first) {
            rest.removeFirst()
            let phrase = rest.prefix { !quotes.contains($0) }
            rest = rest.dropFirst(phrase.count)
            guard rest.popFirst() != nil else {
                throw error("A quotation mark is open; close it at the end of the phrase.")
            }
            term.isQuoted = true
            term.words = words(of: String(String.UnicodeScalarView(phrase)), keepingEndings: true)
            return term
        }
        let word = rest.prefix { !$0.properties.isWhitespace && !quotes.contains($0) }
        rest = rest.dropFirst(word.count)
        try read(word, into: &term)
        return term
    }

    private static func read(_ word: ArraySlice<Unicode.Scalar>, into term: inout Term) throws(QueryError) {
        let text = String(String.UnicodeScalarView(word))
        guard !operators.contains(text) else {
            throw error(
                text == "OR"
                    ? "There is no OR: every word must be there. Ask once for each, or write “\"or\"” for the word."
                    : "There is no NOT: write “-word” for texts without it.")
        }
        term.isPrefix = word.last == "*"
        guard !word.dropLast(term.isPrefix ? 1 : 0).contains("*") else {
            throw error("A “*” stands only at the end of a word: bomb* finds bombs and bombing.")
        }
        term.words = words(of: text, keepingEndings: term.isPrefix)
        guard term.isPrefix else { return }
        let letters = (term.words.last ?? []).count { $0 & 0xC0 != 0x80 }
        guard letters >= minPrefixLetters else {
            throw error("Write \(minPrefixLetters) letters or more before the “*”.")
        }
    }

    /// The folded words of a text, as they are found: without endings after an apostrophe unless these are kept.
    static func words(of text: String, keepingEndings: Bool = false) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var scanner = WordScanner()
        let bytes = text.utf8.span
        while scanner.next(in: bytes) {
            let range = keepingEndings ? scanner.term : scanner.stem ?? scanner.term
            words.append(Array(scanner.letters[range]))
        }
        return words
    }
}
