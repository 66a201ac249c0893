/// Collects the names nearest to a misspelled one, for "did you mean": parameters, enum values, ids, names.
///
/// Names are compared folded (`TextFolding`). Near is: equal when folded; one that begins with what was typed; up to
/// a third of its letters edited; one of whose later words begins with what was typed. Whatever is further off is no
/// suggestion. The work per candidate is bounded, since clients choose what is typed.
package struct NearestNames {
    /// Longer input is answered with nothing: ids end at 128 characters.
    static let maxLetters = 128
    /// Input above this is not even folded: `maxLetters` of four bytes, and as much again for what folding drops.
    static let maxQueryBytes = 1024
    /// Edits allowed in long names: with five, short words within them turn into others.
    static let maxEdits = 4
    /// A name is offered as the continuation of no fewer letters than this.
    static let minPrefixLetters = 2
    /// And for its later words, of no fewer than this.
    static let minInnerPrefixLetters = 3
    /// What such a later word costs: more than one edit, less than two.
    static let innerPrefixCost = 3

    private struct Suggestion {
        var cost: Int
        var letterCount: Int
        var name: String

        /// Cheapest first, then shortest, then in order of scalars, so that ties are stable.
        static func precedes(_ left: Suggestion, _ right: Suggestion) -> Bool {
            (left.cost, left.letterCount) == (right.cost, right.letterCount)
                ? left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
                : (left.cost, left.letterCount) < (right.cost, right.letterCount)
        }
    }

    /// What was typed, folded.
    let query: [UInt32]
    let editLimit: Int
    private let queryBag: UInt64
    private let limit: Int
    private var distance: EditDistance
    private var best: [Suggestion] = []
    private var scanner = WordScanner()
    private var folded: [UInt8] = []
    private var candidate: [UInt32] = []

    /// Looks for at most `limit` names near `query`.
    package init(to query: String, limit: Int) {
        var letters: [UInt32] = []
        if query.utf8.count <= Self.maxQueryBytes { letters = TextFolding.fold(query).unicodeScalars.map(\.value) }
        if letters.count > Self.maxLetters { letters = [] }
        self.query = letters
        self.limit = letters.isEmpty ? 0 : max(0, limit)
        queryBag = letters.reduce(0) { $0 | Self.bagBit($1) }
        editLimit = max(1, min(letters.count / 3, Self.maxEdits))
        distance = EditDistance(to: letters)
    }

    /// The names near `query` among `candidates`, nearest first, each once.
    package static func nearest(to query: String, among candidates: some Sequence<String>, limit: Int) -> [String] {
        var search = NearestNames(to: query, limit: limit)
        for candidate in candidates { search.consider(candidate) }
        return search.names
    }

    /// The names of parameters, fields or keys that may be meant: those near to what was typed, else those of the thing
    /// that others call so.
    package static func meant(by typed: String, among names: some Collection<String>, limit: Int) -> [String] {
        let near = nearest(to: typed, among: names, limit: limit)
        return near.isEmpty ? BorrowedWords.names(for: typed, among: names, limit: limit) : near
    }

    /// What was found so far, nearest first.
    package var names: [String] { best.map(\.name) }

    /// Takes `name` in if it is nearer than what was found so far.
    package mutating func consider(_ name: String) {
        guard limit > 0 else { return }
        TextFolding.fold(name, with: &scanner, into: &folded)
        offer(bag: decodeCandidate()) { name }
    }

    private mutating func offer(bag: UInt64, _ name: () -> String) {
        guard let cost = cost(bag: bag) else { return }
        let letterCount = candidate.count
        if best.count == limit, let last = best.last, (last.cost, last.letterCount) < (cost, letterCount) { return }
        let suggestion = Suggestion(cost: cost, letterCount: letterCount, name: name())
        if best.count == limit, let last = best.last, !Suggestion.precedes(suggestion, last) { return }
        guard !best.contains(where: { $0.name == suggestion.name }) else { return }
        best.insert(suggestion, at: best.firstIndex { Suggestion.precedes(suggestion, $0) } ?? best.endIndex)
        if best.count > limit { best.removeLast() }
    }

    /// Once the list is full, only what is as near as its last is of interest.
    private var editsToTry: Int { best.count < limit ? editLimit : min(editLimit, (best.last?.cost ?? 0) / 2) }

    /// How far the candidate is from the query; nil when too far. An edit costs two, so that a candidate which merely
    /// goes on (1) comes before one with an edit, and one with a later word that fits (3) between one edit and two.
    private mutating func cost(bag: UInt64) -> Int? {
        if candidate.count >= query.count, query.count >= Self.minPrefixLetters, candidate.starts(with: query) {
            return candidate.count == query.count ? 0 : 1
        }
        let edits = editCost(bag: bag)
        if edits.map({ $0 <= Self.innerPrefixCost }) ?? false { return edits }
        return hasLaterWordBeginningWithQuery(bag: bag) ? Self.innerPrefixCost : edits
    }

    private mutating func editCost(bag: UInt64) -> Int? {
        let editLimit = editsToTry
        guard abs(candidate.count - query.count) <= editLimit,
            (queryBag & ~bag).nonzeroBitCount <= editLimit, (bag & ~queryBag).nonzeroBitCount <= editLimit
        else { return nil }
        let sameBeginning = candidate.first == query.first
        return distance.distance(to: candidate, limit: editLimit).flatMap {
            cost(edits: $0, sameBeginning: sameBeginning)
        }
    }

    /// What so many edits cost; nil: such a candidate is no suggestion.
    func cost(edits: Int, sameBeginning: Bool) -> Int? {
        // In three letters an edit of the first leaves too little to go by.
        guard sameBeginning || query.count > 3 else { return nil }
        return edits == 0 ? 0 : 2 * edits + (sameBeginning ? 0 : 1)
    }

    private func hasLaterWordBeginningWithQuery(bag: UInt64) -> Bool {
        guard query.count >= Self.minInnerPrefixLetters, candidate.count > query.count, queryBag & ~bag == 0 else {
            return false
        }
        return candidate.indices.contains { index in
            candidate[index] == 0x20 && candidate[(index + 1)...].starts(with: query)
        }
    }

    /// Decodes `folded` into `candidate` and gives its bag: an edit adds at most one letter to a bag, and takes at most
    /// one away, so that two bags which differ by more need no table.
    private mutating func decodeCandidate() -> UInt64 {
        candidate.removeAll(keepingCapacity: true)
        var bag: UInt64 = 0
        var index = 0
        while index < folded.count {
            let scalar = nextScalar(at: &index)
            candidate.append(scalar)
            bag |= Self.bagBit(scalar)
        }
        return bag
    }

    /// Reads one scalar of `folded`, which is UTF-8 of our own making.
    private func nextScalar(at index: inout Int) -> UInt32 {
        let first = UInt32(folded[index])
        index += 1
        guard first >= 0x80 else { return first }
        let count = (~(first << 24)).leadingZeroBitCount
        var scalar = first & (0x7F >> UInt32(count))
        for _ in 1..<count {
            scalar = scalar << 6 | UInt32(folded[index] & 0x3F)
            index += 1
        }
        return scalar
    }

    private static func bagBit(_ letter: UInt32) -> UInt64 { 1 << UInt64(letter & 63) }
}
