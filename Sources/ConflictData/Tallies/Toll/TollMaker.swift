/// Makes the toll of an event from its evidence: what stands of each party, what that comes to, and how far the parties
/// are apart.
struct TollMaker {
    /// A count of an answer.
    private struct StatedCount {
        let row: Int
        /// The number of what it counts, and of the same without who is held responsible.
        let thing: Int
        let plainThing: Int
    }

    /// What all entries of an answer have in common.
    private struct Source {
        let statement: Statement
        let scope: StatementScope
        let ownPlace: UInt32
        /// The places of its counts.
        let counts: Range<Int>
    }

    private let dataset: Dataset
    private let question: TollQuestion
    private let rows: LentTallies
    private var evidence: TollEvidence
    private let things: TollThings
    /// The counts of all answers, and of each answer the rest.
    private var counts: [StatedCount] = []
    private var sources: [Source] = []
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
            let start = counts.count
            for place in answer.counts {
                let thing = things.number(of: rows.categoryWithWholes(of: lists[place]))
                counts.append(StatedCount(row: lists[place], thing: thing, plainThing: things.plain(thing)))
            }
            let statement = things.statements.statement(answer.tally).fromItsBeginning
            sources.append(
                Source(
                    statement: statement, scope: StatementScope(statement, things.statements),
                    ownPlace: things.statements.ownPlace(answer.tally), counts: start..<counts.count))
        }
    }

    mutating func make() -> Toll {
        var entries: [TollEntry] = []
        entries.reserveCapacity(counts.count)
        for answer in evidence.answers.indices { addEntries(ofAnswer: answer, to: &entries) }
        accounts = judged(entries)
        let totals = accounts.parties.map { figure(accounts.counted(of: $0)) }
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
        let range = sources[answer].counts
        for place in range where isRoot(counts[place].row, among: range) {
            let thing = counts[place].thing
            guard !entries[start...].contains(where: { $0.thing == thing }) else { continue }
            entries.append(entry(answer, thing, ofPlain: false))
        }
    }

    /// The sum of those counts of an answer that are of one thing and inside no other.
    ///
    /// - Parameter isPlain: whether who is held responsible is of no matter. Then a count inside one of another thing
    ///   is not left out, since things are compared one by one.
    private mutating func entry(_ answer: Int, _ thing: Int, ofPlain isPlain: Bool) -> TollEntry {
        let start = lists.end
        let source = sources[answer]
        var figure: CountInterval?
        for place in source.counts {
            let count = counts[place]
            guard isPlain ? count.plainThing == thing : count.thing == thing,
                isRoot(count.row, among: source.counts, ofPlain: isPlain ? thing : nil)
            else { continue }
            lists.append(count.row)
            let next = rows.figure(of: count.row)
            if figure == nil { figure = next } else { figure?.add(next) }
        }
        return TollEntry(
            statement: source.statement, scope: source.scope, ownPlace: source.ownPlace, answer: answer, thing: thing,
            counts: start..<lists.end, figure: figure ?? .zero)
    }

    /// Whether a count is inside no other of some counts of its tally, of all or of those of one thing.
    private func isRoot(_ row: Int, among range: Range<Int>, ofPlain thing: Int? = nil) -> Bool {
        guard range.count > 1 else { return true }
        var next = rows.whole(of: row)
        while let whole = next {
            if counts[range].contains(where: { $0.row == whole && $0.plainThing == thing ?? $0.plainThing }) {
                return false
            }
            next = rows.whole(of: whole)
        }
        return true
    }

    private func judged(_ entries: [TollEntry]) -> PartyAccounts {
        PartyAccounts(entries, things) { [plan = rows.plan] in plan.series.isLater($0, than: $1) }
    }

    /// The sum of entries that do not overlap; there is at least one.
    private mutating func figure(_ entries: [TollEntry]) -> Toll.PartyFigure {
        let firstTally = lists.end
        var newest = entries[0].tally
        for (place, entry) in entries.enumerated() {
            newest = min(newest, entry.tally)
            // The entries of a tally follow each other.
            if place == 0 || entries[place - 1].tally != entry.tally { lists.append(entry.tally) }
        }
        let start = lists.end
        for entry in entries { for place in entry.counts { lists.append(lists[place]) } }
        return Toll.PartyFigure(
            party: entries[0].statement.party, interval: CountInterval.sum(of: entries.lazy.map(\.figure)) ?? .zero,
            tallies: firstTally..<start, counts: start..<lists.end, newest: newest)
    }

    // MARK: Statements

    /// The tallies of a party that stand, also those whose figures a wider one holds already.
    private mutating func statedTallies(of party: Range<Int>) -> [Toll.StatedTally] {
        var stated: [Toll.StatedTally] = []
        for own in accounts.byTally(party) where own.contains(where: { accounts.verdicts[$0].isShown }) {
            let entry = accounts.entries[own.lowerBound]
            let range = sources[entry.answer].counts
            let start = lists.end
            for place in range where isRoot(counts[place].row, among: range) { lists.append(counts[place].row) }
            let counts = start..<lists.end
            let firstPredecessor = predecessors.count
            addPredecessors(of: entry.tally)
            stated.append(
                Toll.StatedTally(
                    statement: entry.statement, counts: counts, predecessors: firstPredecessor..<predecessors.count,
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
            return Toll.UsedTally(statement: accounts.entries[first].statement, counts: start..<lists.end)
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
        for party in accounts.parties { aside.remove(accounts.entries[party.lowerBound].statement.party) }
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
        let counted = places.map { place in
            Set(accounts.counted(of: accounts.parties[place]).map { things.plain($0.thing) })
        }
        return Toll.Envelope(
            min: hull?.min, max: hull?.max, parties: places.map { totals[$0].party },
            isComparable: counted.dropFirst().allSatisfy { $0 == counted[0] })
    }

    /// The accounts that do not lie wholly inside what another party counts: a low figure for some of the victims is no
    /// low figure for all.
    private func placesOfWhole() -> [Int] {
        let all = accounts.counted(of: accounts.entries.indices)
        let places = accounts.parties.indices.filter { place in
            !accounts.counted(of: accounts.parties[place]).allSatisfy { own in all.contains { isInside(own, $0) } }
        }
        return places.isEmpty ? Array(accounts.parties.indices) : places
    }

    /// Whether an entry counts less than another party's, and nothing that the other does not hold.
    private func isInside(_ own: TollEntry, _ other: TollEntry) -> Bool {
        guard own.statement.party != other.statement.party, other.statement.start <= own.statement.start,
            other.statement.end >= own.statement.end
        else { return false }
        let (thing, wider) = (things.plain(own.thing), things.plain(other.thing))
        return switch own.scope.relation(to: other.scope) {
        case .inside: things.isHeld(thing, by: wider)
        case .same: thing != wider && things.isHeld(thing, by: wider)
        case .around, nil: false
        }
    }

    /// Everything that several parties count by itself or as a part, thing by thing: the widest thing first.
    private mutating func comparisons() -> [DisagreementFinder.Comparison] {
        var order: [Int] = []
        var entries: [[TollEntry]] = Array(repeating: [], count: things.all.count)
        for answer in evidence.answers.indices {
            for place in sources[answer].counts {
                let thing = counts[place].plainThing
                guard entries[thing].last?.answer != answer else { continue }
                if entries[thing].isEmpty { order.append(thing) }
                // A count inside another of the same thing adds nothing to it.
                entries[thing].append(entry(answer, thing, ofPlain: true))
            }
        }
        let shared = order.filter { thing in
            entries[thing].contains { $0.statement.party != entries[thing][0].statement.party }
        }
        let places = shared.indices.sorted { a, b in
            let counts = (things.attributeCounts[shared[a]], things.attributeCounts[shared[b]])
            return counts.0 != counts.1 ? counts.0 < counts.1 : a < b
        }
        return places.map { place in
            let accounts = judged(entries[shared[place]])
            return DisagreementFinder.Comparison(
                thing: things.all[shared[place]],
                figures: accounts.parties.map { figure(accounts.counted(of: $0)) })
        }
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
        LentTallies.lend(self) { rows in
            var maker = TollMaker(ofEvent: event, in: self, question, rows)
            return maker.make()
        }
    }
}
