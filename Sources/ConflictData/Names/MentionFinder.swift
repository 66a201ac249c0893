/// Finds the names of all actors and places in running text, in one pass.
///
/// - Text and names are folded alike (`TextFolding`) and compared word by word, so a name begins and ends at the
///   border of a word. The leftmost match wins, and of those the longest; matches do not overlap.
/// - Words of a name may be parted by spaces, hyphens, `/` and `&` in any number; by other punctuation only where the
///   name has some itself, so that no name is found across the end of a sentence.
/// - Which names are looked for at all, and which need their capitals, is said at `NameGuard`.
/// - Endings after an apostrophe (`Assad's`, `Suriye'nin`) and Arabic particles (`والجيش`, `للجيش`) may be joined to a
///   name and are not part of the mention; the Arabic article is.
/// - A name of several records gives a mention of each, ordered by type and row. With a date, those of a type that bore
///   it then; when none did, all, since a text may speak of the past.
///
/// Built once, immutable. Scripts that write no spaces between words are not searched inside a run of letters.
package struct MentionFinder: Sendable {
    /// A stretch of words that spell the name at a node.
    private struct Match {
        var node: Int32
        /// The words it spans, by their places in the run, and the text they span.
        var words: Range<Int>
        var start: Int
        var end: Int
        /// Whether the first word is taken without its Arabic particles.
        var isBare: Bool
        /// Bit `i` is set where punctuation comes before its word `i`.
        var hardGaps: UInt64
    }

    let names: NameTrie

    /// Prepares to find `names`.
    package init(_ names: some Sequence<MentionName>) {
        var trie = NameTrie()
        for name in names {
            guard let (bearer, words) = NameGuard.bearer(of: name) else { continue }
            trie.insert(bearer, words: words)
        }
        trie.close()
        self.names = trie
    }

    /// The mentions in `text`, in its order; `instant` is when it was written, in microseconds since 1970.
    package func find(in text: String, at instant: Int64? = nil) -> [Mention] {
        find(inUTF8: text.utf8.span, at: instant)
    }

    /// The same for text that is already bytes; what is not UTF-8 in it parts words, one scalar a byte.
    package func find(inUTF8 bytes: Span<UInt8>, at instant: Int64? = nil) -> [Mention] {
        unsafe bytes.withUnsafeBufferPointer { text in
            var words = TextWords()
            var reading = Reading()
            unsafe words.begin(text)
            while words.next() { read(TextWord(words, names: names), at: instant, &reading) }
            endText(at: instant, &reading)
            return reading.mentions
        }
    }

    /// How far a text has been read.
    struct Reading {
        /// Only words that stand in names can make up a name: a run of them ends at the first other word.
        fileprivate(set) var run: [TextWord] = []
        var mentions: [Mention] = []
    }

    /// Goes on by a word of the text; nil: a word of no name.
    func read(_ word: TextWord?, at instant: Int64? = nil, _ reading: inout Reading) {
        guard let word else { return endText(at: instant, &reading) }
        if !reading.run.isEmpty || word.mayBegin(names) { reading.run.append(word) }
    }

    /// Ends the text, or a run of words of names in it.
    func endText(at instant: Int64? = nil, _ reading: inout Reading) {
        guard !reading.run.isEmpty else { return }
        search(reading.run, at: instant, into: &reading.mentions)
        reading.run.removeAll(keepingCapacity: true)
    }

    private func search(_ run: [TextWord], at instant: Int64?, into mentions: inout [Mention]) {
        var index = 0
        while index < run.count {
            if let match = longestMatch(in: run, from: index) {
                report(match, in: run, at: instant, into: &mentions)
                index = match.words.upperBound
            } else {
                index += 1
            }
        }
    }

    /// The longest name that begins at word `first`; of two alike, the one that takes the word as it stands.
    private func longestMatch(in run: [TextWord], from first: Int) -> Match? {
        let plain = longestMatch(in: run, from: first, isBare: false)
        guard run[first].bare != nil, let bare = longestMatch(in: run, from: first, isBare: true) else { return plain }
        return plain.map { $0.words.count >= bare.words.count ? $0 : bare } ?? bare
    }

    private func longestMatch(in run: [TextWord], from first: Int, isBare: Bool) -> Match? {
        let start = isBare ? run[first].bareStart : run[first].start
        var match = Match(
            node: NameTrie.root, words: first..<first, start: start, end: start, isBare: isBare, hardGaps: 0)
        var longest: Match?
        for index in first..<min(run.count, first + NameTrie.maxWords) {
            let word = run[index]
            let isOpening = index == first
            if word.followsHardGap, !isOpening { match.hardGaps |= 1 << UInt64(index - first) }
            match.words = first..<index + 1
            let node = match.node
            if !(isBare && isOpening), let stem = word.stem, let last = names.child(of: node, by: stem) {
                match.node = last
                match.end = word.stemEnd
                if isAllowed(match, in: run) { longest = match }
            }
            guard let number = isBare && isOpening ? word.bare : word.whole,
                let next = names.child(of: node, by: number)
            else { break }
            match.node = next
            match.end = word.end
            if isAllowed(match, in: run) { longest = match }
        }
        return longest
    }

    private func isAllowed(_ match: Match, in run: [TextWord]) -> Bool {
        names.bearers[Int(match.node)].contains { allows($0, match, in: run) }
    }

    /// Whether the words look as `bearer` demands.
    private func allows(_ bearer: NameTrie.Bearer, _ match: Match, in run: [TextWord]) -> Bool {
        let opening = run[match.words.lowerBound]
        guard match.hardGaps & ~bearer.hardGaps == 0,
            !bearer.needsArticle || (match.isBare ? opening.bareHasArticle : opening.hasArticle)
        else { return false }
        return zip(bearer.capitals, run[match.words]).allSatisfy { needed, word in needed & ~word.capitals == 0 }
    }

    private func report(_ match: Match, in run: [TextWord], at instant: Int64?, into mentions: inout [Mention]) {
        let node = Int(match.node)
        let alike = names.bearersAlike[node]
        if alike.count == 1 || instant == nil && !alike.isEmpty {
            // The match was allowed for one of them, so it is for all.
            for bearer in alike {
                mentions.append(Mention(type: bearer.type, row: bearer.row, start: match.start, end: match.end))
            }
            return
        }
        let bearers = names.bearers[node].filter { allows($0, match, in: run) }.map(\.name)
        for type in MentionType.allCases {
            let entries = bearers.filter { $0.type == type }.map(\.entry)
            let then = instant.map { instant in entries.filter { $0.isBorne(at: instant) } } ?? []
            for row in Set((then.isEmpty ? entries : then).map(\.row)).sorted() {
                mentions.append(Mention(type: type, row: row, start: match.start, end: match.end))
            }
        }
    }
}
