/// Makes clauses of the terms of a search: names stand for all names of their bearers, the rest for itself.
struct SearchQueryBuilder {
    let dataset: Dataset
    private(set) var clauses: [SearchQuery.Clause] = []

    /// So many words with one beginning say that it is too short.
    private static let maxPrefixTerms = 1_000
    /// Enough for all names of an actor, and for some places of one name.
    private static let maxPhrases = 64

    private typealias Word = (letters: [UInt8], term: Int)

    init(dataset: Dataset) { self.dataset = dataset }

    mutating func add(_ terms: [SearchSyntax.Term]) throws(QueryError) {
        var run: [Word] = []
        for (place, term) in terms.enumerated() {
            let isPlain = !term.isQuoted && !term.isPrefix && !term.isExcluded && term.field == nil
            if isPlain {
                run += term.words.map { ($0, place) }
            } else {
                try addRun(run)
                run = []
                try addMarked(term)
            }
        }
        try addRun(run)
    }

    /// Words without any mark: the longest names in them first, what is left of each term as a phrase.
    private mutating func addRun(_ run: [Word]) throws(QueryError) {
        let words = run.map(\.letters)
        var first = 0
        var rest: [Word] = []
        while first < run.count {
            if let (count, phrases) = try longestName(in: words[first...]) {
                try addRest(&rest)
                clauses.append(SearchQuery.Clause(isExcluded: false, field: nil, phrases: phrases))
                first += count
            } else {
                if let last = rest.last, last.term != run[first].term { try addRest(&rest) }
                rest.append(run[first])
                first += 1
            }
        }
        try addRest(&rest)
    }

    private mutating func addRest(_ rest: inout [Word]) throws(QueryError) {
        if let phrase = try phrase(rest.map(\.letters)) {
            clauses.append(SearchQuery.Clause(isExcluded: false, field: nil, phrases: [phrase]))
        }
        rest = []
    }

    /// A term with a mark is one clause; it is a name only as a whole.
    private mutating func addMarked(_ term: SearchSyntax.Term) throws(QueryError) {
        var phrases: [SearchQuery.Phrase] = []
        if !term.isQuoted, !term.isPrefix, let name = try longestName(in: term.words[...]),
            name.count == term.words.count
        {
            phrases = name.phrases
        } else if let phrase = try phrase(term.words, isPrefix: term.isPrefix) {
            phrases = [phrase]
        }
        guard !phrases.isEmpty else { return }
        clauses.append(SearchQuery.Clause(isExcluded: term.isExcluded, field: term.field, phrases: phrases))
    }

    // MARK: Names

    /// The longest name at the head of some words, and all names of those who bear it.
    private func longestName(
        in words: ArraySlice<[UInt8]>
    ) throws(QueryError) -> (count: Int, phrases: [SearchQuery.Phrase])? {
        let names = dataset.indexes.names
        for count in stride(from: min(names.maxWords, words.count), to: 0, by: -1) {
            let name = words.prefix(count)
            guard !name.allSatisfy(StopWords.contains) else { continue }
            let bearers = names.bearers(of: name, in: dataset.records).filter { type, row in
                dataset.state(type.recordType, row) == .served
            }
            if !bearers.isEmpty { return (count, try phrases(name, bearers)) }
        }
        return nil
    }

    private func phrases(
        _ name: ArraySlice<[UInt8]>, _ bearers: [(type: MentionType, row: Int)]
    ) throws(QueryError) -> [SearchQuery.Phrase] {
        var seen: Set<[[UInt8]]> = []
        var phrases: [SearchQuery.Phrase] = []
        let others = bearers.lazy.flatMap { type, row in
            NameTable.names(of: type, row, in: dataset.records).map { SearchSyntax.words(of: $0) }
        }
        for words in [Array(name)] + others where phrases.count < Self.maxPhrases {
            let spelled = Self.withoutOuterStopWords(words)
            guard seen.insert(Array(spelled)).inserted, let phrase = try phrase(words) else { continue }
            phrases.append(phrase)
        }
        return phrases
    }

    // MARK: Phrases

    private static func withoutOuterStopWords(_ words: [[UInt8]]) -> ArraySlice<[UInt8]> {
        let head = words.drop(while: StopWords.contains)
        guard let last = head.lastIndex(where: { !StopWords.contains($0) }) else { return [] }
        return head[...last]
    }

    /// The phrase of some words; nil when all are stop words.
    private func phrase(_ words: [[UInt8]], isPrefix: Bool = false) throws(QueryError) -> SearchQuery.Phrase? {
        let stem = isPrefix ? words.last : nil
        var kept = Self.withoutOuterStopWords(stem == nil ? words : words.dropLast())
        if stem != nil { kept = words[(kept.isEmpty ? words.count - 1 : kept.startIndex)...] }
        var slots: [SearchQuery.Slot] = []
        for index in kept.indices {
            let letters = kept[index]
            let isStem = stem != nil && index == words.count - 1
            guard isStem || !StopWords.contains(letters) else { continue }
            slots.append(
                SearchQuery.Slot(
                    offset: index - kept.startIndex, letters: letters, isPrefix: isStem,
                    takesParticles: !isStem && slots.isEmpty,
                    terms: isStem ? try terms(beginningWith: letters) : terms(letters, takesParticles: slots.isEmpty)))
        }
        return slots.isEmpty ? nil : SearchQuery.Phrase(slots: slots)
    }

    private func terms(_ letters: [UInt8], takesParticles: Bool) -> [Int] {
        let spellings = takesParticles ? JoinedParticles.spellings(of: letters) : []
        return ([letters] + spellings).compactMap(dataset.loaded.text.term)
    }

    private func terms(beginningWith letters: [UInt8]) throws(QueryError) -> [Int] {
        let terms = dataset.loaded.text.terms(beginningWith: letters)
        guard terms.count <= Self.maxPrefixTerms else {
            let word = String(decoding: letters, as: UTF8.self)
            throw SearchSyntax.error(
                "More than \(Self.maxPrefixTerms) words begin with “\(word)”; write more letters before the “*”.")
        }
        return Array(terms)
    }
}
