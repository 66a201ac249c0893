/// A stretch of a record's text, and where in it stands what was looked for.
package struct Highlight: Sendable, Equatable {
    /// As the field is served.
    package let field: String
    /// Word for word as in the field.
    package let text: String
    /// In Unicode scalars of `text`, the end not included.
    package let ranges: [Range<Int>]
}

/// Cuts the stretch out of a text that shows best what was found in it: whole sentences where they fit.
struct Fragment {
    /// Where something was found: the clause, and a range of scalars.
    struct Found {
        let clause: Int
        let range: Range<Int>
    }

    /// A text of at most so many scalars is shown whole.
    private static let maxScalars = 280
    /// How far before the first word found a stretch may begin with its sentence, else with a word.
    private static let maxLead = 100
    private static let shortLead = 40
    private static let sentenceEnds: Set<Unicode.Scalar> = [".", "!", "?", "؟", "…", "\n"]

    private let scalars: [Unicode.Scalar]
    /// Of all words of the text.
    private let words: [Range<Int>]
    private let found: [Found]

    /// `words` and `found` are in the order of the text; something is found.
    init(_ text: UnsafeBufferPointer<UInt8>, words: [Range<Int>], _ found: [Found]) {
        scalars = unsafe Array(String(decoding: text, as: UTF8.self).unicodeScalars)
        self.words = words
        self.found = found
    }

    func highlight(field: String) -> Highlight {
        let window = window
        let shown = found.map(\.range).filter {
            window.lowerBound <= $0.lowerBound && $0.upperBound <= window.upperBound
        }
        return Highlight(
            field: field, text: String(String.UnicodeScalarView(scalars[window])),
            ranges: Self.joined(shown).map { $0.lowerBound - window.lowerBound..<$0.upperBound - window.lowerBound })
    }

    private var window: Range<Int> {
        guard scalars.count > Self.maxScalars else { return scalars.indices }
        let first = found[bestStart].range
        let start = start(before: first.lowerBound)
        let limit = start + Self.maxScalars
        guard scalars.count > limit else { return start..<scalars.count }
        let last = found.last { $0.range.upperBound <= limit }?.range.upperBound ?? first.upperBound
        let sentence = words.indices.last {
            words[$0].lowerBound <= limit && beginsSentence($0) && words[$0].lowerBound > last
        }
        if let sentence { return start..<words[sentence - 1].upperBound + 1 }
        return start..<max(first.upperBound, words.last { $0.upperBound <= limit }?.upperBound ?? limit)
    }

    /// The place from which a stretch shows most clauses; of those alike most words, then the first.
    private var bestStart: Int {
        var best = (place: 0, clauses: 0, count: 0)
        for place in found.indices {
            let end = found[place].range.lowerBound + Self.maxScalars - Self.maxLead
            let shown = found[place...].prefix { $0.range.upperBound <= end }
            let clauses = Set(shown.map(\.clause)).count
            if (clauses, shown.count) > (best.clauses, best.count) { best = (place, clauses, shown.count) }
        }
        return best.place
    }

    private func start(before first: Int) -> Int {
        let near = words.indices.filter {
            first - Self.maxLead <= words[$0].lowerBound && words[$0].lowerBound <= first
        }
        let sentence = near.last(where: beginsSentence)
        let word = near.first { first - Self.shortLead <= words[$0].lowerBound }
        return (sentence ?? word).map { words[$0].lowerBound } ?? first
    }

    private func beginsSentence(_ word: Int) -> Bool {
        guard word > 0 else { return true }
        return scalars[words[word - 1].upperBound..<words[word].lowerBound].contains(where: Self.sentenceEnds.contains)
    }

    /// Ranges that overlap are one.
    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.reduce(into: []) { joined, range in
            if let last = joined.last, range.lowerBound < last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
    }
}
