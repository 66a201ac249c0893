/// Walks the documents of one term in order, without reading the blocks that it can pass over.
@safe
struct PostingCursor {
    private let part: TextIndex.Part
    private let base: UnsafePointer<UInt8>
    /// The first document that is not wanted any more.
    private let endDocument: UInt32
    private let blocks: Range<Int>
    private var block: Int
    /// Documents of the block that are not read yet.
    private var left = 0
    private var offset = 0
    /// Where the descriptor of the document stands; 0: the word stands once, in the field that holds most text.
    private var descriptor = 0
    /// The first position that is not passed yet, and how many stand between it and those of the document.
    private var positionOffset = 0
    private var positionsToPass = 0

    /// The document it stands at; `PostingCursor.end` after the last.
    private(set) var document: UInt32
    /// How often the word stands in it.
    private(set) var count = 0

    static let end = UInt32.max

    init(_ part: TextIndex.Part, blocks: Range<Int>, documents: Range<Int>) {
        self.part = part
        unsafe base = UnsafePointer(part.bytes.base)
        self.blocks = blocks
        endDocument = UInt32(documents.upperBound)
        block = blocks.lowerBound - 1
        document = UInt32(truncatingIfNeeded: -1)
        seek(UInt32(documents.lowerBound), isFirst: true)
    }

    var isAtEnd: Bool { document == Self.end }

    /// Not fewer than the documents that are still to come.
    var upperBound: Int {
        guard !isAtEnd else { return 0 }
        let last = firstBlock(reaching: endDocument)
        return left + 1 + max(0, min(last, blocks.upperBound - 1) - block) * TextIndex.maxBlock
    }

    @inline(__always)
    private func byte(_ index: Int) -> UInt8 { unsafe base[index] }

    /// Moves to the next document.
    @inline(__always)
    mutating func next() {
        if left == 0 {
            guard open(block + 1) else { return finish() }
        }
        read()
        if document >= endDocument { finish() }
    }

    /// Moves to the first document that is not before `target`, unless it stands there or beyond.
    mutating func seek(_ target: UInt32) {
        if isAtEnd || document >= target { return }
        seek(target, isFirst: false)
    }

    private mutating func seek(_ target: UInt32, isFirst: Bool) {
        if isFirst || part.lastDocuments[block] < target {
            guard open(firstBlock(reaching: target)) else { return finish() }
            read()
        }
        while document < target {
            if left == 0 {
                guard open(block + 1) else { return finish() }
            }
            read()
        }
        if document >= endDocument { finish() }
    }

    /// The first block whose last document is not before `target`.
    private func firstBlock(reaching target: UInt32) -> Int {
        var (low, high) = (max(block, blocks.lowerBound), blocks.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if part.lastDocuments[middle] >= target { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private mutating func finish() {
        document = Self.end
        left = 0
        block = blocks.upperBound
    }

    /// Stands before the first document of a block; false after the last.
    private mutating func open(_ next: Int) -> Bool {
        guard next < blocks.upperBound else { return false }
        block = next
        let start = Int(part.blockStarts[next])
        left = Int(byte(start)) + 1
        offset = start + TextIndex.blockHeadBytes
        positionOffset = offset + Int(byte(start + 1)) + Int(byte(start + 2)) << 8
        positionsToPass = 0
        count = 0
        document = next == blocks.lowerBound ? UInt32.max : part.lastDocuments[next - 1]
        return true
    }

    @inline(__always)
    private mutating func read() {
        left -= 1
        positionsToPass += count
        var reader = unsafe PostingReader(base, at: offset)
        let code = reader.number()
        document = document &+ UInt32(truncatingIfNeeded: code >> 1)
        descriptor = 0
        count = 1
        if code & 1 != 0 {
            descriptor = reader.offset
            count = reader.descriptor()
        }
        offset = reader.offset
    }

    /// How much the word counts in the document: 0 when it stands only in fields that are not asked.
    @inline(__always)
    func weight(_ weights: FieldWeights) -> Float {
        guard descriptor != 0 else { return weights.bulkWeight }
        var reader = unsafe PostingReader(base, at: descriptor)
        var weight: Float = 0
        var hasMore = true
        while hasMore {
            let field = reader.field()
            weight += weights.values[field.place] * Float(field.times)
            hasMore = field.hasMore
        }
        return weight
    }

    /// Adds where the word stands in the fields that are asked, each place as field (3 bits) and position (29).
    mutating func appendPlaces(_ weights: FieldWeights, to places: inout [UInt32]) {
        var positions = unsafe PostingReader(base, at: positionOffset)
        for _ in 0..<positionsToPass { positions.passPosition() }
        // What is read now is passed when the cursor moves on.
        positionsToPass = -count
        var reader = unsafe PostingReader(base, at: descriptor)
        var hasMore = true
        while hasMore {
            let field = descriptor == 0 ? (place: weights.bulk, times: 1, hasMore: false) : reader.field()
            var position = 0
            for _ in 0..<field.times {
                position += positions.position()
                if weights.values[field.place] > 0 { places.append(UInt32(field.place) << 29 | UInt32(position)) }
            }
            hasMore = field.hasMore
        }
        positionOffset = positions.offset
    }
}
