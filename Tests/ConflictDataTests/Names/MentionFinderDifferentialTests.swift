import Testing

@testable import ConflictData

/// The finder against one that tries every name at every word, with no tree and no table.
struct MentionFinderDifferentialTests {
    private static let words = [
        "Free", "free", "Syrian", "Army", "army", "HTS", "hts", "al", "Sham", "Shām", "Da'esh", "Hope", "hope", "of",
        "M23",
        "حلب", "الجيش", "الشام", "جيش", "حُرّ", "🇸🇾", "e\u{0301}t\u{E9}",
    ]
    private static let gaps = [
        " ", " ", "-", "\u{2011}", "  ", " / ", ", ", ". ", "\n", " \u{2014} ", " (", "\u{200B} ",
    ]

    @Test func `agrees with a finder that tries every name at every word`() {
        var random = SeededRandom(seed: 11)
        var mentionCount = 0
        for _ in 0..<1_500 {
            let names = (0..<Int.random(in: 1...12, using: &random)).map { row in
                let text = Self.text(wordCount: Int.random(in: 1...4, using: &random), using: &random)
                let kind: NameKind = row.isMultiple(of: 5) ? .acronym : .main
                let from: Int64? = Bool.random(using: &random) ? Int64.random(in: 0...9, using: &random) : nil
                let entry = NameEntry(name: text, row: row / 2, kind: kind, from: from)
                return MentionName(type: row.isMultiple(of: 3) ? .place : .actor, entry: entry)
            }
            let text = Self.text(wordCount: Int.random(in: 0...40, using: &random), using: &random)
            let instant: Int64? = Bool.random(using: &random) ? Int64.random(in: 0...9, using: &random) : nil
            let expected = Self.naiveMentions(of: names, in: text, at: instant)
            mentionCount += expected.count
            #expect(
                MentionFinder(names).find(in: text, at: instant) == expected, "\(names.map(\.entry.name)) in \(text)")
        }
        #expect(mentionCount > 2_000)
    }

    private static func text(wordCount: Int, using random: inout SeededRandom) -> String {
        (0..<wordCount).reduce(into: "") { text, index in
            if index > 0 { text += gaps[Int.random(in: 0..<gaps.count, using: &random)] }
            text += words[Int.random(in: 0..<words.count, using: &random)]
        }
    }

    private static func naiveMentions(of names: [MentionName], in text: String, at instant: Int64?) -> [Mention] {
        let folded = FoldedText(text)
        let scalars = Array(text.unicodeScalars)
        var mentions: [Mention] = []
        var first = 0
        while first < folded.words.count {
            let lengths = names.compactMap { name in
                naiveLength(of: name.entry, in: folded, scalars, from: first).map { (name, $0) }
            }
            guard let longest = lengths.map(\.1).max() else {
                first += 1
                continue
            }
            let bearers = lengths.filter { $0.1 == longest }.map(\.0)
            let start = folded.words[first].range.lowerBound
            let end = folded.words[first + longest - 1].range.upperBound
            for type in MentionType.allCases {
                let all = bearers.filter { $0.type == type }
                let then = all.filter { bearer in instant.map { (bearer.entry.from ?? 0) <= $0 } ?? true }
                for row in Set((then.isEmpty ? all : then).map(\.entry.row)).sorted() {
                    mentions.append(Mention(type: type, row: row, start: start, end: end))
                }
            }
            first += longest
        }
        return mentions
    }

    /// How many words from `first` spell the name as it demands; nil when they do not.
    private static func naiveLength(
        of entry: NameEntry, in text: FoldedText, _ scalars: [Unicode.Scalar], from first: Int
    ) -> Int? {
        let name = FoldedText(entry.name)
        let nameScalars = Array(entry.name.unicodeScalars)
        let folded = name.words.map(name.string)
        let letterCount = folded.joined().unicodeScalars.count
        guard letterCount >= 3, first + folded.count <= text.words.count else { return nil }
        let isAcronym =
            entry.kind == .acronym
            || letterCount <= 4 && entry.name.contains(where: \.isUppercase)
                && !entry.name.contains { $0.isLetter && !$0.isUppercase }
        for (index, word) in name.words.enumerated() {
            let found = text.words[first + index]
            guard text.string(of: found) == folded[index] else { return nil }
            let written = nameScalars[word.range].map(isCapital)
            let capitals = scalars[found.range].map(isCapital)
            if isAcronym, zip(written, capitals).contains(where: { $0 && !$1 }) { return nil }
            if folded.count == 1, written.first == true, capitals.first == false { return nil }
            if folded.count == 1, startsWithArticle(nameScalars[word.range]), !startsWithArticle(scalars[found.range]) {
                return nil
            }
            guard index > 0 else { continue }
            let gap = scalars[text.words[first + index - 1].range.upperBound..<found.range.lowerBound]
            let nameGap = nameScalars[name.words[index - 1].range.upperBound..<word.range.lowerBound]
            if hasPunctuation(gap), !hasPunctuation(nameGap) { return nil }
        }
        return folded.count
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isUppercase }

    private static func startsWithArticle(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        word.count >= 5 && word.prefix(2).elementsEqual(["ا", "ل"])
    }

    private static func hasPunctuation(_ gap: ArraySlice<Unicode.Scalar>) -> Bool {
        gap.contains { ",.(\u{2014}🇸🇾".unicodeScalars.contains($0) }
    }
}
