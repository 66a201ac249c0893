/// What the parties say in a set of contenders that overlap each other, nothing twice, and which of them a policy takes.
///
/// Its lists are kept from set to set, since there are many.
struct PartyChoice: ~Copyable {
    private struct Account {
        let party: UInt32
        var figure: CountInterval
        var isEmpty = true
        /// Whether all of it lies inside what another party counts.
        var isInside = true
        var isChosen = false
    }

    /// One of several statements of a party that overlap.
    private struct Rival {
        let place: Int32
        let account: Int32
        let width: StatementWidth
    }

    /// What counts of an account.
    private struct Taken {
        let place: Int32
        let account: Int32
    }

    private let rows: LentRows
    private let order: [Party]
    private var accounts = WorkList<Account>()
    private var taken = WorkList<Taken>()
    private var rivals = WorkList<Rival>()
    private var standing = WorkList<Int32>()

    init(_ rows: LentRows, _ order: [Party]) { (self.rows, self.order) = (rows, order) }

    /// Forgets the last set.
    mutating func begin() {
        accounts.removeAll()
        taken.removeAll()
        rivals.removeAll()
    }

    mutating func add(_ place: Int, _ contender: Contender, _ mark: OverlapMark) {
        let party = rows.statements.lines[contender.line].scope.party
        var account = accounts.count - 1
        while account >= 0, accounts[account].party != party { account -= 1 }
        if account < 0 {
            account = accounts.count
            accounts.append(Account(party: party, figure: .zero))
        }
        if mark.contains(.overlapsOwn) {
            let width = StatementWidth(contender, isInside: mark.contains(.isInside), rows.statements)
            rivals.append(Rival(place: Int32(place), account: Int32(account), width: width))
        } else {
            take(place, rows.figure(contender), mark.contains(.isInside), account)
        }
    }

    @inline(__always)
    private mutating func take(_ place: Int, _ figure: CountInterval, _ isInside: Bool, _ number: Int) {
        var account = accounts[number]
        if account.isEmpty { account.figure = figure } else { account.figure.add(figure) }
        account.isEmpty = false
        account.isInside = account.isInside && isInside
        accounts[number] = account
        taken.append(Taken(place: Int32(place), account: Int32(number)))
    }

    /// Of one party's own statements the widest stands, and of the others what does not overlap one that stands.
    mutating func settleRivals(_ contenders: borrowing WorkList<Contender>) {
        guard !rivals.isEmpty else { return }
        rivals.sort(0..<rivals.count) { $0.account != $1.account ? $0.account < $1.account : $0.width < $1.width }
        var account: Int32 = -1
        for number in 0..<rivals.count {
            let rival = rivals[number]
            if rival.account != account {
                account = rival.account
                standing.removeAll()
            }
            let contender = contenders[Int(rival.place)]
            var place = 0
            while place < standing.count,
                rows.statements.overlap(contenders[Int(standing[place])], contender) == nil
            { place += 1 }
            guard place == standing.count else { continue }
            standing.append(rival.place)
            take(Int(rival.place), rows.figure(contender), rival.width.isInside, Int(account))
        }
    }

    /// The figure of the parties that a policy takes, and the places it is made of; nil where it takes none.
    mutating func figure(by policy: Policy, chosen: inout WorkList<Int32>) -> CountInterval? {
        guard accounts.count > 1 else {
            for number in 0..<taken.count { chosen.append(taken[number].place) }
            return accounts[0].figure
        }
        // The lowest figure on a part says nothing about the whole.
        var isSomeOutside = false
        for number in 0..<accounts.count where !accounts[number].isInside { isSomeOutside = true }
        let leavesOutInside = isSomeOutside && (policy == .conservative || policy == .envelope)
        guard let figure = choose(by: policy, leavesOutInside: leavesOutInside) else { return nil }
        for number in 0..<taken.count where accounts[Int(taken[number].account)].isChosen {
            chosen.append(taken[number].place)
        }
        return figure
    }

    /// Chooses as `Policy.choice` does among the parties in their order.
    private mutating func choose(by policy: Policy, leavesOutInside: Bool) -> CountInterval? {
        var hull: CountInterval?
        var best = -1
        for number in 0..<accounts.count where !leavesOutInside || !accounts[number].isInside {
            switch policy {
            case .bySource: return nil
            case .conservative, .maximum:
                if best < 0 || isBetter(number, than: best, by: policy) { best = number }
            case .envelope:
                accounts[number].isChosen = true
                if hull == nil { hull = accounts[number].figure } else { hull?.formHull(accounts[number].figure) }
            case .preferred:
                // Few are preferred, and few parties are in a set.
                guard let rank = rank(number), best < 0 || rank < self.rank(best) ?? .max else { continue }
                best = number
            }
        }
        guard best >= 0 else { return hull }
        accounts[best].isChosen = true
        return accounts[best].figure
    }

    private func rank(_ number: Int) -> Int? { order.firstIndex(of: Party(link: accounts[number].party)) }

    /// Of equals the party that comes first is taken.
    private func isBetter(_ number: Int, than other: Int, by policy: Policy) -> Bool {
        let (a, b) = (accounts[number], accounts[other])
        if policy.prefers(a.figure, to: b.figure) { return true }
        return a.party < b.party && !policy.prefers(b.figure, to: a.figure)
    }
}

/// How much a count takes in: of a party's overlapping statements the widest stands.
struct StatementWidth {
    /// Whether it lies inside what another party counts.
    let isInside: Bool
    /// Events and places around it, then what narrows who is counted.
    private let depth: UInt32
    private let narrowing: UInt8
    private let isReplacedByLater: Bool
    /// Longer periods come first, and of equal ones running totals.
    private let length: Int64
    private let tally: UInt32
    private let row: UInt32

    init(_ contender: Contender, isInside: Bool, _ statements: LentStatements) {
        let line = statements.lines[contender.line]
        self.isInside = isInside
        depth = line.depth
        narrowing = statements.narrowings[contender.category]
        isReplacedByLater = line.isReplacedByLater
        length = statements.instants[contender.end] - statements.instants[contender.start]
        tally = contender.tally
        row = contender.row
    }

    static func < (a: StatementWidth, b: StatementWidth) -> Bool {
        if a.depth != b.depth { return a.depth < b.depth }
        if a.narrowing != b.narrowing { return a.narrowing < b.narrowing }
        if a.length != b.length { return a.length > b.length }
        if a.isReplacedByLater != b.isReplacedByLater { return a.isReplacedByLater }
        // Rows are newest first.
        return (a.tally, a.row) < (b.tally, b.row)
    }
}
