/// Finds in the texts of records what a search asked for, and shows it.
package struct Highlighter: Sendable {
    /// A word of a phrase, as it is looked for in a text.
    private struct Slot: Sendable {
        let offset: Int
        /// The numbers of its spellings.
        let words: Set<Int32>
        /// The letters that the word begins with, for `begin*`.
        let prefix: [UInt8]?
    }

    private struct Clause: Sendable {
        let source: SearchQuery.Clause
        let phrases: [[Slot]]
    }

    /// A word of a text that may be one of those looked for.
    private struct Candidate {
        /// Its place among the words of the text.
        var place: Int
        var whole: Int32?
        var stem: Int32?
        var letters: ArraySlice<UInt8>
        var stemEnd: Int
    }

    /// What a text was found to hold; used again for the next.
    private struct Reading {
        var reader = TextWords()
        var words: [Fragment.Word] = []
        var candidates: [Candidate] = []
        var found: [Fragment.Found] = []
    }

    private let words: WordNumbers
    private let clauses: [Clause]
    private let hasPrefixes: Bool
    private let dataset: Dataset

    package init(_ query: SearchQuery, in dataset: Dataset) {
        self.dataset = dataset
        var words = WordNumbers()
        clauses = query.clauses.filter { !$0.isExcluded }.map { clause in
            Clause(
                source: clause,
                phrases: clause.phrases.map { phrase in
                    phrase.slots.map { slot in
                        let particles = slot.takesParticles ? JoinedParticles.spellings(of: slot.letters) : []
                        let spellings = slot.isPrefix ? [] : [slot.letters] + particles
                        return Slot(
                            offset: slot.offset, words: Set(spellings.map { words.insert($0.span) }),
                            prefix: slot.isPrefix ? slot.letters : nil)
                    }
                })
        }
        self.words = words
        hasPrefixes = clauses.contains { $0.phrases.contains { $0.contains { $0.prefix != nil } } }
    }

    /// What stands in a record, one stretch of text for each field that holds some; of counts, of their tally.
    package func highlights(in type: RecordType, row: Int) -> [Highlight] {
        let fields = SearchFields.all[SearchFields.place(of: type)]
        let row = type == .count ? Int(dataset.records.parents[type.table][row]) : row
        let weights = clauses.map { $0.source.weights(fields) }
        // Of the texts of one field, the one with most clauses, then most words, then the first.
        var best: [Int: (clauses: Int, count: Int, highlight: Highlight)] = [:]
        var texts = RecordTexts(dataset.records)
        var reading = Reading()
        unsafe texts.forEach(of: fields, row) { field, text in
            unsafe read(text, &reading)
            find(in: &reading) { weights[$0].values[field] > 0 }
            guard !reading.found.isEmpty else { return }
            let count = reading.found.count
            let clauses = Set(reading.found.map(\.clause)).count
            if let known = best[field], (known.clauses, known.count) >= (clauses, count) { return }
            let fragment = unsafe Fragment(text, words: reading.words, reading.found)
            best[field] = (clauses, count, fragment.highlight(field: fields.names[field]))
        }
        return best.sorted { $0.key < $1.key }.map(\.value.highlight)
    }

    /// Finds what the clauses that ask for a field ask, in order of the text.
    private func find(in reading: inout Reading, _ isAsked: (_ clause: Int) -> Bool) {
        reading.found.removeAll(keepingCapacity: true)
        for index in reading.candidates.indices {
            let start = reading.words[reading.candidates[index].place].start
            for number in clauses.indices where isAsked(number) {
                for phrase in clauses[number].phrases {
                    guard let end = end(of: phrase, at: index, in: reading) else { continue }
                    reading.found.append(Fragment.Found(clause: number, range: start..<end))
                }
            }
        }
    }

    private func read(_ text: UnsafeBufferPointer<UInt8>, _ reading: inout Reading) {
        reading.words.removeAll(keepingCapacity: true)
        reading.candidates.removeAll(keepingCapacity: true)
        unsafe reading.reader.begin(text)
        while reading.reader.next() {
            let (whole, stem) = numbers(of: reading.reader)
            if whole != nil || stem != nil || hasPrefixes {
                reading.candidates.append(
                    Candidate(
                        place: reading.words.count, whole: whole, stem: stem,
                        letters: hasPrefixes ? Self.letters(of: reading.reader) : [],
                        stemEnd: reading.reader.scanner.endBeforeApostrophe))
            }
            reading.words.append(
                Fragment.Word(
                    start: reading.reader.start, end: reading.reader.end, firstByte: reading.reader.firstByte))
        }
    }

    /// The numbers of a word, and of what stands before its ending, among those looked for.
    private func numbers(of word: borrowing TextWords) -> (whole: Int32?, stem: Int32?) {
        guard !word.isPlain else { return (words.number(of: word.key), nil) }
        let letters = word.scanner.letters.span
        let stem = word.scanner.stem
        return (
            words.number(of: letters.extracting(word.scanner.term)),
            stem.flatMap { words.number(of: letters.extracting($0)) }
        )
    }

    private static func letters(of word: borrowing TextWords) -> ArraySlice<UInt8> {
        guard !word.isPlain else { return ArraySlice((0..<Int(word.key.count)).map(word.key.letter)) }
        return word.scanner.letters[word.scanner.term]
    }

    /// Where a phrase that begins at a candidate ends, in scalars; nil when it does not stand there.
    private func end(of phrase: [Slot], at first: Int, in reading: borrowing Reading) -> Int? {
        var end: Int?
        var index = first
        for slot in phrase {
            let place = reading.candidates[first].place + slot.offset
            while index < reading.candidates.count, reading.candidates[index].place < place { index += 1 }
            guard index < reading.candidates.count, reading.candidates[index].place == place else { return nil }
            if let whole = reading.candidates[index].whole, slot.words.contains(whole) {
                end = reading.words[place].end
            } else if let stem = reading.candidates[index].stem, slot.words.contains(stem) {
                end = reading.candidates[index].stemEnd
            } else if let prefix = slot.prefix, reading.candidates[index].letters.starts(with: prefix) {
                end = reading.words[place].end
            } else {
                return nil
            }
        }
        return end
    }
}
