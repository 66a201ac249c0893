/// The words of all records, with where each stands: an inverted index.
///
/// Records are numbered as **documents** through all types, in the order of `SearchFields.all` and within a type as their
/// rows; each type begins at a multiple of 64, so that bitmaps of rows can be joined by words. Terms stand in the order
/// of their bytes, so that those with one beginning stand together. The postings of a term are cut into blocks of at most
/// `maxBlock` documents, whose last documents are known without reading them.
struct TextIndex: Sendable {
    /// The postings of some neighbouring terms.
    final class Part: Sendable {
        let firstTerm: Int
        let bytes: ByteBuffer
        /// Of each term: its first block, and one more entry for the end.
        let firstBlocks: [UInt32]
        /// Of each block: its last document, and where its bytes begin.
        let lastDocuments: [UInt32]
        let blockStarts: [UInt32]

        init(
            firstTerm: Int, bytes: ByteBuffer, firstBlocks: [UInt32], lastDocuments: [UInt32], blockStarts: [UInt32]
        ) {
            self.firstTerm = firstTerm
            self.bytes = bytes
            self.firstBlocks = firstBlocks
            self.lastDocuments = lastDocuments
            self.blockStarts = blockStarts
        }
    }

    static let maxBlock = 128
    /// A block begins with its count less one (a byte) and the length of its documents (two bytes).
    static let blockHeadBytes = 3

    /// Of each type in `SearchFields.all`: its first document, and one more entry for the end.
    let firstDocuments: [Int]
    let rowCounts: [Int]
    /// Indexed words of each document.
    let lengths: [UInt16]
    /// The letters of all terms in order, and where each ends.
    private let letters: [UInt8]
    private let ends: [UInt32]
    private let parts: [Part]

    init(
        firstDocuments: [Int], rowCounts: [Int], lengths: [UInt16], letters: [UInt8], ends: [UInt32], parts: [Part]
    ) {
        self.firstDocuments = firstDocuments
        self.rowCounts = rowCounts
        self.lengths = lengths
        self.letters = letters
        self.ends = ends
        self.parts = parts
    }

    var termCount: Int { ends.count }
    var documentCount: Int { lengths.count }

    /// The documents of a type, by its place in `SearchFields.all`.
    func documents(ofType place: Int) -> Range<Int> {
        firstDocuments[place]..<firstDocuments[place] + rowCounts[place]
    }

    /// All documents that `/v1/search` ranks.
    var ranked: Range<Int> { 0..<firstDocuments[SearchFields.ranked.count] }

    /// The place in `SearchFields.all` of a document's type.
    func type(of document: Int) -> Int { (firstDocuments.firstIndex { $0 > document } ?? 1) - 1 }

    /// Of each type that is ranked its stretch of some documents, which are in order.
    func stretches(_ documents: [UInt32]) -> [Range<Int>] {
        let ends = SearchFields.ranked.indices.map { type in
            documents.partitioningIndex { Int($0) >= firstDocuments[type + 1] }
        }
        return zip([0] + ends, ends).map { $0..<$1 }
    }

    // MARK: Terms

    private func compare(_ term: Int, _ word: [UInt8], prefix: Bool) -> Int {
        let start = term == 0 ? 0 : Int(ends[term - 1])
        let count = Int(ends[term]) - start
        for index in 0..<min(count, word.count) where letters[start + index] != word[index] {
            return letters[start + index] < word[index] ? -1 : 1
        }
        return count < word.count ? -1 : count > word.count && !prefix ? 1 : 0
    }

    private func firstTerm(where isPast: (Int) -> Bool) -> Int {
        var (low, high) = (0, termCount)
        while low < high {
            let middle = (low + high) / 2
            if isPast(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func term(_ word: [UInt8]) -> Int? {
        let found = firstTerm { compare($0, word, prefix: false) >= 0 }
        return found < termCount && compare(found, word, prefix: false) == 0 ? found : nil
    }

    /// The terms that begin with `letters`.
    func terms(beginningWith letters: [UInt8]) -> Range<Int> {
        let first = firstTerm { compare($0, letters, prefix: true) >= 0 }
        return first..<max(first, firstTerm { compare($0, letters, prefix: true) > 0 })
    }

    // MARK: Postings

    /// The postings of a term among some documents.
    func postings(of term: Int, in documents: Range<Int>) -> PostingCursor {
        var (low, high) = (0, parts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if parts[middle].firstTerm <= term { low = middle } else { high = middle }
        }
        let part = parts[low]
        let place = term - part.firstTerm
        return PostingCursor(
            part, blocks: Int(part.firstBlocks[place])..<Int(part.firstBlocks[place + 1]), documents: documents)
    }

    /// Not fewer than the documents of a term.
    func upperBound(of term: Int, in documents: Range<Int>) -> Int { postings(of: term, in: documents).upperBound }
}
