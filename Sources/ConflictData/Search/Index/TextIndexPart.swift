/// Writes the postings of some neighbouring terms out of those of the pieces.
struct TextIndexPart {
    private var bytes = ByteBuffer(capacity: 1 << 16)
    private var firstBlocks: [UInt32] = []
    private var lastDocuments: [UInt32] = []
    private var blockStarts: [UInt32] = []
    /// The block that is being filled.
    private var documents: [UInt8] = []
    private var positions: [UInt8] = []
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
                part.append(pieces[piece], word: Int(source.word), firstDocument: firstDocuments[piece])
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
    private mutating func append(_ piece: TextIndexPiece, word: Int, firstDocument: Int) {
        let documentStart = word == 0 ? 0 : piece.documentEnds[word - 1]
        let positionStart = word == 0 ? 0 : piece.positionEnds[word - 1]
        var document = firstDocument - 1
        unsafe piece.withStreams { documentBytes, positionBytes in
            var reader = unsafe PostingReader(documentBytes, at: documentStart)
            var places = unsafe PostingReader(positionBytes, at: positionStart)
            while reader.offset < piece.documentEnds[word] {
                let code = reader.number()
                document += code >> 1
                PostingCode.append((document - last) << 1 | code & 1, to: &documents)
                last = document
                let (descriptor, firstPlace) = (reader.offset, places.offset)
                let times = code & 1 == 0 ? 1 : reader.descriptor()
                reader.append(from: descriptor, to: &documents)
                for _ in 0..<times { places.passPosition() }
                places.append(from: firstPlace, to: &positions)
                count += 1
                if count == TextIndex.maxBlock { closeBlock() }
            }
        }
    }

    private mutating func closeBlock() {
        guard count > 0 else { return }
        blockStarts.append(UInt32(bytes.count))
        lastDocuments.append(UInt32(last))
        bytes.append(UInt8(count - 1))
        bytes.append(UInt8(truncatingIfNeeded: documents.count))
        bytes.append(UInt8(documents.count >> 8))
        bytes.append(documents)
        bytes.append(positions)
        documents.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        count = 0
    }
}

extension TextIndexPiece {
    /// The streams of documents and positions, to be read only.
    func withStreams(_ body: (UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Void) {
        unsafe documents.withUnsafeBufferPointer { documents in
            unsafe positions.withUnsafeBufferPointer { positions in
                guard let documents = documents.baseAddress, let positions = positions.baseAddress else { return }
                unsafe body(documents, positions)
            }
        }
    }
}
