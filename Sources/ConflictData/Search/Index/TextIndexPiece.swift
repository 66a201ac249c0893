/// The words of a stretch of records of one type, inverted by one worker, and the names found on the way.
struct TextIndexPiece: Sendable {
    /// Its words by number; stop words come first, and have no postings. It is closed.
    let words: WordNumbers
    let postings: PostingStreams
    /// Indexed words of each record.
    let lengths: [UInt16]
    /// What each record names, where names are looked for.
    let mentions: MentionList

    /// What a worker needs while it makes a piece, and again for the next.
    struct Memory: ~Copyable {
        fileprivate var places = WordPlaces()
        fileprivate var words = WordNumbers.Memory()
        fileprivate var nameWords: [Int32] = []
    }

    init(
        of fields: SearchFields, _ rows: Range<Int>, _ records: Records, _ finder: MentionFinder,
        in memory: inout Memory
    ) {
        var reader = StretchReader(finder, in: &memory)
        reader.read(fields, rows, records)
        (words, lengths, mentions) = reader.finish(in: &memory)
        let ends = memory.places.sort(words: words.count)
        postings = unsafe PostingStreams(of: memory.places.sorted.values.span, ends: ends, bulk: fields.weights.bulk)
    }
}

/// Reads the texts of a stretch of records word by word: numbers the words, writes down where each stands, finds names.
private struct StretchReader: ~Copyable {
    private var words: WordNumbers
    private var lengths: [UInt16] = []
    private var mentions = MentionList()
    private var places = WordPlaces()

    private let finder: MentionFinder
    /// Of each word its number among the words of names; -1: it is of no name.
    private var nameWords: [Int32] = []
    private var text = TextWords()
    private var naming = MentionFinder.Reading()
    private let stopWords = Int32(StopWords.folded.count)
    /// Of the record that is being read: its place, the next position in each field, and how many words so far.
    private var record: UInt64 = 0
    private var next = SIMD8<Int32>(repeating: 0)
    private var length = 0

    /// Between texts of one field, such as the names of an actor, so that no phrase reaches from one into the next.
    private static let positionsBetweenTexts = Int32(SearchSyntax.maxWords)

    init(_ finder: MentionFinder, in memory: inout TextIndexPiece.Memory) {
        self.finder = finder
        words = WordNumbers(in: &memory.words)
        swap(&places, &memory.places)
        swap(&nameWords, &memory.nameWords)
        places.removeAll()
        nameWords.removeAll(keepingCapacity: true)
        for word in StopWords.folded { _ = words.insert(word.span) }
    }

    /// Gives what was found, and the memory back, the places in it.
    mutating func finish(in memory: inout TextIndexPiece.Memory) -> (WordNumbers, [UInt16], MentionList) {
        words.close(into: &memory.words)
        swap(&places, &memory.places)
        swap(&nameWords, &memory.nameWords)
        return (words, lengths, mentions)
    }

    mutating func read(_ fields: SearchFields, _ rows: Range<Int>, _ records: Records) {
        lengths.reserveCapacity(rows.count)
        var texts = RecordTexts(records)
        for row in rows {
            record = UInt64(row - rows.lowerBound) << WordPlaces.recordShift
            next = SIMD8(repeating: 0)
            length = 0
            unsafe texts.forEach(of: fields, row) { field, bytes in
                unsafe text.begin(bytes)
                let first = next[field]
                next[field] = Self.positionsBetweenTexts
                if let mention = fields.mentions[field] {
                    next[field] += readNaming(field, from: first, mention)
                } else {
                    next[field] += read(field, from: first)
                }
            }
            lengths.append(UInt16(clamping: length))
            mentions.endRow()
        }
    }

    /// Reads a text in which no names are looked for; gives the position after its last word.
    private mutating func read(_ field: Int, from first: Int32) -> Int32 {
        var position = first
        while text.next() {
            if text.isPlain { noteWord(words.insert(text.key), field, position) } else { noteSpelled(field, position) }
            position += 1
        }
        return position
    }

    /// Reads a text in which names are looked for.
    private mutating func readNaming(_ field: Int, from first: Int32, _ mention: MentionList.Field) -> Int32 {
        var position = first
        while text.next() {
            if text.isPlain {
                let word = words.insert(text.key)
                noteWord(word, field, position)
                let name = nameWord(word)
                if name >= 0 {
                    finder.read(TextWord(plain: name, text), &naming)
                } else {
                    finder.endText(&naming)
                }
            } else {
                noteSpelled(field, position)
                finder.read(TextWord(text, names: finder.names), &naming)
            }
            position += 1
        }
        finder.endText(&naming)
        for found in naming.mentions {
            if let found = MentionList.Found(found, in: mention) { mentions.append(found) }
        }
        naming.mentions.removeAll(keepingCapacity: true)
        return position
    }

    /// The number of a plain word among those of names.
    @inline(__always)
    private mutating func nameWord(_ word: Int32) -> Int32 {
        if Int(word) < nameWords.count, nameWords[Int(word)] != Self.unknown { return nameWords[Int(word)] }
        return findNameWord(word)
    }

    private static let unknown = Int32.min

    @inline(never)
    private mutating func findNameWord(_ word: Int32) -> Int32 {
        while nameWords.count < words.count { nameWords.append(Self.unknown) }
        nameWords[Int(word)] = finder.names.words.number(of: text.key) ?? -1
        return nameWords[Int(word)]
    }

    @inline(__always)
    private mutating func noteWord(_ word: Int32, _ field: Int, _ position: Int32) {
        guard word >= stopWords else { return }
        places.append(word, record, field, position)
        length += 1
    }

    private mutating func noteSpelled(_ field: Int, _ position: Int32) {
        let whole = Self.number(of: text.scanner.term, in: text.scanner, &words)
        noteWord(whole, field, position)
        guard let stem = text.scanner.stem else { return }
        let word = Self.number(of: stem, in: text.scanner, &words)
        if word >= stopWords { places.append(word, record, field, position) }
    }

    /// The number of some letters of the word that a scanner stands on.
    private static func number(
        of letters: Range<Int>, in scanner: borrowing WordScanner, _ words: inout WordNumbers
    ) -> Int32 {
        words.insert(scanner.letters.span.extracting(letters))
    }
}

/// Which word stands where in a stretch of records.
///
/// A place is a record (32 bits), a field (3) and a position (29), so that places sort in this order.
struct WordPlaces: ~Copyable {
    private struct Occurrence: BitwiseCopyable {
        let place: UInt64
        let word: Int32
    }

    static let fieldShift = UInt64(29)
    static let recordShift = UInt64(32)
    static let positionMask = (UInt64(1) << fieldShift) - 1

    private var occurrences = PlainRun<Occurrence>()
    /// The places by word, in order, when they are sorted.
    private(set) var sorted = PlainRun<UInt64>()

    /// Begins anew.
    mutating func removeAll() { occurrences.truncate(to: 0) }

    /// `record`: shifted already.
    @inline(__always)
    mutating func append(_ word: Int32, _ record: UInt64, _ field: Int, _ position: Int32) {
        let place = record | UInt64(field) << Self.fieldShift | min(UInt64(position), Self.positionMask)
        occurrences.append(Occurrence(place: place, word: word))
    }

    /// Sorts the places; gives where those of each of `count` words end.
    mutating func sort(words count: Int) -> [Int] {
        var ends = [Int](repeating: 0, count: count + 1)
        for index in 0..<occurrences.count { ends[Int(occurrences[index].word) + 1] += 1 }
        for word in 1..<ends.count { ends[word] += ends[word - 1] }
        sorted.resize(to: occurrences.count)
        for index in 0..<occurrences.count {
            let occurrence = occurrences[index]
            let word = Int(occurrence.word)
            sorted[ends[word]] = occurrence.place
            ends[word] += 1
        }
        ends.removeLast()
        var start = 0
        for end in ends {
            Self.sortNearlySorted(&sorted, start..<end)
            start = end
        }
        return ends
    }

    /// Where texts of two fields take turns in a record, as questions and answers do, its places are out of order.
    private static func sortNearlySorted(_ places: inout PlainRun<UInt64>, _ range: Range<Int>) {
        for index in range.dropFirst() where places[index - 1] > places[index] {
            let place = places[index]
            var free = index
            while free > range.lowerBound, places[free - 1] > place {
                places[free] = places[free - 1]
                free -= 1
            }
            places[free] = place
        }
    }
}
