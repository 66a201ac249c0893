/// The postings of all words of a stretch of records, word after word, spelled as `PostingCode` says.
struct PostingStreams: Sendable {
    let documents = ByteBuffer(capacity: 1 << 16)
    let positions = ByteBuffer(capacity: 1 << 16)
    /// Of each word: where its documents and its positions end. Gaps count from before the first record.
    private(set) var documentEnds: [Int] = []
    private(set) var positionEnds: [Int] = []

    /// `places`: by word and in order, as `WordPlaces` has them; `bulk`: the field that holds most of the text.
    init(of places: Span<UInt64>, ends: [Int], bulk: Int) {
        documentEnds.reserveCapacity(ends.count)
        positionEnds.reserveCapacity(ends.count)
        documents.reserve(places.count * 2)
        positions.reserve(places.count * 3 / 2)
        var start = 0
        for end in ends {
            var last = -1
            while start < end {
                let record = Self.record(places[start])
                var next = start + 1
                while next < end, Self.record(places[next]) == record { next += 1 }
                append(places, start..<next, gap: record - last, bulk: bulk)
                last = record
                start = next
            }
            documentEnds.append(documents.count)
            positionEnds.append(positions.count)
        }
        documents.trim()
        positions.trim()
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
    private func append(_ places: Span<UInt64>, _ range: Range<Int>, gap: Int, bulk: Int) {
        if range.count == 1, Self.field(places[range.lowerBound]) == bulk {
            PostingCode.append(gap << 1, to: documents)
            PostingCode.append(position: Self.position(places[range.lowerBound]), to: positions)
        } else {
            appendDescribed(places, range, gap: gap)
        }
    }

    private func appendDescribed(_ places: Span<UInt64>, _ range: Range<Int>, gap: Int) {
        PostingCode.append(gap << 1 | 1, to: documents)
        var start = range.lowerBound
        while start < range.upperBound {
            let field = Self.field(places[start])
            var last = 0
            var next = start
            while next < range.upperBound, Self.field(places[next]) == field {
                let position = Self.position(places[next])
                PostingCode.append(position: position - last, to: positions)
                last = position
                next += 1
            }
            PostingCode.append(field: field, times: next - start, isLast: next == range.upperBound, to: documents)
            start = next
        }
    }

    /// Where the documents and the positions of a word begin.
    func starts(of word: Int) -> (document: Int, position: Int) {
        word == 0 ? (0, 0) : (documentEnds[word - 1], positionEnds[word - 1])
    }
}
