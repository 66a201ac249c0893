/// Makes the toll of an event from its evidence: what stands of each party, what that comes to, and how far the parties
/// are apart.
///
/// A class, since it is handed to many small closures and each copy of its parts would be counted.
final class TollMaker {
    private typealias Judged = (entry: TollEntry, verdict: PartyAccount.Verdict)

    private let dataset: Dataset
    private let question: TollQuestion
    private let reader: TollReader
    private let statements: StatementReader
    private let series: CountSeries
    private let evidence: TollEvidence

    init(ofEvent event: Int, in dataset: Dataset, _ question: TollQuestion) {
        self.dataset = dataset
        self.question = question
        reader = TollReader(dataset)
        statements = dataset.indexes.statementReader
        series = CountSeries(dataset.records)
        evidence = TollEvidence(ofEvent: event, in: dataset, question, reader)
    }

    func make() -> Toll {
        let entries = evidence.answers.flatMap { answer in
            self.entries(answer.tally, reader.roots(of: answer.counts).map { ($0, reader.category(of: $0)) })
        }
        // The evidence is newest first, so this is the order of their newest statements.
        let accounts = entries.groupedByParty().map(judged)
        let counted = accounts.map { $0.filter { $0.verdict == .counted }.map(\.entry) }
        let totals = counted.map(figure)
        let shown = accounts.flatMap(statements)
        return Toll(
            unit: totals.isEmpty ? nil : evidence.unit.map(dataset.records.symbols.string), statements: shown,
            totals: totals, result: result(totals, counted), envelope: envelope(totals, counted),
            disagreement: DisagreementFinder(
                measure: question.measure, reader: reader, othersAside: partiesAside(counted)
            )
            .disagreement(totals, comparable(), figure: standing),
            checks: checks(accounts.flatMap(\.self)), used: accounts.flatMap(used),
            skipped: skipped(accounts.flatMap(\.self)))
    }

    // MARK: Parties

    /// The counts of a tally, thing by thing.
    private func entries(_ tally: Int, _ counts: [(row: Int, category: CountCategories.Category)]) -> [TollEntry] {
        let statement = statements.statement(tally).fromItsBeginning
        var entries: [TollEntry] = []
        for (row, category) in counts {
            if let place = entries.firstIndex(where: { $0.category == category }) {
                entries[place].counts.append(row)
                entries[place].figure.add(reader.figures.of(row))
            } else {
                entries.append(
                    TollEntry(
                        statement: statement, ownPlace: statements.ownPlace(tally), category: category, counts: [row],
                        figure: reader.figures.of(row)))
            }
        }
        return entries
    }

    private func judged(_ entries: [TollEntry]) -> [Judged] {
        let verdicts = PartyAccount.verdicts(entries, statements) { series.isLater($0, than: $1) }
        return Array(zip(entries, verdicts))
    }

    /// What of one party's entries stands, added up.
    private func standing(_ entries: [TollEntry]) -> Toll.PartyFigure {
        figure(judged(entries).filter { $0.verdict == .counted }.map(\.entry))
    }

    /// The sum of entries that do not overlap; there is at least one.
    private func figure(_ entries: [TollEntry]) -> Toll.PartyFigure {
        let tallies = entries.map(\.tally).inOrderOnce
        return Toll.PartyFigure(
            party: reader.party(entries[0].statement.party),
            interval: CountInterval.sum(of: entries.lazy.map(\.figure)) ?? .zero,
            reportDate: reader.reportDate(of: tallies.min() ?? 0), tallies: tallies.map(reader.id(ofTally:)),
            counts: entries.flatMap(\.counts).map(reader.id(ofCount:)))
    }

    // MARK: Statements

    /// The tallies of a party that stand, also those whose figures a wider one holds already.
    private func statements(_ account: [Judged]) -> [TollStatement] {
        account.map(\.entry.tally).inOrderOnce.compactMap { tally in
            let own = account.filter { $0.entry.tally == tally }
            guard own.contains(where: { Self.stands($0.verdict) }), let value = value(of: tally) else { return nil }
            return reader.statement(
                own[0].entry.statement, value, isInTotal: own.contains { $0.verdict == .counted },
                predecessors: reader.predecessors(of: tally) { revised in
                    reader.value(reader.roots(of: evidence.matching(revised)))
                })
        }
    }

    private static func stands(_ verdict: PartyAccount.Verdict) -> Bool {
        switch verdict {
        case .counted, .skipped(.partOfWhole, _), .skipped(.overlap, _): true
        case .skipped: false
        }
    }

    /// The warnings on the tallies that stand.
    private func checks(_ judged: [Judged]) -> [Finding] {
        judged.filter { Self.stands($0.verdict) }.map(\.entry.tally).inOrderOnce.flatMap {
            dataset.view.findingsOfRow[RecordType.tally.table][UInt32($0)] ?? []
        }.map { dataset.findings[$0] }
    }

    private func value(of tally: Int) -> TollCount? {
        evidence.answers.first { $0.tally == tally }.flatMap { reader.value(reader.roots(of: $0.counts)) }
    }

    private func used(_ account: [Judged]) -> [Toll.UsedTally] {
        let counted = account.filter { $0.verdict == .counted }.map(\.entry)
        return counted.map(\.tally).inOrderOnce.map { tally in
            let own = counted.filter { $0.tally == tally }
            return Toll.UsedTally(
                tally: reader.id(ofTally: tally), party: reader.party(own[0].statement.party),
                counts: own.flatMap(\.counts).map(reader.id(ofCount:)))
        }
    }

    /// What the evidence leaves out, and what overlaps; newest first.
    private func skipped(_ judged: [Judged]) -> [Toll.SkippedTally] {
        var skips = evidence.skipped
        for (entry, verdict) in judged {
            guard case .skipped(let reason, let by) = verdict else { continue }
            if let last = skips.indices.last, skips[last].tally == entry.tally, skips[last].reason == reason,
                skips[last].by == by
            {
                skips[last].counts += entry.counts
            } else {
                skips.append(TollSkip(tally: entry.tally, counts: entry.counts, reason: reason, by: by))
            }
        }
        return skips.sorted { $0.tally < $1.tally }.map {
            reader.skipped($0, statements.statement($0.tally), measure: question.measure)
        }
    }

    /// How many parties count something else, and nothing that answers.
    private func partiesAside(_ counted: [[TollEntry]]) -> Int {
        let aside = evidence.skipped.filter { $0.reason == .otherMeasure || $0.reason == .otherUnit }
        return Set(aside.map { statements.statement($0.tally).party })
            .subtracting(counted.map { $0[0].statement.party }).count
    }

    // MARK: Together

    private func result(_ totals: [Toll.PartyFigure], _ counted: [[TollEntry]]) -> Toll.Result? {
        let isOfWhole = question.policy.policy == .conservative || question.policy.policy == .envelope
        let places = isOfWhole ? placesOfWhole(counted) : Array(totals.indices)
        let parties = places.map { Party(link: counted[$0][0].statement.party) }
        return question.policy.choice(among: places.map { totals[$0].interval }, by: parties).map { choice in
            Toll.Result(interval: choice.figure, parties: choice.chosen.map { totals[places[$0]].party })
        }
    }

    private func envelope(_ totals: [Toll.PartyFigure], _ counted: [[TollEntry]]) -> Toll.Envelope {
        let places = placesOfWhole(counted)
        var hull = places.first.map { totals[$0].interval }
        for place in places.dropFirst() { hull?.formHull(totals[place].interval) }
        let things = places.map { place in Set(counted[place].map { $0.category.withoutPerpetrator }) }
        return Toll.Envelope(
            min: hull?.min, max: hull?.max, parties: places.map { totals[$0].party.id },
            isComparable: things.dropFirst().allSatisfy { $0 == things[0] })
    }

    /// The accounts that do not lie wholly inside what another party counts: a low figure for some of the victims is no
    /// low figure for all.
    private func placesOfWhole(_ counted: [[TollEntry]]) -> [Int] {
        let all = counted.flatMap(\.self)
        let places = counted.indices.filter { place in
            !counted[place].allSatisfy { own in all.contains { isInside(own, $0) } }
        }
        return places.isEmpty ? Array(counted.indices) : places
    }

    /// Whether an entry counts less than another party's, and nothing that the other does not hold.
    private func isInside(_ own: TollEntry, _ other: TollEntry) -> Bool {
        guard own.statement.party != other.statement.party, other.statement.start <= own.statement.start,
            other.statement.end >= own.statement.end
        else { return false }
        let (thing, wider) = (own.category.withoutPerpetrator, other.category.withoutPerpetrator)
        switch statements.relation(own.statement, other.statement) {
        case .inside: return wider.holds(thing)
        case .same: return thing != wider && wider.holds(thing)
        case .around, nil: return false
        }
    }

    /// Everything that is counted by itself or as a part, thing by thing and party by party: the widest thing first.
    private func comparable() -> [(thing: CountCategories.Category, parties: [[TollEntry]])] {
        // There are few things, so that looking through them is faster than a table.
        var things: [(thing: CountCategories.Category, entries: [TollEntry])] = []
        for answer in evidence.answers {
            let categories = answer.counts.map { (row: $0, category: reader.category(of: $0).withoutPerpetrator) }
            for thing in categories.map(\.category).inOrderOnce {
                let rows = categories.filter { $0.category == thing }.map(\.row)
                // A count inside another of the same thing adds nothing to it.
                let roots = reader.roots(of: rows).map { (row: $0, category: thing) }
                let found = entries(answer.tally, roots)
                if let place = things.firstIndex(where: { $0.thing == thing }) {
                    things[place].entries += found
                } else {
                    things.append((thing, found))
                }
            }
        }
        return things.map { ($0.thing, $0.entries.groupedByParty()) }
            .filter { $0.1.count > 1 }
            .sorted { $0.0.attributeCount < $1.0.attributeCount }
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

extension [TollEntry] {
    /// The entries of each party, the parties in the order of their first entry.
    fileprivate func groupedByParty() -> [[TollEntry]] {
        map(\.statement.party).inOrderOnce.map { party in filter { $0.statement.party == party } }
    }
}

extension Sequence where Element: Equatable {
    /// Each element where it first occurs; there are few.
    fileprivate var inOrderOnce: [Element] {
        var elements: [Element] = []
        for element in self where !elements.contains(element) { elements.append(element) }
        return elements
    }
}

extension Dataset {
    /// What is said of an event.
    package func toll(ofEvent event: Int, _ question: TollQuestion) -> Toll {
        TollMaker(ofEvent: event, in: self, question).make()
    }
}
