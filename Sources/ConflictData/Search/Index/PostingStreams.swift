/// The postings of all words of a stretch of records, word after word, spelled as `PostingCode` says.
///
/// They are cut into runs of a few documents of one word, which go into the index as they are: only where a word's first
/// document stands depends on what is before it.
final class PostingStreams: Sendable {
    /// Successive documents of one word.
    struct Run: BitwiseCopyable {
        /// Where its documents and its positions end.
        let documentEnd: UInt32
        let positionEnd: UInt32
        /// Its last record.
        let last: UInt32
        /// How many documents it has.
        let count: UInt32
    }

    /// Small against `TextIndex.maxBlock`, since a run is not parted between two blocks.
    private static let maxRun = 16

    let documents = ByteBuffer(capacity: 1 << 16)
    let positions = ByteBuffer(capacity: 1 << 16)
    /// Word after word; gaps count from before the first record.
    private let runs: [Run]
    /// Of each word: where its runs end.
    private let runEnds: [UInt32]

    /// `places`: by word and in order, as `WordPlaces` has them; `bulk`: the field that holds most of the text.
    init(of places: Span<UInt64>, ends: [Int], bulk: Int) {
        var runs: [Run] = []
        var runEnds: [UInt32] = []
        runs.reserveCapacity(ends.count + places.count / Self.maxRun)
        runEnds.reserveCapacity(ends.count)
        documents.reserve(places.count * 2)
        positions.reserve(places.count * 3 / 2)
        var start = 0
        for end in ends {
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
                if count == Self.maxRun || start == end {
                    runs.append(
                        Run(
                            documentEnd: UInt32(documents.count), positionEnd: UInt32(positions.count),
                            last: UInt32(last), count: UInt32(count)))
                    count = 0
                }
            }
            runEnds.append(UInt32(runs.count))
        }
        documents.trim()
        positions.trim()
        (self.runs, self.runEnds) = (runs, runEnds)
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

    /// Lends the runs of a word, with where the documents and the positions of each begin.
    @inline(__always)
    func forEachRun(of word: Int, _ body: (_ document: Int, _ position: Int, _ run: Run) -> Void) {
        let places = (word == 0 ? 0 : Int(runEnds[word - 1]))..<Int(runEnds[word])
        guard !places.isEmpty else { return }
        var (document, position) = (0, 0)
        if places.lowerBound > 0 {
            (document, position) = (
                Int(runs[places.lowerBound - 1].documentEnd), Int(runs[places.lowerBound - 1].positionEnd)
            )
        }
        for place in places {
            body(document, position, runs[place])
            (document, position) = (Int(runs[place].documentEnd), Int(runs[place].positionEnd))
        }
    }
}
