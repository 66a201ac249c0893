/// Finds the ids nearest to one that is not there, as `NearestNames` does, without looking at each of them: what costs
/// least is looked for first, and as soon as there is enough of it the rest need not be.
struct IDSearch {
    /// An id that is near. The places of ids tell their order, so that nothing needs their letters.
    private struct Suggestion: Comparable {
        let cost: Int
        let letterCount: Int
        let place: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.cost, left.letterCount, left.place) < (right.cost, right.letterCount, right.place)
        }
    }

    private let dataset: Dataset
    private let type: RecordType
    private let order: IDOrder
    private let names: NearestNames
    private let limit: Int
    private var best: [Suggestion] = []

    /// Looks for at most `limit` ids of served records near `query`.
    init(to query: String, limit: Int, in type: RecordType, of dataset: Dataset) {
        names = NearestNames(to: query, limit: limit)
        self.limit = limit
        self.type = type
        self.dataset = dataset
        order = dataset.indexes.idOrder(of: type, dataset.records)
    }

    private var word: [UInt32] { names.query }

    /// The names, nearest first.
    mutating func find() -> [String] {
        guard !word.isEmpty, limit > 0 else { return [] }
        if word.count <= IDWalk<UInt64>.mostLetters {
            find(by: IDWalk<UInt64>(to: word))
        } else if word.count <= IDWalk<UInt128>.mostLetters {
            find(by: IDWalk<UInt128>(to: word))
        } else {
            return amongLongest()
        }
        return best.map { name($0.place) }
    }

    /// There are not as many bits as the word has letters, but few ids are as long.
    private func amongLongest() -> [String] {
        var names = names
        for place in order.rows.indices where Int(order.letterCounts[place]) >= word.count - names.editLimit {
            if isServed(place) { names.consider(name(place)) }
        }
        return names.names
    }

    private func name(_ place: Int) -> String { dataset.id(ofRow: Int(order.rows[place]), in: type) }

    private func isServed(_ place: Int) -> Bool { dataset.state(type, Int(order.rows[place])) == .served }

    private mutating func find<Bits>(by walk: IDWalk<Bits>) {
        var walk = walk
        if word.count >= NearestNames.minPrefixLetters { offerBeginnings(by: &walk) }
        // What is of interest is less with each that is found.
        for edits in 1...names.editLimit where edits <= editsOfInterest {
            offer(upTo: edits, by: &walk)
            // A later word that begins so is nearer than what is two edits away.
            if edits == 1 { offerLaterWords() }
        }
    }

    private mutating func offerBeginnings<Bits>(by walk: inout IDWalk<Bits>) {
        var stretches: [Range<Int>] = []
        walk.visitBeginnings(order) { stretches.append($0) }
        for stretch in stretches {
            for place in stretch { offer(place, cost: Int(order.letterCounts[place]) == word.count ? 0 : 1) }
        }
    }

    private mutating func offer<Bits>(upTo limit: Int, by walk: inout IDWalk<Bits>) {
        var found: [(place: Int, edits: Int)] = []
        walk.visit(order, limit: limit) { place, edits in found.append((place, edits)) }
        for (place, edits) in found {
            let sameBeginning = order.firstByte(place).map(UInt32.init) == word[0]
            if let cost = names.cost(edits: edits, sameBeginning: sameBeginning) { offer(place, cost: cost) }
        }
    }

    /// Offers the ids of which a later word begins with the word.
    private mutating func offerLaterWords() {
        let letters = word.compactMap { UInt8(exactly: $0) }
        guard letters.count == word.count, letters.count >= NearestNames.minInnerPrefixLetters else { return }
        let bit = IDOrder.bit(letters[...])
        for place in order.rows.indices where order.beginnings[place] & bit != 0 {
            guard isOfInterest(place, cost: NearestNames.innerPrefixCost),
                order.hasLaterWord(place, beginningWith: letters)
            else {
                continue
            }
            offer(place, cost: NearestNames.innerPrefixCost)
        }
    }

    // MARK: The nearest so far

    private func isOfInterest(_ place: Int, cost: Int) -> Bool {
        guard best.count == limit, let last = best.last else { return true }
        return Suggestion(cost: cost, letterCount: Int(order.letterCounts[place]), place: place) < last
    }

    private mutating func offer(_ place: Int, cost: Int) {
        guard isOfInterest(place, cost: cost), isServed(place), !best.contains(where: { $0.place == place }) else {
            return
        }
        let suggestion = Suggestion(cost: cost, letterCount: Int(order.letterCounts[place]), place: place)
        best.insert(suggestion, at: best.partitioningIndex { $0 > suggestion })
        if best.count > limit { best.removeLast() }
    }

    /// How many edits away may be what is nearer than the last of those found.
    private var editsOfInterest: Int {
        best.count < limit ? names.editLimit : min(names.editLimit, (best.last?.cost ?? 0) / 2)
    }
}
