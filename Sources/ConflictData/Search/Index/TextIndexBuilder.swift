/// Makes the text index of all records, and finds the names in their texts on the way: reads pieces of them on all
/// cores, then joins the pieces term by term.
struct TextIndexBuilder: Sendable {
    /// A stretch of records of one type for one worker to invert.
    private struct Stretch: Sendable {
        let type: Int
        let rows: Range<Int>
    }

    /// Where a piece has a term: the piece, and the word's number there.
    struct Source: Sendable {
        let piece: Int32
        let word: Int32
    }

    /// Small enough to be inverted in a core's cache, large enough that pieces share most of their words.
    private static let bytesPerStretch = 4 << 20

    private let records: Records
    private let finder: MentionFinder
    private let rowCounts: [Int]
    private let firstDocuments: [Int]
    private let stretches: [Stretch]
    /// What the stretches gave, once they are read.
    private var pieces: [TextIndexPiece] = []

    /// What `finder` finds goes with the index: reading a text twice would cost as much again.
    init(_ records: Records, _ finder: MentionFinder) {
        self.records = records
        self.finder = finder
        let rowCounts = SearchFields.all.map { records.rowCounts[$0.type.table] }
        self.rowCounts = rowCounts
        firstDocuments = rowCounts.reduce(into: [0]) { $0.append(($0[$0.count - 1] + $1 + 63) / 64 * 64) }
        stretches = SearchFields.all.indices.flatMap { Self.stretches($0, records) }
    }

    /// Reads all texts, and does something beside it.
    mutating func read<Other: Sendable>(beside other: @Sendable () -> Other) -> Other {
        let (stretches, records, finder) = (stretches, records, finder)
        let (pieces, result) = Parallel.map(
            stretches, with: { TextIndexPiece.Memory() },
            { memory, stretch in
                TextIndexPiece(of: SearchFields.all[stretch.type], stretch.rows, records, finder, in: &memory)
            }, beside: other)
        self.pieces = pieces
        return result
    }

    /// The terms of what was read.
    func terms() -> TermTable { TermTable(of: pieces) }

    /// The names in the texts of a type that were read.
    func mentions(in type: RecordType) -> MentionList {
        let place = SearchFields.place(of: type)
        return MentionList(joining: zip(stretches, pieces).filter { $0.0.type == place }.map(\.1.mentions))
    }

    /// Joins the pieces, and does something beside it.
    consuming func index<Other: Sendable>(
        _ terms: TermTable, beside other: @Sendable () -> Other
    ) -> (TextIndex, Other) {
        let firsts = stretches.map { firstDocuments[$0.type] + $0.rows.lowerBound }
        var lengths = [UInt16](repeating: 0, count: firstDocuments[SearchFields.all.count])
        for (piece, first) in zip(pieces, firsts) {
            lengths.replaceSubrange(first..<first + piece.lengths.count, with: piece.lengths)
        }
        let postings = pieces.map(\.postings)
        let (parts, result) = Parallel.map(
            terms.count,
            { range in
                TextIndexPart.part(of: range, terms, postings, firstDocuments: firsts)
            }, beside: other)
        let index = TextIndex(
            firstDocuments: firstDocuments, rowCounts: rowCounts, lengths: lengths, letters: terms.letters,
            ends: terms.ends, parts: parts)
        return (index, result)
    }

    /// The rows of a type in stretches of about so many bytes of JSON.
    private static func stretches(_ type: Int, _ records: Records) -> [Stretch] {
        let fields = SearchFields.all[type]
        let owner = fields.type.ownerType.table
        var stretches: [Stretch] = []
        var (first, row, bytes) = (0, 0, 0)
        for (record, text) in records.texts[owner].enumerated() {
            row = fields.type.isInner ? records.rows(of: fields.type.table, in: record).upperBound : record + 1
            bytes += Int(text.length)
            if bytes >= Self.bytesPerStretch {
                stretches.append(Stretch(type: type, rows: first..<row))
                (first, bytes) = (row, 0)
            }
        }
        if first < row { stretches.append(Stretch(type: type, rows: first..<row)) }
        return stretches
    }
}

/// The words of all pieces, each once, in the order of their letters; stop words are left out.
struct TermTable: Sendable {
    private(set) var letters: [UInt8] = []
    private(set) var ends: [UInt32] = []
    private var sources: [TextIndexBuilder.Source] = []
    private var sourceEnds: [Int] = []

    var count: Int { ends.count }

    /// Where the pieces have a term, in their order.
    func sources(of term: Int) -> ArraySlice<TextIndexBuilder.Source> {
        sources[(term == 0 ? 0 : sourceEnds[term - 1])..<sourceEnds[term]]
    }

    /// The same of neighbouring terms, term after term.
    func sources(of terms: Range<Int>) -> ArraySlice<TextIndexBuilder.Source> {
        guard let last = terms.last else { return [] }
        return sources[(terms.lowerBound == 0 ? 0 : sourceEnds[terms.lowerBound - 1])..<sourceEnds[last]]
    }

    init(of pieces: [TextIndexPiece]) {
        var words = WordNumbers()
        let stopWords = StopWords.folded.count
        let numbers = pieces.map { piece in
            (stopWords..<max(stopWords, piece.words.count)).map { word in
                words.insert(piece.words.letters.span.extracting(piece.words.range(of: word)))
            }
        }
        let order = Self.sorted(words)
        var ranks = [Int](repeating: 0, count: words.count)
        letters.reserveCapacity(words.letters.count)
        for (rank, number) in order.enumerated() {
            ranks[number] = rank
            letters.append(contentsOf: words.letters[words.range(of: number)])
            ends.append(UInt32(letters.count))
        }
        var starts = [Int](repeating: 0, count: words.count + 1)
        for number in numbers.joined() { starts[ranks[Int(number)] + 1] += 1 }
        for rank in 1..<max(1, starts.count) { starts[rank] += starts[rank - 1] }
        sources = Array(repeating: TextIndexBuilder.Source(piece: 0, word: 0), count: starts[words.count])
        for (piece, numbers) in numbers.enumerated() {
            for (place, number) in numbers.enumerated() {
                let rank = ranks[Int(number)]
                sources[starts[rank]] = TextIndexBuilder.Source(piece: Int32(piece), word: Int32(place + stopWords))
                starts[rank] += 1
            }
        }
        starts.removeLast()
        sourceEnds = starts
    }

    /// The numbers of words in the order of their letters; most are told apart by their first eight.
    private static func sorted(_ words: WordNumbers) -> [Int] {
        let letters = words.letters
        let keys = (0..<words.count).map { number -> UInt64 in
            let range = words.range(of: number)
            let head = letters[range.prefix(8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return range.count >= 8 ? head : head << UInt64(8 * (8 - range.count))
        }
        return (0..<words.count).sorted { left, right in
            if keys[left] != keys[right] { return keys[left] < keys[right] }
            return letters[words.range(of: left)].lexicographicallyPrecedes(letters[words.range(of: right)])
        }
    }
}
