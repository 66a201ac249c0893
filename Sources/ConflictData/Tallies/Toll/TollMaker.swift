/// Makes the toll of an event from its evidence: what stands of each party, what that comes to, and how far the parties
/// are apart.
struct TollMaker {
    /// A count of an answer.
    private struct StatedCount {
        let row: Int
        /// The number of what it counts, and of the same without who is held responsible.
        let thing: Int
        let plainThing: Int
        /// Whether it is inside another of the answer, and inside one of the same plain thing.
        var isInside = false
        var isInsideSame = false
    }

    private let dataset: Dataset
    private let question: TollQuestion
    private let rows: LentTallies
    private var evidence: TollEvidence
    private let things: TollThings
    /// The counts of all answers, and of each answer the rest.
    private var counts: [StatedCount] = []
    private var sources: [TollSource] = []
    /// The entries of the parties, of which the totals are made.
    private var accounts = PartyAccounts()
    private var predecessors: [Toll.Predecessor] = []
    private var lists: RowLists

    init(ofEvent event: Int, in dataset: Dataset, _ question: TollQuestion, _ rows: LentTallies) {
        self.dataset = dataset
        self.question = question
        self.rows = rows
        evidence = TollEvidence(ofEvent: event, in: dataset, question, rows)
        lists = evidence.takeLists()
        things = TollThings(dataset.indexes.statementReader)
        sources.reserveCapacity(evidence.answers.count)
        for answer in evidence.answers {
            let own = counts.count..<counts.count + answer.counts.count
            for place in answer.counts {
                let thing = things.number(ofCount: lists[place], in: rows)
                counts.append(StatedCount(row: lists[place], thing: thing, plainThing: things.plain(thing)))
            }
            if own.count > 1 { for place in own { findWholes(of: place, among: own) } }
            let statement = things.statements.statement(answer.tally).fromItsBeginning
            sources.append(
                TollSource(
                    statement: statement, scope: StatementScope(statement, things.statements),
                    ownPlace: things.statements.ownPlace(answer.tally), counts: own))
        }
    }

    /// Finds out whether a count of an answer is inside others of it.
    private mutating func findWholes(of place: Int, among own: Range<Int>) {
        var next = rows.whole(of: counts[place].row)
        while let whole = next {
            if let wider = self.place(ofRow: whole, among: own) {
                counts[place].isInside = true
                if counts[wider].plainThing == counts[place].plainThing {
                    counts[place].isInsideSame = true
                    return
                }
            }
            next = rows.whole(of: whole)
        }
    }

    /// Where a count of a tally stands among some, which are in order of their rows.
    private func place(ofRow row: Int, among own: Range<Int>) -> Int? {
        var (low, high) = (own.lowerBound, own.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if counts[middle].row < row { low = middle + 1 } else { high = middle }
        }
        return low < own.upperBound && counts[low].row == row ? low : nil
    }

    mutating func make() -> Toll {
        var entries: [TollEntry] = []
        entries.reserveCapacity(counts.count)
        for answer in evidence.answers.indices { addEntries(ofAnswer: answer, to: &entries) }
        accounts = judged(entries[...])
        let totals = accounts.parties.map { figure(of: $0, in: accounts) }
        let tallies = accounts.parties.flatMap { statedTallies(of: $0) }
        let whole = placesOfWhole()
        let comparisons = comparisons()
        let words = TollReader(dataset, rows)
        return Toll(
            dataset: dataset, measure: question.measure,
            unit: totals.isEmpty ? nil : evidence.unit.map(dataset.records.symbols.string), tallies: tallies,
            predecessors: predecessors, totals: totals, result: result(totals, whole),
            envelope: envelope(totals, whole),
            disagreement: DisagreementFinder(measure: question.measure, othersAside: partiesAside(), words: words)
                .disagreement(totals, comparisons),
            checks: checks(), used: accounts.parties.flatMap { usedTallies(of: $0) }, skipped: skipped(), lists: lists)
    }

    // MARK: Parties

    /// What an answer states, thing by thing; a count inside another adds nothing to it.
    private mutating func addEntries(ofAnswer answer: Int, to entries: inout [TollEntry]) {
        let start = entries.count
        for place in sources[answer].counts where !counts[place].isInside {
            let thing = counts[place].thing
            guard !entries[start...].contains(where: { $0.thing == thing }) else { continue }
            entries.append(entry(answer, thing) { $0.thing == thing && !$0.isInside })
        }
    }

    /// The same without who is held responsible. Things are compared one by one, so that a count inside one of another
    /// thing is not left out; inside another of the same thing it adds nothing.
    private mutating func addPlainEntries(ofAnswer answer: Int, to entries: inout [TollEntry]) {
        let start = entries.count
        for place in sources[answer].counts {
            let thing = counts[place].plainThing
            guard !entries[start...].contains(where: { $0.thing == thing }) else { continue }
            entries.append(entry(answer, thing) { $0.plainThing == thing && !$0.isInsideSame })
        }
    }

    /// The sum of some counts of an answer; there is at least one.
    private mutating func entry(_ answer: Int, _ thing: Int, of isMeant: (StatedCount) -> Bool) -> TollEntry {
        let start = lists.end
        let source = sources[answer]
        var figure: CountInterval?
        for place in source.counts where isMeant(counts[place]) {
            lists.append(counts[place].row)
            let next = rows.figure(of: counts[place].row)
            if figure == nil { figure = next } else { figure?.add(next) }
        }
        return TollEntry(
            source: answer, tally: Int(source.statement.tally), party: source.statement.party, thing: thing,
            counts: start..<lists.end, figure: figure ?? .zero)
    }

    private func judged(_ entries: ArraySlice<TollEntry>) -> PartyAccounts {
        PartyAccounts(entries, from: sources, things) { [plan = rows.plan] in plan.series.isLater($0, than: $1) }
    }

    /// The sum of those of a party's entries that do not overlap; there is at least one.
    private mutating func figure(of party: Range<Int>, in accounts: PartyAccounts) -> Toll.PartyFigure {
        let firstTally = lists.end
        var (newest, last) = (Int.max, -1)
        var sum: CountInterval?
        for place in accounts.counted(of: party) {
            let entry = accounts.entries[place]
            // The entries of a tally follow each other.
            if entry.tally != last { lists.append(entry.tally) }
            (newest, last) = (min(newest, entry.tally), entry.tally)
            if sum == nil { sum = entry.figure } else { sum?.add(entry.figure) }
        }
        let start = lists.end
        for place in accounts.counted(of: party) {
            for count in accounts.entries[place].counts { lists.append(lists[count]) }
        }
        return Toll.PartyFigure(
            party: accounts.entries[party.lowerBound].party, interval: sum ?? .zero,
            tallies: firstTally..<start, counts: start..<lists.end, newest: newest)
    }

    // MARK: Statements

    /// The tallies of a party that stand, also those whose figures a wider one holds already.
    private mutating func statedTallies(of party: Range<Int>) -> [Toll.StatedTally] {
        var stated: [Toll.StatedTally] = []
        for own in accounts.byTally(party) where own.contains(where: { accounts.verdicts[$0].isShown }) {
            let entry = accounts.entries[own.lowerBound]
            let source = sources[entry.source]
            let start = lists.end
            for place in source.counts where !counts[place].isInside { lists.append(counts[place].row) }
            let counts = start..<lists.end
            let firstPredecessor = predecessors.count
            addPredecessors(of: entry.tally)
            stated.append(
                Toll.StatedTally(
                    statement: source.statement, counts: counts, predecessors: firstPredecessor..<predecessors.count,
                    isInTotal: own.contains { accounts.verdicts[$0] == .counted }))
        }
        return stated
    }

    private mutating func addPredecessors(of tally: Int) {
        var reviser = tally
        while let revised = rows.revises.link(reviser) {
            if dataset.state(.tally, revised) == .served {
                let matching = evidence.matching(revised, in: &lists)
                predecessors.append(
                    Toll.Predecessor(tally: revised, reviser: reviser, counts: rows.roots(of: matching, in: &lists)))
            }
            reviser = revised
        }
    }

    /// The warnings on the tallies that stand.
    private func checks() -> [Finding] {
        let findings = dataset.view.findingsOfRow[RecordType.tally.table]
        guard !findings.isEmpty else { return [] }
        return accounts.byTally(accounts.entries.indices)
            .filter { $0.contains { accounts.verdicts[$0].isShown } }
            .flatMap { findings[UInt32(accounts.entries[$0.lowerBound].tally)] ?? [] }
            .map { dataset.findings[$0] }
    }

    private mutating func usedTallies(of party: Range<Int>) -> [Toll.UsedTally] {
        accounts.byTally(party).compactMap { own in
            let counted = own.filter { accounts.verdicts[$0] == .counted }
            guard let first = counted.first else { return nil }
            let start = lists.end
            for place in counted {
                for count in accounts.entries[place].counts { lists.append(lists[count]) }
            }
            let statement = sources[accounts.entries[first].source].statement
            return Toll.UsedTally(statement: statement, counts: start..<lists.end)
        }
    }

    /// What the evidence leaves out, and what overlaps; newest first.
    private mutating func skipped() -> [TollSkip] {
        var skips = evidence.skipped
        for (entry, verdict) in zip(accounts.entries, accounts.verdicts) {
            guard case .skipped(let reason, let by) = verdict else { continue }
            if let last = skips.last, last.tally == entry.tally, last.reason == reason, last.by == by {
                let start = lists.end
                for list in [last.counts, entry.counts] { for place in list { lists.append(lists[place]) } }
                skips[skips.count - 1].counts = start..<lists.end
            } else {
                skips.append(TollSkip(tally: entry.tally, counts: entry.counts, reason: reason, by: by))
            }
        }
        skips.sort { $0.tally < $1.tally }
        for place in skips.indices where skips[place].counts.count > 1 {
            skips[place].counts = rows.roots(of: skips[place].counts, in: &lists)
        }
        return skips
    }

    /// How many parties count something else, and nothing that answers.
    private func partiesAside() -> Int {
        var aside: Set<UInt32> = []
        for skip in evidence.skipped where skip.reason == .otherMeasure || skip.reason == .otherUnit {
            aside.insert(rows.party.narrow(skip.tally))
        }
        for party in accounts.parties { aside.remove(accounts.entries[party.lowerBound].party) }
        return aside.count
    }

    // MARK: Together

    /// - Parameter whole: the places of those who count most.
    private func result(_ totals: [Toll.PartyFigure], _ whole: [Int]) -> Toll.Result? {
        let isOfWhole = question.policy.policy == .conservative || question.policy.policy == .envelope
        let places = isOfWhole ? whole : Array(totals.indices)
        let choice = question.policy.choice(
            among: places.map { totals[$0].interval }, by: places.map { Party(link: totals[$0].party) })
        return choice.map { choice in
            Toll.Result(interval: choice.figure, parties: choice.chosen.map { totals[places[$0]].party })
        }
    }

    private func envelope(_ totals: [Toll.PartyFigure], _ places: [Int]) -> Toll.Envelope {
        var hull = places.first.map { totals[$0].interval }
        for place in places.dropFirst() { hull?.formHull(totals[place].interval) }
        let counted = places.map { thingsCounted(by: accounts.parties[$0]) }
        return Toll.Envelope(
            min: hull?.min, max: hull?.max, parties: places.map { totals[$0].party },
            isComparable: counted.dropFirst().allSatisfy { $0 == counted[0] })
    }

    /// Whether a party's total counts a thing, by the numbers of things.
    private func thingsCounted(by party: Range<Int>) -> [Bool] {
        var isCounted = [Bool](repeating: false, count: things.all.count)
        for place in accounts.counted(of: party) { isCounted[things.plain(accounts.entries[place].thing)] = true }
        return isCounted
    }

    /// The accounts that do not lie wholly inside what another party counts: a low figure for some of the victims is no
    /// low figure for all.
    private func placesOfWhole() -> [Int] {
        let entries = accounts.entries
        let places = accounts.parties.indices.filter { number in
            accounts.counted(of: accounts.parties[number]).contains { own in
                !accounts.counted(of: entries.indices).contains { isInside(entries[own], entries[$0]) }
            }
        }
        return places.isEmpty ? Array(accounts.parties.indices) : places
    }

    /// Whether an entry counts less than another party's, and nothing that the other does not hold.
    private func isInside(_ own: TollEntry, _ other: TollEntry) -> Bool {
        guard own.party != other.party else { return false }
        let (source, wide) = (sources[own.source], sources[other.source])
        guard wide.statement.start <= source.statement.start, wide.statement.end >= source.statement.end else {
            return false
        }
        let (thing, wider) = (things.plain(own.thing), things.plain(other.thing))
        return switch source.scope.relation(to: wide.scope) {
        case .inside: things.isHeld(thing, by: wider)
        case .same: thing != wider && things.isHeld(thing, by: wider)
        case .around, nil: false
        }
    }

    /// Everything that several parties count by itself or as a part, thing by thing: the widest thing first.
    private mutating func comparisons() -> [DisagreementFinder.Comparison] {
        var entries: [TollEntry] = []
        entries.reserveCapacity(counts.count)
        for answer in evidence.answers.indices { addPlainEntries(ofAnswer: answer, to: &entries) }
        let groups = Self.groupByThing(&entries, count: things.all.count)
        let shared = groups.filter { group in
            entries[group].contains { $0.party != entries[group.lowerBound].party }
        }
        return shared.sorted { a, b in
            let thing = things.attributeCounts[entries[a.lowerBound].thing]
            let other = things.attributeCounts[entries[b.lowerBound].thing]
            return thing != other ? thing < other : a.lowerBound < b.lowerBound
        }.map { group in
            let accounts = judged(entries[group])
            return DisagreementFinder.Comparison(
                thing: things.all[entries[group.lowerBound].thing],
                figures: accounts.parties.map { figure(of: $0, in: accounts) })
        }
    }

    /// Puts entries of a thing behind one another, the thing that came first before the others.
    /// - Parameter count: how many things there are.
    private static func groupByThing(_ entries: inout [TollEntry], count: Int) -> [Range<Int>] {
        var numbers = [Int?](repeating: nil, count: count)
        var sizes: [Int] = []
        for entry in entries {
            if let number = numbers[entry.thing] {
                sizes[number] += 1
            } else {
                numbers[entry.thing] = sizes.count
                sizes.append(1)
            }
        }
        var groups: [Range<Int>] = []
        for size in sizes {
            let start = groups.last?.upperBound ?? 0
            groups.append(start..<start + size)
        }
        var places = groups.map(\.lowerBound)
        var order = [Int](repeating: 0, count: entries.count)
        for (place, entry) in entries.enumerated() {
            guard let number = numbers[entry.thing] else { continue }
            order[places[number]] = place
            places[number] += 1
        }
        entries = order.map { entries[$0] }
        return groups
    }
}

extension Statement {
    /// The same with the time that its figures sum up: a state at a moment holds all that happened before.
    fileprivate var fromItsBeginning: Statement {
        guard accumulation == Self.pointInTime else { return self }
        return Statement(
            tally: tally, party: party, event: event, place: place, start: .min, end: end, accumulation: accumulation,
            phase: phase)
    }
}

extension Dataset {
    /// What is said of an event.
    package func toll(ofEvent event: Int, _ question: TollQuestion) -> Toll {
        withToll(ofEvent: event, question) { toll, _ in toll }
    }

    /// Makes what is said of an event, and lends the rows it was made of to who goes on with it.
    package func withToll<Result>(
        ofEvent event: Int, _ question: TollQuestion, _ body: (Toll, LentTallies) -> Result
    ) -> Result {
        LentTallies.lend(self) { rows in
            var maker = TollMaker(ofEvent: event, in: self, question, rows)
            return body(maker.make(), rows)
        }
    }
}
