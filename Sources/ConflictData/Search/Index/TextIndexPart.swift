/// Writes the postings of some neighbouring terms out of those of the pieces.
struct TextIndexPart {
    private let bytes = ByteBuffer(capacity: 1 << 16)
    private var firstBlocks: [UInt32] = []
    private var lastDocuments: [UInt32] = []
    private var blockStarts: [UInt32] = []
    /// The block that is being filled.
    private let documents = ByteBuffer(capacity: 1 << 10)
    private let positions = ByteBuffer(capacity: 1 << 12)
    private var count = 0
    /// The last document of the term so far; -1: none.
    private var last = -1

    /// `firstDocuments`: of each piece.
    static func part(
        of terms: Range<Int>, _ table: TermTable, _ postings: [PostingStreams], firstDocuments: [Int]
    ) -> TextIndex.Part {
        var part = TextIndexPart()
        // Lent by those who keep them: a reference counted for each word would cost as much as the word.
        let lent = unsafe postings.map { unsafe Unmanaged.passUnretained($0) }
        var words = unsafe NextWords(lent, table.sources(of: terms))
        for term in terms {
            part.firstBlocks.append(UInt32(part.lastDocuments.count))
            part.last = -1
            for _ in table.sources(of: term) {
                let (word, piece) = words.take()
                unsafe lent[piece]._withUnsafeGuaranteedRef {
                    part.append($0, word, firstDocument: firstDocuments[piece])
                }
            }
            part.closeBlock()
        }
        part.firstBlocks.append(UInt32(part.lastDocuments.count))
        part.bytes.trim()
        return TextIndex.Part(
            firstTerm: terms.lowerBound, bytes: part.bytes, firstBlocks: part.firstBlocks,
            lastDocuments: part.lastDocuments, blockStarts: part.blockStarts)
    }

    /// Adds the documents of a word in a piece.
    private mutating func append(_ postings: PostingStreams, _ word: PostingStreams.Word, firstDocument: Int) {
        // By names of their own, so that they are counted once for all runs.
        let (documents, positions) = (documents, positions)
        postings.forEachRun(of: word) { run, isFirst in
            if count + Int(run.count) > TextIndex.maxBlock { closeBlock() }
            var known = 0
            if isFirst {
                // The first of a piece follows another document than it did there; those after it are as they were.
                var reader = unsafe PostingReader(postings.documents(run).baseAddress.unsafelyUnwrapped, at: 0)
                let code = reader.number()
                let gap = firstDocument - 1 + code >> 1 - last
                PostingCode.append(gap << 1 | code & 1, to: documents)
                known = reader.offset
            }
            unsafe documents.append(UnsafeBufferPointer(rebasing: postings.documents(run)[known...]))
            unsafe positions.append(postings.positions(run))
            count += Int(run.count)
            last = firstDocument + Int(run.last)
        }
    }

    private mutating func closeBlock() {
        guard count > 0 else { return }
        blockStarts.append(UInt32(bytes.count))
        lastDocuments.append(UInt32(last))
        bytes.append(UInt8(count - 1))
        bytes.append(UInt8(truncatingIfNeeded: documents.count))
        bytes.append(UInt8(documents.count >> 8))
        unsafe bytes.append(documents.bytes)
        unsafe bytes.append(positions.bytes)
        documents.truncate(to: 0)
        positions.truncate(to: 0)
        count = 0
    }
}

/// The words of some terms, piece after piece, looked up many at a time.
///
/// Each is at a far place of the memory. Looked up one after the other, and with nothing that waits for the one before,
/// they come many at once; looked up when they are needed, each would be waited for.
@safe
private struct NextWords {
    private static let batch = 128

    private let postings: [Unmanaged<PostingStreams>]
    private let sources: ArraySlice<TextIndexBuilder.Source>
    private var words: [(word: PostingStreams.Word, piece: Int)] = []
    private var next = 0
    /// How many have been looked up.
    private var known = 0
    /// What the looks gave; of no use.
    private var looks: UInt8 = 0

    init(_ postings: [Unmanaged<PostingStreams>], _ sources: ArraySlice<TextIndexBuilder.Source>) {
        unsafe self.postings = postings
        self.sources = sources
        words.reserveCapacity(Self.batch)
    }

    @inline(__always)
    mutating func take() -> (PostingStreams.Word, piece: Int) {
        if next == words.count { lookUp() }
        next += 1
        return words[next - 1]
    }

    @inline(never)
    private mutating func lookUp() {
        words.removeAll(keepingCapacity: true)
        next = 0
        let start = sources.startIndex + known
        for source in sources[start..<min(start + Self.batch, sources.endIndex)] {
            let word = unsafe postings[Int(source.piece)]._withUnsafeGuaranteedRef { $0.word(Int(source.word)) }
            words.append((word, Int(source.piece)))
        }
        known += words.count
        for (word, piece) in words { looks ^= unsafe postings[piece]._withUnsafeGuaranteedRef { $0.look(at: word) } }
    }
}
