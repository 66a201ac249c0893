/// Decides which contenders of one cell may be added: nothing that overlaps, and where a policy says how to choose, what
/// it chooses.
///
/// One is made for each worker; its lists are kept from cell to cell, since there are many.
struct OverlapGuard: ~Copyable {
    /// Something that may be added: the sum of the figures of some contenders, or a hull around them.
    struct Addend {
        let figure: CountInterval
        /// Where the contenders it is made of begin in `chosen`, and where they end.
        let first: Int
        let end: Int
    }

    /// What the last cell comes to: places of contenders that overlap none, and what is made of the others.
    private(set) var alone = WorkList<Int32>()
    private(set) var merged = WorkList<Addend>()
    private(set) var chosen = WorkList<Int32>()
    private(set) var witness: OverlapWitness

    private let rows: LentRows
    private let policy: Policy?
    private let order: [Party]
    private var search: OverlapSearch
    private var sets = OverlapSets()
    /// Of the set that is known by each contender: how many are in it, and where the next of them goes in `gathered`.
    private var sizes = WorkList<Int32>()
    private var ends = WorkList<Int32>()
    /// The members of all sets of several, set after set.
    private var gathered = WorkList<Int32>()
    private var choice: PartyChoice

    init(_ rows: LentRows, _ reader: StatementReader, policy: Policy?, order: [Party]) {
        (self.rows, self.policy, self.order) = (rows, policy, order)
        witness = OverlapWitness()
        search = OverlapSearch(rows.statements, reader)
        choice = PartyChoice(rows, order)
    }

    /// Works out `alone` and `merged`; gives whether any two overlap, and otherwise leaves both as they were, since all may
    /// be added. Puts the contenders in the order that places mean.
    mutating func resolve(_ contenders: inout WorkList<Contender>) -> Bool {
        guard let policy else {
            witness.begin(amongPartiesOnly: false)
            search.visit(&witness, among: &contenders)
            guard witness.hasFound else { return false }
            forget()
            return true
        }
        sets.begin(contenders.count)
        search.visit(&sets, among: &contenders)
        guard !sets.areSingle else { return false }
        forget()
        gatherSets(contenders.count)
        var start = 0
        while start < gathered.count {
            let end = start + Int(sizes[sets.root(of: Int(gathered[start]))])
            choose(start..<end, contenders, policy)
            start = end
        }
        return true
    }

    private mutating func forget() {
        alone.removeAll()
        merged.removeAll()
        chosen.removeAll()
    }

    /// Puts members of one set together, in order.
    private mutating func gatherSets(_ count: Int) {
        sizes.refill(0, count: count)
        for place in 0..<count {
            let root = sets.root(of: place)
            sizes[root] = sizes[root] + 1
        }
        ends.removeAll()
        gathered.removeAll()
        // A set is known by its least member.
        for place in 0..<count {
            ends.append(Int32(gathered.count))
            let size = sizes[place]
            if size == 1 {
                alone.append(Int32(place))
            } else {
                for _ in 0..<size { gathered.append(0) }
            }
        }
        for place in 0..<count {
            let root = sets.root(of: place)
            guard sizes[root] > 1 else { continue }
            gathered[Int(ends[root])] = Int32(place)
            ends[root] = ends[root] + 1
        }
    }

    // MARK: Choosing

    private mutating func choose(_ set: Range<Int>, _ contenders: borrowing WorkList<Contender>, _ policy: Policy) {
        choice.begin()
        for member in set {
            let place = Int(gathered[member])
            choice.add(place, contenders[place], sets.mark(of: place))
        }
        choice.settleRivals(contenders)
        let first = chosen.count
        if let figure = choice.figure(by: policy, chosen: &chosen) {
            merged.append(Addend(figure: figure, first: first, end: chosen.count))
        } else {
            report(set, contenders)
        }
    }

    /// Reports what the parties of a set, between which nothing chooses, both count.
    private mutating func report(_ set: Range<Int>, _ contenders: borrowing WorkList<Contender>) {
        var group = WorkList<Contender>(capacity: set.count)
        for member in set { group.append(contenders[Int(gathered[member])]) }
        witness.begin(amongPartiesOnly: true)
        search.visit(&witness, among: &group)
    }
}

/// What is known of a contender that overlaps others: whether one of its own party, and whether it lies inside what another
/// party counts.
struct OverlapMark: OptionSet {
    let rawValue: UInt8
    static let overlapsOwn = OverlapMark(rawValue: 1)
    static let isInside = OverlapMark(rawValue: 2)
}

/// Unites the contenders of a cell that overlap.
struct OverlapSets: ~Copyable, OverlapVisitor {
    /// Whether no two overlap.
    private(set) var areSingle = true
    private var sets = DisjointSets(count: 0)
    private var marks = WorkList<OverlapMark>()
    private var count = 0

    /// Forgets the last cell; of those in which nothing overlaps no more is noted than that.
    mutating func begin(_ count: Int) {
        (areSingle, self.count) = (true, count)
    }

    @inline(__always)
    mutating func meet(_ a: Int, _ b: Int, _ overlap: Overlap, _ contenders: borrowing WorkList<Contender>) -> Bool {
        if areSingle { separate() }
        sets.unite(a, b)
        switch overlap {
        case .parties(.same): break
        case .parties(.inside): markInside(a, b, contenders)
        case .parties(.around): markInside(b, a, contenders)
        case .nested, .accumulations, .repeated:
            marks[a] = marks[a].union(.overlapsOwn)
            marks[b] = marks[b].union(.overlapsOwn)
        }
        return true
    }

    private mutating func separate() {
        areSingle = false
        sets.reset(count: count)
        marks.refill([], count: count)
    }

    /// Marks a contender that lies inside another's scope, if its period does as well.
    @inline(__always)
    private mutating func markInside(_ inner: Int, _ outer: Int, _ contenders: borrowing WorkList<Contender>) {
        let (inside, around) = (contenders[inner], contenders[outer])
        if around.start <= inside.start, around.end >= inside.end { marks[inner] = marks[inner].union(.isInside) }
    }

    @inline(__always)
    mutating func root(of place: Int) -> Int { sets.root(of: place) }

    @inline(__always)
    func mark(of place: Int) -> OverlapMark { marks[place] }
}

/// Reports the tallies that overlap.
struct OverlapWitness: OverlapVisitor {
    private(set) var conflicts = OverlapCollector()
    private(set) var hasFound = false
    private var isAmongPartiesOnly = false
    /// A few pairs of one cell say enough.
    private var rest = 0

    mutating func begin(amongPartiesOnly: Bool) {
        (hasFound, isAmongPartiesOnly, rest) = (false, amongPartiesOnly, OverlapCollector.mostPairs)
    }

    mutating func meet(_ a: Int, _ b: Int, _ overlap: Overlap, _ contenders: borrowing WorkList<Contender>) -> Bool {
        if isAmongPartiesOnly {
            guard case .parties = overlap else { return true }
            conflicts.add(contenders[a].tally, contenders[b].tally, overlap)
            return !conflicts.isCut
        }
        hasFound = true
        conflicts.add(contenders[a].tally, contenders[b].tally, overlap)
        rest -= 1
        return rest >= 0
    }
}
