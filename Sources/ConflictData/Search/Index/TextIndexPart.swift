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
        of terms: Range<Int>, _ table: TermTable, _ pieces: [TextIndexPiece], firstDocuments: [Int]
    ) -> TextIndex.Part {
        var part = TextIndexPart()
        for term in terms {
            part.firstBlocks.append(UInt32(part.lastDocuments.count))
            part.last = -1
            for source in table.sources(of: term) {
                let piece = Int(source.piece)
                part.append(pieces[piece].postings, word: Int(source.word), firstDocument: firstDocuments[piece])
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
        let start = postings.starts(of: word)
        let end = postings.documentEnds[word]
        var document = firstDocument - 1
        var reader = unsafe PostingReader(postings.documents.base, at: start.document)
        var places = unsafe PostingReader(postings.positions.base, at: start.position)
        while reader.offset < end {
            // The first of a piece follows another document than it did there; those after it are as they were.
            var code = reader.number()
            document += code >> 1
            PostingCode.append((document - last) << 1 | code & 1, to: documents)
            let (firstDescriptor, firstPlace) = (reader.offset, places.offset)
            while true {
                places.passPositions(code & 1 == 0 ? 1 : reader.descriptor())
                count += 1
                if count == TextIndex.maxBlock || reader.offset == end { break }
                code = reader.number()
                document += code >> 1
            }
            last = document
            reader.append(from: firstDescriptor, to: documents)
            places.append(from: firstPlace, to: positions)
            if count == TextIndex.maxBlock { closeBlock() }
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
