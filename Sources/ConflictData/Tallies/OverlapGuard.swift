/// Decides which contenders of one cell may be added: nothing that overlaps, and where a policy says how to choose, what
/// it chooses.
///
/// One is made for each worker; its lists are kept from cell to cell, since there are many.
struct OverlapGuard {
    /// Something that may be added: the sum of the figures of some contenders, or a hull around them.
    struct Addend {
        let figure: CountInterval
        /// Where the contenders it is made of stand in `chosen`.
        let members: Range<Int>
    }

    /// What the last cell comes to: places of contenders that overlap none, and what is made of the others.
    private(set) var alone: [Int] = []
    private(set) var merged: [Addend] = []
    private(set) var chosen: [Int] = []

    private let index: StatementIndex
    private let policy: Policy?
    private let order: [Party]
    private(set) var conflicts = OverlapCollector()

    private var sets = DisjointSets(count: 0)
    private var marks: [Mark] = []
    /// Of the set that is known by each contender: how many are in it, and where the next of them goes in `gathered`.
    private var sizes: [Int] = []
    private var ends: [Int] = []
    /// The members of all sets of several, set after set.
    private var gathered: [Int] = []
    private var choice = PartyChoice()

    /// Of a contender: whether it overlaps one of its own party, and whether it lies inside what another party counts.
    struct Mark: OptionSet {
        let rawValue: UInt8
        static let overlapsOwn = Mark(rawValue: 1)
        static let isInside = Mark(rawValue: 2)
    }

    init(_ index: StatementIndex, policy: Policy?, order: [Party]) {
        self.index = index
        self.policy = policy
        self.order = order
    }

    /// Works out `alone` and `merged`; gives whether any two overlap, and otherwise leaves both as they were, since all may
    /// be added.
    mutating func resolve(_ contenders: [Contender], _ rows: LentRows) -> Bool {
        guard findOverlaps(contenders) else { return false }
        alone.removeAll(keepingCapacity: true)
        merged.removeAll(keepingCapacity: true)
        chosen.removeAll(keepingCapacity: true)
        guard let policy else { return true }
        gatherSets(contenders)
        var start = 0
        while start < gathered.count {
            let end = start + sizes[sets.root(of: gathered[start])]
            choose(start..<end, contenders, policy, rows)
            start = end
        }
        return true
    }

    // MARK: Overlaps

    /// Unites what overlaps, or without a policy reports it; gives whether anything does.
    private mutating func findOverlaps(_ contenders: [Contender]) -> Bool {
        var isFound = false
        guard policy != nil else {
            // A few pairs of one cell say enough.
            var rest = OverlapCollector.mostPairs
            index.forEachOverlap(among: contenders) { a, b, overlap in
                isFound = true
                conflicts.add(contenders[a].tally, contenders[b].tally, overlap)
                rest -= 1
                return rest >= 0
            }
            return isFound
        }
        index.forEachOverlap(among: contenders) { a, b, overlap in
            if !isFound { forget(contenders.count) }
            isFound = true
            sets.unite(a, b)
            switch overlap {
            case .parties(let relation): markInside(a, b, relation, contenders)
            case .nested, .accumulations, .repeated:
                marks[a].insert(.overlapsOwn)
                marks[b].insert(.overlapsOwn)
            }
            return true
        }
        return isFound
    }

    private mutating func forget(_ count: Int) {
        sets.reset(count: count)
        marks.removeAll(keepingCapacity: true)
        for _ in 0..<count { marks.append([]) }
    }

    private mutating func markInside(_ a: Int, _ b: Int, _ relation: ScopeRelation, _ contenders: [Contender]) {
        let (first, second) = (contenders[a], contenders[b])
        switch relation {
        case .same: break
        case .inside: if second.start <= first.start, second.end >= first.end { marks[a].insert(.isInside) }
        case .around: if first.start <= second.start, first.end >= second.end { marks[b].insert(.isInside) }
        }
    }

    /// Puts members of one set together, in order.
    private mutating func gatherSets(_ contenders: [Contender]) {
        sizes.removeAll(keepingCapacity: true)
        for _ in contenders.indices { sizes.append(0) }
        for place in contenders.indices { sizes[sets.root(of: place)] += 1 }
        ends.removeAll(keepingCapacity: true)
        gathered.removeAll(keepingCapacity: true)
        // A set is known by its least member.
        for place in contenders.indices {
            ends.append(gathered.count)
            let root = sets.root(of: place)
            if sizes[root] == 1 {
                alone.append(place)
            } else if root == place {
                for _ in 0..<sizes[root] { gathered.append(place) }
            }
        }
        for place in contenders.indices {
            let root = sets.root(of: place)
            guard sizes[root] > 1 else { continue }
            gathered[ends[root]] = place
            ends[root] += 1
        }
    }

    // MARK: Choosing

    private mutating func choose(_ set: Range<Int>, _ contenders: [Contender], _ policy: Policy, _ rows: LentRows) {
        choice.begin()
        for member in set {
            let place = gathered[member]
            choice.add(place, contenders[place], index, rows, marks[place])
        }
        choice.settleRivals(contenders, index, rows)
        let first = chosen.count
        if let figure = choice.figure(by: policy, order, chosen: &chosen) {
            merged.append(Addend(figure: figure, members: first..<chosen.count))
        } else {
            report(set.map { contenders[gathered[$0]] })
        }
    }

    private mutating func report(_ group: [Contender]) {
        index.forEachOverlap(among: group) { a, b, overlap in
            if case .parties = overlap { conflicts.add(group[a].tally, group[b].tally, overlap) }
            return !conflicts.isCut
        }
    }
}
