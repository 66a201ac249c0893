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
@safe
struct Fragment {
    /// A word of the text, in scalars, and its first byte.
    struct Word {
        let start: Int
        let end: Int
        let firstByte: Int
    }

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

    private let text: UnsafeBufferPointer<UInt8>
    private let byteCount: Int
    private let scalarCount: Int
    /// All words of the text.
    private let words: [Word]
    private let found: [Found]

    /// `words` and `found` are in the order of the text, which is UTF-8 and must outlive the fragment; something is found.
    init(_ text: UnsafeBufferPointer<UInt8>, words: [Word], _ found: [Found]) {
        unsafe self.text = unsafe text
        byteCount = text.count
        scalarCount = unsafe text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        self.words = words
        self.found = found
    }

    func highlight(field: String) -> Highlight {
        let window = window
        let shown = found.map(\.range).filter {
            window.lowerBound <= $0.lowerBound && $0.upperBound <= window.upperBound
        }
        let bytes = byte(ofScalar: window.lowerBound)..<byte(ofScalar: window.upperBound)
        return Highlight(
            field: field, text: unsafe String(decoding: UnsafeBufferPointer(rebasing: text[bytes]), as: UTF8.self),
            ranges: Self.joined(shown).map { $0.lowerBound - window.lowerBound..<$0.upperBound - window.lowerBound })
    }

    private var window: Range<Int> {
        guard scalarCount > Self.maxScalars else { return 0..<scalarCount }
        let first = found[bestStart].range
        let start = start(before: first.lowerBound)
        let limit = start + Self.maxScalars
        guard scalarCount > limit else { return start..<scalarCount }
        let last = found.last { $0.range.upperBound <= limit }?.range.upperBound ?? first.upperBound
        let after = wordCount(startingBefore: last + 1)
        let sentence = (after..<max(after, wordCount(startingBefore: limit + 1))).last(where: beginsSentence)
        if let sentence { return start..<words[sentence - 1].end + 1 }
        var place = wordCount(startingBefore: limit)
        while place > 0, words[place - 1].end > limit { place -= 1 }
        return start..<max(first.upperBound, place > 0 ? words[place - 1].end : limit)
    }

    /// The place from which a stretch shows most clauses; of those alike most words, then the first.
    private var bestStart: Int {
        var best = (place: 0, clauses: 0, count: 0)
        var clauses: [Int] = []
        for place in found.indices {
            let end = found[place].range.lowerBound + Self.maxScalars - Self.maxLead
            clauses.removeAll(keepingCapacity: true)
            var next = place
            while next < found.count, found[next].range.upperBound <= end {
                if !clauses.contains(found[next].clause) { clauses.append(found[next].clause) }
                next += 1
            }
            if (clauses.count, next - place) > (best.clauses, best.count) {
                best = (place, clauses.count, next - place)
            }
        }
        return best.place
    }

    private func start(before first: Int) -> Int {
        let near = wordCount(startingBefore: first - Self.maxLead)..<wordCount(startingBefore: first + 1)
        let sentence = near.last(where: beginsSentence)
        let word = near.first { first - Self.shortLead <= words[$0].start }
        return (sentence ?? word).map { words[$0].start } ?? first
    }

    /// How many words start before a scalar.
    private func wordCount(startingBefore scalar: Int) -> Int {
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            if words[middle].start >= scalar { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Whether a full stop, another mark that ends sentences, or the end of a line stands before a word. Words have
    /// none of these inside.
    private func beginsSentence(_ word: Int) -> Bool {
        guard word > 0 else { return true }
        let gap = words[word - 1].firstByte..<words[word].firstByte
        return gap.contains { index in
            switch unsafe text[index] {
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\n"): true
            // The lead bytes of “؟” and of “…”.
            case 0xD8: unsafe index + 1 < gap.upperBound && text[index + 1] == 0x9F
            case 0xE2: unsafe index + 2 < gap.upperBound && text[index + 1] == 0x80 && text[index + 2] == 0xA6
            default: false
            }
        }
    }

    /// Where a scalar begins: found from the last word before it.
    private func byte(ofScalar scalar: Int) -> Int {
        let place = wordCount(startingBefore: scalar + 1)
        var (byte, at) = place > 0 ? (words[place - 1].firstByte, words[place - 1].start) : (0, 0)
        while at < scalar, byte < byteCount {
            byte += 1
            while byte < byteCount, unsafe text[byte] & 0xC0 == 0x80 { byte += 1 }
            at += 1
        }
        return byte
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
