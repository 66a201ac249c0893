/// Counts that are about to be added up in one cell.
struct CellEntry {
    /// The number of the cell.
    let cell: UInt32
    let line: UInt32
    let category: UInt32
    let row: UInt32
    /// The place of the tally's statement among those of its group.
    let statement: UInt32
}

/// Decides which counts of one cell may be added: the latest of each series, nothing that overlaps, and where a policy
/// says how to choose, what it chooses.
///
/// One is made for each worker; its lists are kept from cell to cell, since there are many.
struct OverlapGuard {
    private let index: StatementIndex
    private let figures: CountFigures
    private let policy: Policy?
    private let order: [Party]
    private(set) var conflicts = OverlapCollector()

    /// The entries that stand, as places in what is resolved.
    private var standing: [Int] = []
    /// Pairs of `standing` that overlap.
    private var edges: [(a: Int32, b: Int32)] = []
    private var sets = DisjointSets(count: 0)
    private var chosen: [Int] = []

    /// Up to here comparing all with all is faster than looking for who could overlap.
    private static let mostCompared = 48

    init(_ index: StatementIndex, _ records: Records, policy: Policy?, order: [Party]) {
        self.index = index
        figures = CountFigures(records)
        self.policy = policy
        self.order = order
    }

    /// Calls `add` with figures that may be added up, and the places of the entries that each is made of. Parts whose
    /// whole is there are left out already; the entries are ordered by line and category.
    mutating func resolve(
        _ entries: ArraySlice<CellEntry>, _ statements: [Statement],
        add: (_ figure: CountInterval, _ chosen: [Int]) -> Void
    ) {
        keepLatest(entries, statements)
        findOverlaps(entries, statements)
        guard !edges.isEmpty else {
            for place in standing { addAlone(place, entries, add) }
            return
        }
        guard let policy else {
            for edge in edges { report(edge, entries, statements) }
            return
        }
        sets.reset(count: standing.count)
        for edge in edges { sets.unite(Int(edge.a), Int(edge.b)) }
        let roots = standing.indices.map { sets.root(of: $0) }
        // Members of one group stand together, by party.
        let members = standing.indices.sorted {
            let (a, b) = (entries[standing[$0]], entries[standing[$1]])
            let (p, q) = (statements[Int(a.statement)].party, statements[Int(b.statement)].party)
            return (roots[$0], p, $0) < (roots[$1], q, $1)
        }
        var start = 0
        while start < members.count {
            var end = start + 1
            while end < members.count, roots[members[end]] == roots[members[start]] { end += 1 }
            if end - start == 1 {
                addAlone(standing[members[start]], entries, add)
            } else {
                choose(Array(members[start..<end]), policy, entries, statements, add)
            }
            start = end
        }
    }

    private mutating func addAlone(
        _ place: Int, _ entries: ArraySlice<CellEntry>, _ add: (CountInterval, [Int]) -> Void
    ) {
        chosen.removeAll(keepingCapacity: true)
        chosen.append(place)
        add(figures.of(Int(entries[place].row)), chosen)
    }

    // MARK: The latest of each series

    private mutating func keepLatest(_ entries: ArraySlice<CellEntry>, _ statements: [Statement]) {
        standing.removeAll(keepingCapacity: true)
        var start = entries.startIndex
        while start < entries.endIndex {
            let first = entries[start]
            var end = start + 1
            while end < entries.endIndex, entries[end].line == first.line, entries[end].category == first.category {
                end += 1
            }
            if end - start == 1 || !statements[Int(first.statement)].isReplacedByLater {
                standing.append(contentsOf: start..<end)
            } else {
                var latest = first.statement
                for entry in entries[start..<end] where isLater(entry.statement, than: latest, statements) {
                    latest = entry.statement
                }
                for place in start..<end where entries[place].statement == latest { standing.append(place) }
            }
            start = end
        }
    }

    private func isLater(_ a: UInt32, than b: UInt32, _ statements: [Statement]) -> Bool {
        guard a != b else { return false }
        let (first, second) = (statements[Int(a)], statements[Int(b)])
        if first.end != second.end { return first.end > second.end }
        return index.series.isLater(Int(first.tally), than: Int(second.tally))
    }

    // MARK: Overlaps

    private mutating func findOverlaps(_ entries: ArraySlice<CellEntry>, _ statements: [Statement]) {
        edges.removeAll(keepingCapacity: true)
        guard standing.count > 1 else { return }
        if standing.count <= Self.mostCompared {
            for b in 1..<standing.count {
                for a in 0..<b where overlap(a, b, entries, statements) != nil { edges.append((Int32(a), Int32(b))) }
            }
        } else {
            let candidates = standing.map { statements[Int(entries[$0].statement)] }
            var edges: [(a: Int32, b: Int32)] = []
            // Without a policy a few pairs of one cell say enough.
            let most = policy == nil ? OverlapCollector.mostPairs : .max
            ScopeSweep.pairs(of: candidates, index.reader) { a, b in
                if overlap(a, b, entries, statements) != nil { edges.append((Int32(a), Int32(b))) }
                return edges.count <= most
            }
            self.edges = edges
        }
    }

    private func overlap(
        _ a: Int, _ b: Int, _ entries: ArraySlice<CellEntry>, _ statements: [Statement]
    ) -> Overlap? {
        let (first, second) = (entries[standing[a]], entries[standing[b]])
        guard first.statement != second.statement else { return nil }
        let categories = index.categories.all
        return index.reader.overlap(
            statements[Int(first.statement)], categories[Int(first.category)],
            statements[Int(second.statement)], categories[Int(second.category)])
    }

    private mutating func report(
        _ edge: (a: Int32, b: Int32), _ entries: ArraySlice<CellEntry>, _ statements: [Statement]
    ) {
        guard let overlap = overlap(Int(edge.a), Int(edge.b), entries, statements) else { return }
        conflicts.add(
            statements[Int(entries[standing[Int(edge.a)]].statement)],
            statements[Int(entries[standing[Int(edge.b)]].statement)], overlap)
    }

    // MARK: Choosing

    /// What one party says in a group of overlapping statements, nothing twice.
    private struct Account {
        let party: Party
        var figure: CountInterval
        var places: [Int]
        /// Whether all of it lies inside what another party counts.
        var isInside: Bool
    }

    private mutating func choose(
        _ group: [Int], _ policy: Policy, _ entries: ArraySlice<CellEntry>, _ statements: [Statement],
        _ add: (CountInterval, [Int]) -> Void
    ) {
        var accounts: [Account] = []
        var start = 0
        while start < group.count {
            let party = statement(group[start], entries, statements).party
            var end = start + 1
            while end < group.count, statement(group[end], entries, statements).party == party { end += 1 }
            accounts.append(account(group[start..<end], entries, statements))
            start = end
        }
        guard accounts.count > 1 else { return add(accounts[0].figure, accounts[0].places) }
        // The lowest figure on a part says nothing about the whole.
        if policy == .conservative || policy == .envelope {
            for index in accounts.indices {
                accounts[index].isInside = isInside(accounts[index], group, entries, statements)
            }
            if accounts.contains(where: { !$0.isInside }) { accounts.removeAll(where: \.isInside) }
        }
        let choice = policy.choice(among: accounts.map(\.figure), by: accounts.map(\.party), order: order)
        if let choice { return add(choice.figure, choice.chosen.flatMap { accounts[$0].places }) }
        let members = Set(group)
        for edge in edges where members.contains(Int(edge.a)) {
            let (a, b) = (Int(edge.a), Int(edge.b))
            if statement(a, entries, statements).party != statement(b, entries, statements).party {
                report(edge, entries, statements)
            }
        }
    }

    private func statement(
        _ member: Int, _ entries: ArraySlice<CellEntry>, _ statements: [Statement]
    ) -> Statement { statements[Int(entries[standing[member]].statement)] }

    /// Of one party's own statements the widest stands, and of the others what does not overlap one that stands.
    private func account(
        _ members: ArraySlice<Int>, _ entries: ArraySlice<CellEntry>, _ statements: [Statement]
    ) -> Account {
        let party = Party(link: statement(members[members.startIndex], entries, statements).party)
        var taken: [Int] = []
        if members.count == 1 {
            taken = Array(members)
        } else {
            let widest = members.map { ($0, StatementWidth(entries[standing[$0]], statements, index)) }
                .sorted { $0.1 < $1.1 }
            for (member, _) in widest
            where taken.allSatisfy({ overlap($0, member, entries, statements) == nil }) { taken.append(member) }
        }
        let places = taken.map { standing[$0] }
        let figure = CountInterval.sum(of: places.map { figures.of(Int(entries[$0].row)) }) ?? .zero
        return Account(party: party, figure: figure, places: places, isInside: false)
    }

    private func isInside(
        _ account: Account, _ group: [Int], _ entries: ArraySlice<CellEntry>, _ statements: [Statement]
    ) -> Bool {
        account.places.allSatisfy { place in
            let own = statements[Int(entries[place].statement)]
            return group.contains { member in
                let other = statement(member, entries, statements)
                return other.party != own.party && other.start <= own.start && other.end >= own.end
                    && index.reader.relation(own, other) == .inside
            }
        }
    }
}

/// How much a count takes in: of a party's overlapping statements the widest stands.
struct StatementWidth: Comparable {
    /// Events and places around it, then what narrows who is counted.
    private let depth: Int
    private let narrowing: Int
    /// Longer periods come first, and of equal ones running totals.
    private let length: Int64
    private let accumulation: Int
    private let tally: UInt32
    private let row: UInt32

    init(_ entry: CellEntry, _ statements: [Statement], _ index: StatementIndex) {
        let statement = statements[Int(entry.statement)]
        let reader = index.reader
        depth =
            statement.event != Records.none
            ? reader.eventTree.depth(statement.event) + 1
            : statement.place != Records.none ? reader.placeTree.depth(statement.place) + 1 : 0
        let category = index.categories.all[Int(entry.category)]
        narrowing = CountCategories.Attribute.allCases.count { category[$0] != 0 }
        length = statement.start - statement.end
        accumulation = statement.isReplacedByLater ? 0 : 1
        tally = statement.tally
        row = entry.row
    }

    static func < (a: StatementWidth, b: StatementWidth) -> Bool {
        if a.depth != b.depth { return a.depth < b.depth }
        if a.narrowing != b.narrowing { return a.narrowing < b.narrowing }
        if a.length != b.length { return a.length < b.length }
        if a.accumulation != b.accumulation { return a.accumulation < b.accumulation }
        // Rows are newest first.
        return (a.tally, a.row) < (b.tally, b.row)
    }
}
