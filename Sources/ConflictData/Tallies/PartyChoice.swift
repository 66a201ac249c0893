/// What the parties say in a set of contenders that overlap each other, nothing twice, and which of them a policy takes.
///
/// Its lists are kept from set to set, since there are many.
struct PartyChoice {
    private struct Account {
        let party: UInt32
        var figure: CountInterval?
        /// Whether all of it lies inside what another party counts.
        var isInside = true
        var isChosen = false
    }

    /// One of several statements of a party that overlap.
    private struct Rival {
        let place: Int
        let account: Int
        let width: StatementWidth
    }

    private var accounts: [Account] = []
    /// Numbers of the accounts that are chosen from, by party.
    private var candidates: [Int] = []
    /// What counts of each account, by its number.
    private var taken: [(place: Int, account: Int)] = []
    private var rivals: [Rival] = []
    private var standing: [Int] = []
    private var figures: [CountInterval] = []
    private var parties: [Party] = []

    /// Forgets the last set.
    mutating func begin() {
        accounts.removeAll(keepingCapacity: true)
        taken.removeAll(keepingCapacity: true)
        rivals.removeAll(keepingCapacity: true)
    }

    mutating func add(
        _ place: Int, _ contender: Contender, _ index: StatementIndex, _ rows: LentRows, _ mark: OverlapGuard.Mark
    ) {
        let party = contender.scope.party
        var account = accounts.count - 1
        while account >= 0, accounts[account].party != party { account -= 1 }
        if account < 0 {
            account = accounts.count
            accounts.append(Account(party: party))
        }
        if mark.contains(.overlapsOwn) {
            let width = StatementWidth(contender, isInside: mark.contains(.isInside), index)
            rivals.append(Rival(place: place, account: account, width: width))
        } else {
            take(place, rows.figure(contender.row), mark.contains(.isInside), account)
        }
    }

    private mutating func take(_ place: Int, _ figure: CountInterval, _ isInside: Bool, _ account: Int) {
        if accounts[account].figure == nil {
            accounts[account].figure = figure
        } else {
            accounts[account].figure?.add(figure)
        }
        accounts[account].isInside = accounts[account].isInside && isInside
        taken.append((place, account))
    }

    /// Of one party's own statements the widest stands, and of the others what does not overlap one that stands.
    mutating func settleRivals(_ contenders: [Contender], _ index: StatementIndex, _ rows: LentRows) {
        guard !rivals.isEmpty else { return }
        rivals.sort { $0.account != $1.account ? $0.account < $1.account : $0.width < $1.width }
        var account = -1
        for rival in rivals {
            if rival.account != account {
                account = rival.account
                standing.removeAll(keepingCapacity: true)
            }
            let contender = contenders[rival.place]
            guard standing.allSatisfy({ index.overlap(contenders[$0], contender) == nil }) else { continue }
            standing.append(rival.place)
            take(rival.place, rows.figure(contender.row), rival.width.isInside, account)
        }
    }

    /// The figure of the parties that a policy takes, and the places it is made of; nil where it takes none.
    mutating func figure(by policy: Policy, _ order: [Party], chosen: inout [Int]) -> CountInterval? {
        guard accounts.count > 1 else {
            for (place, _) in taken { chosen.append(place) }
            return accounts[0].figure
        }
        // The lowest figure on a part says nothing about the whole.
        let isByWidth = policy == .conservative || policy == .envelope
        let leavesOutInside = isByWidth && accounts.contains { !$0.isInside }
        candidates.removeAll(keepingCapacity: true)
        for number in accounts.indices where !leavesOutInside || !accounts[number].isInside {
            candidates.append(number)
        }
        if candidates.count > 1 { candidates.sort { accounts[$0].party < accounts[$1].party } }
        figures.removeAll(keepingCapacity: true)
        parties.removeAll(keepingCapacity: true)
        for number in candidates {
            figures.append(accounts[number].figure ?? .zero)
            parties.append(Party(link: accounts[number].party))
        }
        guard let choice = policy.choice(among: figures, by: parties, order: order) else { return nil }
        for place in choice.chosen { accounts[candidates[place]].isChosen = true }
        for (place, account) in taken where accounts[account].isChosen { chosen.append(place) }
        return choice.figure
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

    init(_ contender: Contender, isInside: Bool, _ index: StatementIndex) {
        let line = index.lineTable[Int(contender.line)]
        let instants = index.periods.instants
        self.isInside = isInside
        depth = line.depth
        narrowing = index.narrowings[Int(contender.category)]
        isReplacedByLater = line.isReplacedByLater
        length = instants[Int(contender.end)] - instants[Int(contender.start)]
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
