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
        for term in terms {
            part.firstBlocks.append(UInt32(part.lastDocuments.count))
            part.last = -1
            for source in table.sources(of: term) {
                let piece = Int(source.piece)
                part.append(postings[piece], word: Int(source.word), firstDocument: firstDocuments[piece])
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
    private mutating func append(_ postings: PostingStreams, word: Int, firstDocument: Int) {
        var isFirst = true
        postings.forEachRun(of: word) { document, position, run in
            if count + Int(run.count) > TextIndex.maxBlock { closeBlock() }
            var document = document
            if isFirst {
                // The first of a piece follows another document than it did there; those after it are as they were.
                var reader = unsafe PostingReader(postings.documents.base, at: document)
                let code = reader.number()
                let gap = firstDocument - 1 + code >> 1 - last
                PostingCode.append(gap << 1 | code & 1, to: documents)
                document = reader.offset
                isFirst = false
            }
            unsafe documents.append(postings.documents.slice(document, Int(run.documentEnd) - document))
            unsafe positions.append(postings.positions.slice(position, Int(run.positionEnd) - position))
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
