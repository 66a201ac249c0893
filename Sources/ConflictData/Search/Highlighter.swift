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
    private struct TextWord {
        var whole: Int32?
        var stem: Int32?
        var letters: ArraySlice<UInt8>
        var start: Int
        var end: Int
        var stemEnd: Int
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
        unsafe texts.forEach(of: fields, row) { field, text in
            var ranges: [Range<Int>] = []
            let found = unsafe found(in: text, weights.map { $0.values[field] > 0 }, ranges: &ranges)
            guard !found.isEmpty else { return }
            let clauses = Set(found.map(\.clause)).count
            if let known = best[field], (known.clauses, known.count) >= (clauses, found.count) { return }
            best[field] = (
                clauses, found.count, unsafe Fragment(text, words: ranges, found).highlight(field: fields.names[field])
            )
        }
        return best.sorted { $0.key < $1.key }.map(\.value.highlight)
    }

    /// What is found in a text, in order; `isAsked` tells of each clause whether it asks for this field.
    private func found(
        in text: UnsafeBufferPointer<UInt8>, _ isAsked: [Bool], ranges: inout [Range<Int>]
    ) -> [Fragment.Found] {
        let (textWords, candidates) = unsafe read(text)
        ranges = textWords.map { $0.start..<$0.end }
        var found: [Fragment.Found] = []
        for place in candidates {
            for (number, clause) in clauses.enumerated() where isAsked[number] {
                for phrase in clause.phrases {
                    guard let end = end(of: phrase, at: place, in: textWords) else { continue }
                    found.append(Fragment.Found(clause: number, range: textWords[place].start..<end))
                }
            }
        }
        return found
    }

    private func read(_ text: UnsafeBufferPointer<UInt8>) -> (words: [TextWord], candidates: [Int]) {
        var textWords: [TextWord] = []
        var candidates: [Int] = []
        var reader = TextWords()
        unsafe reader.begin(text)
        while reader.next() {
            let (whole, stem) = numbers(of: reader)
            if whole != nil || stem != nil || hasPrefixes { candidates.append(textWords.count) }
            textWords.append(
                TextWord(
                    whole: whole, stem: stem, letters: hasPrefixes ? Self.letters(of: reader) : [],
                    start: reader.start, end: reader.end, stemEnd: reader.scanner.endBeforeApostrophe))
        }
        return (textWords, candidates)
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

    /// Where a phrase that begins at a word ends, in scalars; nil when it does not stand there.
    private func end(of phrase: [Slot], at place: Int, in textWords: [TextWord]) -> Int? {
        var end: Int?
        for slot in phrase {
            guard place + slot.offset < textWords.count else { return nil }
            let word = textWords[place + slot.offset]
            if let whole = word.whole, slot.words.contains(whole) {
                end = word.end
            } else if let stem = word.stem, slot.words.contains(stem) {
                end = word.stemEnd
            } else if let prefix = slot.prefix, word.letters.starts(with: prefix) {
                end = word.end
            } else {
                return nil
            }
        }
        return end
    }
}
