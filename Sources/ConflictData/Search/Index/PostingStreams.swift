/// The postings of all words of a stretch of records, word after word, spelled as `PostingCode` says.
///
/// They are cut into runs of a few documents of one word, which go into the index as they are: only where a word's first
/// document stands depends on what is before it. Pieces are joined term by term, which means that each term is looked for
/// at a far place of every piece, so what belongs to a word stands close together.
final class PostingStreams: Sendable {
    /// Successive documents of one word: their documents and then their positions in `bytes`.
    struct Run: BitwiseCopyable {
        let start: UInt32
        let end: UInt32
        /// Its last record.
        let last: UInt32
        /// How many documents it has, and how many bytes they take.
        let count: UInt16
        let documentBytes: UInt16
    }

    /// The first run of a word, empty when it stands nowhere, and where those that follow it stand among `others`.
    struct Word: BitwiseCopyable {
        fileprivate let first: Run
        fileprivate let others: UInt32
        fileprivate let othersEnd: UInt32
    }

    /// Small against `TextIndex.maxBlock`, since a run is not parted between two blocks; its documents take no more than
    /// some hundred bytes.
    private static let maxRun = 16

    private let bytes: ByteBuffer
    /// Of each word; gaps count from before the first record.
    private let words: [Word]
    private let others: [Run]

    /// `places`: by word and in order, as `WordPlaces` has them; `bulk`: the field that holds most of the text.
    init(of places: Span<UInt64>, ends: [Int], bulk: Int) {
        let (bytes, documents, positions) = (
            ByteBuffer(capacity: places.count * 3), ByteBuffer(capacity: 1 << 10), ByteBuffer(capacity: 1 << 12)
        )
        var words: [Word] = []
        var others: [Run] = []
        words.reserveCapacity(ends.count)
        var start = 0
        for end in ends {
            var first = Run(start: 0, end: 0, last: 0, count: 0, documentBytes: 0)
            let othersStart = UInt32(others.count)
            var last = -1
            var count = 0
            while start < end {
                let record = Self.record(places[start])
                var next = start + 1
                while next < end, Self.record(places[next]) == record { next += 1 }
                Self.append(places, start..<next, gap: record - last, bulk: bulk, documents, positions)
                last = record
                start = next
                count += 1
                guard count == Self.maxRun || start == end else { continue }
                let run = Self.endRun(last, count, documents, positions, in: bytes)
                if first.count == 0 { first = run } else { others.append(run) }
                count = 0
            }
            words.append(Word(first: first, others: othersStart, othersEnd: UInt32(others.count)))
        }
        bytes.trim()
        (self.bytes, self.words, self.others) = (bytes, words, others)
    }

    @inline(__always)
    private static func endRun(
        _ last: Int, _ count: Int, _ documents: ByteBuffer, _ positions: ByteBuffer, in bytes: ByteBuffer
    ) -> Run {
        let start = bytes.count
        unsafe bytes.append(documents.bytes)
        unsafe bytes.append(positions.bytes)
        let run = Run(
            start: UInt32(start), end: UInt32(bytes.count), last: UInt32(last), count: UInt16(count),
            documentBytes: UInt16(documents.count))
        documents.truncate(to: 0)
        positions.truncate(to: 0)
        return run
    }

    @inline(__always)
    private static func record(_ place: UInt64) -> Int { Int(place >> WordPlaces.recordShift) }

    @inline(__always)
    private static func field(_ place: UInt64) -> Int {
        Int(place >> WordPlaces.fieldShift) & (SearchFields.maxFields - 1)
    }

    @inline(__always)
    private static func position(_ place: UInt64) -> Int { Int(place & WordPlaces.positionMask) }

    /// Adds one document of a word: its places in one record.
    @inline(__always)
    private static func append(
        _ places: Span<UInt64>, _ range: Range<Int>, gap: Int, bulk: Int, _ documents: ByteBuffer,
        _ positions: ByteBuffer
    ) {
        if range.count == 1, field(places[range.lowerBound]) == bulk {
            PostingCode.append(gap << 1, to: documents)
            PostingCode.append(position: position(places[range.lowerBound]), to: positions)
        } else {
            appendDescribed(places, range, gap: gap, documents, positions)
        }
    }

    private static func appendDescribed(
        _ places: Span<UInt64>, _ range: Range<Int>, gap: Int, _ documents: ByteBuffer, _ positions: ByteBuffer
    ) {
        PostingCode.append(gap << 1 | 1, to: documents)
        var start = range.lowerBound
        while start < range.upperBound {
            let field = field(places[start])
            var last = 0
            var next = start
            while next < range.upperBound, self.field(places[next]) == field {
                let position = position(places[next])
                PostingCode.append(position: position - last, to: positions)
                last = position
                next += 1
            }
            PostingCode.append(field: field, times: next - start, isLast: next == range.upperBound, to: documents)
            start = next
        }
    }

    @inline(__always)
    func word(_ number: Int) -> Word { words[number] }

    /// The first byte of a word's documents, to have them at hand.
    @inline(__always)
    func look(at word: Word) -> UInt8 { word.first.count > 0 ? unsafe bytes.base[Int(word.first.start)] : 0 }

    /// Lends the runs of a word, the first as the first.
    @inline(__always)
    func forEachRun(of word: Word, _ body: (_ run: Run, _ isFirst: Bool) -> Void) {
        guard word.first.count > 0 else { return }
        body(word.first, true)
        for place in Int(word.others)..<Int(word.othersEnd) { body(others[place], false) }
    }

    /// The documents of a run, and its positions.
    @inline(__always)
    func documents(_ run: Run) -> UnsafeBufferPointer<UInt8> {
        unsafe bytes.slice(Int(run.start), Int(run.documentBytes))
    }

    @inline(__always)
    func positions(_ run: Run) -> UnsafeBufferPointer<UInt8> {
        let start = Int(run.start) + Int(run.documentBytes)
        return unsafe bytes.slice(start, Int(run.end) - start)
    }
}
