/// The words of a stretch of records of one type, inverted by one worker.
struct TextIndexPiece: Sendable {
    /// Its words by number; stop words come first, and have no postings.
    private(set) var words = WordNumbers()
    /// Indexed words of each record.
    private(set) var lengths: [UInt16] = []
    /// Of each word: where its documents and its positions end in the streams. Gaps count from before the first record.
    private(set) var documentEnds: [Int] = []
    private(set) var positionEnds: [Int] = []
    private(set) var documents: [UInt8] = []
    private(set) var positions: [UInt8] = []

    /// Between texts of one field, such as the names of an actor, so that no phrase reaches from one into the next.
    static let positionsBetweenTexts = SearchSyntax.maxWords
    private static let fieldShift = UInt64(29)
    private static let recordShift = UInt64(32)
    private static let positionMask = (UInt64(1) << fieldShift) - 1

    /// Which word stands where: record (32 bits), field (3), position (29), so that they sort in this order.
    private struct Occurrences {
        var words: [UInt32] = []
        var places: [UInt64] = []
    }

    init(of fields: SearchFields, _ rows: Range<Int>, _ records: Records) {
        for word in StopWords.folded { _ = words.insert(word, in: word.indices) }
        lengths.reserveCapacity(rows.count)
        var found = Occurrences()
        read(fields, rows, records, into: &found)
        encode(Self.sorted(found, count: words.count), bulk: fields.weights.bulk)
    }

    private mutating func read(
        _ fields: SearchFields, _ rows: Range<Int>, _ records: Records, into found: inout Occurrences
    ) {
        let stopWords = Int32(StopWords.folded.count)
        var texts = RecordTexts(records)
        var scanner = WordScanner()
        for row in rows {
            let record = UInt64(row - rows.lowerBound) << Self.recordShift
            var next = SIMD8<Int32>(repeating: 0)
            var length = 0
            texts.forEach(of: fields, row) { field, text in
                scanner.reset()
                let place = record | UInt64(field) << Self.fieldShift
                var position = UInt64(next[field])
                while scanner.next(in: text.span) {
                    let word = words.insert(scanner.letters, in: scanner.term)
                    if word >= stopWords {
                        found.words.append(UInt32(word))
                        found.places.append(place | min(position, Self.positionMask))
                        length += 1
                    }
                    if let stem = scanner.stem {
                        let word = words.insert(scanner.letters, in: stem)
                        if word >= stopWords {
                            found.words.append(UInt32(word))
                            found.places.append(place | min(position, Self.positionMask))
                        }
                    }
                    position += 1
                }
                next[field] = Int32(truncatingIfNeeded: position) + Int32(Self.positionsBetweenTexts)
            }
            lengths.append(UInt16(clamping: length))
        }
    }

    /// The places by word, in order, and where those of each word end.
    private static func sorted(_ found: Occurrences, count: Int) -> (places: [UInt64], ends: [Int]) {
        var ends = [Int](repeating: 0, count: count + 1)
        for word in found.words { ends[Int(word) + 1] += 1 }
        for word in 1..<ends.count { ends[word] += ends[word - 1] }
        var places = [UInt64](repeating: 0, count: found.places.count)
        for (word, place) in zip(found.words, found.places) {
            places[ends[Int(word)]] = place
            ends[Int(word)] += 1
        }
        ends.removeLast()
        return (places, ends)
    }

    private mutating func encode(_ sorted: (places: [UInt64], ends: [Int]), bulk: Int) {
        var places = sorted.places
        var start = 0
        documents.reserveCapacity(places.count * 2)
        positions.reserveCapacity(places.count * 3 / 2)
        for end in sorted.ends {
            Self.sortNearlySorted(&places, start..<end)
            var last = -1
            while start < end {
                let record = Int(places[start] >> Self.recordShift)
                var next = start + 1
                while next < end, Int(places[next] >> Self.recordShift) == record { next += 1 }
                append(places[start..<next], gap: record - last, bulk: bulk)
                last = record
                start = next
            }
            documentEnds.append(documents.count)
            positionEnds.append(positions.count)
        }
    }

    /// Where texts of two fields take turns in a record, as questions and answers do, its places are out of order.
    private static func sortNearlySorted(_ places: inout [UInt64], _ range: Range<Int>) {
        for index in range.dropFirst() {
            let place = places[index]
            var free = index
            while free > range.lowerBound, places[free - 1] > place {
                places[free] = places[free - 1]
                free -= 1
            }
            places[free] = place
        }
    }

    /// Adds one document of a word: its places in one record.
    private mutating func append(_ places: ArraySlice<UInt64>, gap: Int, bulk: Int) {
        func field(_ index: Int) -> Int { Int(places[index] >> Self.fieldShift) & 7 }
        let isPlain = places.count == 1 && field(places.startIndex) == bulk
        PostingCode.append(gap << 1 | (isPlain ? 0 : 1), to: &documents)
        var start = places.startIndex
        while start < places.endIndex {
            var next = start + 1
            while next < places.endIndex, field(next) == field(start) { next += 1 }
            if !isPlain {
                let isLast = next == places.endIndex
                PostingCode.append(field: field(start), times: next - start, isLast: isLast, to: &documents)
            }
            var last = 0
            for place in places[start..<next] {
                let position = Int(place & Self.positionMask)
                PostingCode.append(position: position - last, to: &positions)
                last = position
            }
            start = next
        }
    }
}
