/// A text as folded words, each with its place in the original; folded as `TextFolding` says.
package struct FoldedText: Sendable {
    /// One word.
    package struct Word: Hashable, Sendable {
        /// Where its letters are in `utf8`.
        package var letters: Range<Int>
        /// Where it stands in the original, in Unicode scalars, its article and combining marks included.
        package var range: Range<Int>
    }

    /// The folded letters of all words, one after another, as UTF-8.
    package private(set) var utf8: [UInt8] = []
    /// The words in the order of the text.
    package private(set) var words: [Word] = []

    /// Folds `text`.
    package init(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    /// Folds text that is already bytes; what is not UTF-8 in it parts words.
    package init(utf8 bytes: Span<UInt8>) {
        var scanner = WordScanner()
        while scanner.next(in: bytes) {
            let first = utf8.count
            utf8.append(contentsOf: scanner.letters[scanner.articleBytes...])
            words.append(Word(letters: first..<utf8.count, range: scanner.start..<scanner.end))
        }
    }

    /// The folded word as a string.
    package func string(of word: Word) -> String {
        String(decoding: utf8[word.letters], as: UTF8.self)
    }
}
