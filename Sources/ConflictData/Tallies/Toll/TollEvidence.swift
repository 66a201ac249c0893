/// The tallies of an event, and of those inside it where that is asked: which answer the question, and why the others
/// do not.
struct TollEvidence {
    /// A tally that stands, with the counts by which it answers.
    struct Answer {
        let tally: Int
        let counts: RowLists.List
    }

    /// Which counts are asked for.
    private struct Wish {
        let rows: LentTallies
        let measure: SymbolTable.Symbol?
        /// Those that pass the filters; nil: all.
        let filtered: Bitmap?

        func isMeasured(_ count: Int) -> Bool { rows.measure(of: count) == measure }

        func isMet(by count: Int) -> Bool { isMeasured(count) && filtered?.contains(count) ?? true }
    }

    /// Most tolls have fewer rows in their lists.
    private static let typicalCount = 512

    private let dataset: Dataset
    private let question: TollQuestion
    private let rows: LentTallies
    private let states: [Standing.State]
    private let wish: Wish

    /// The counts of answers and of what is skipped, until somebody takes them over.
    private var lists = RowLists(capacity: Self.typicalCount)
    /// Newest first.
    private(set) var answers: [Answer] = []
    private(set) var skipped: [TollSkip] = []
    /// What one counted is.
    private(set) var unit: SymbolTable.Symbol?

    init(ofEvent event: Int, in dataset: Dataset, _ question: TollQuestion, _ rows: LentTallies) {
        self.dataset = dataset
        self.question = question
        self.rows = rows
        states = dataset.standing.states[RecordType.tally.table]
        wish = Wish(
            rows: rows, measure: dataset.records.symbols.find(question.measure),
            filtered: question.query.map { dataset.matches($0) })
        var tallies: [Int] = []
        addTallies(of: event, to: &tallies)
        var inside: [Int] = []
        for child in events(inside: event) { addTallies(of: child, to: &inside) }
        // Rows stand in the default order: newest first.
        if question.includesChildren { tallies = (tallies + inside).sorted() }
        rows.look(at: tallies, dataset.records.symbols)
        for tally in tallies where !skipReplaced(tally) { answer(tally) }
        chooseUnit()
        if !question.includesChildren { for tally in inside { skipInside(tally) } }
    }

    /// Adds the tallies of an event that may be spoken of; one that only withdraws another states nothing itself.
    private func addTallies(of event: Int, to tallies: inout [Int]) {
        for tally in dataset.indexes.talliesOfEvent[event] {
            let state = states[Int(tally)]
            guard state == .served || state == .retracted, !rows.counts(of: Int(tally)).isEmpty else { continue }
            tallies.append(Int(tally))
        }
    }

    /// The events that are part of an event at any depth, as far as they are served.
    private func events(inside event: Int) -> [Int] {
        var found: [Int] = []
        var open = [event]
        while let next = open.popLast() {
            for child in dataset.indexes.childEvents[next] where dataset.state(.event, Int(child)) == .served {
                found.append(Int(child))
                open.append(Int(child))
            }
        }
        return found
    }

    // MARK: Sorting out

    /// Whether a tally was withdrawn or revised.
    private mutating func skipReplaced(_ tally: Int) -> Bool {
        if states[tally] == .retracted {
            let by = dataset.standing.retractedBy[tally]
            skip(tally, lists.add([]), .retracted, by: by == Records.none ? nil : Int(by))
            return true
        }
        let by = dataset.standing.supersededBy[tally]
        guard by != Records.none else { return false }
        let measured = measured(tally)
        skip(tally, measured.isEmpty ? lists.add(rows.counts(of: tally)) : measured, .superseded, by: Int(by))
        return true
    }

    private mutating func answer(_ tally: Int) {
        let meeting = lists.add(rows.counts(of: tally).lazy.filter(wish.isMet))
        if !meeting.isEmpty { return answers.append(Answer(tally: tally, counts: meeting)) }
        let measured = measured(tally)
        guard measured.isEmpty else { return skip(tally, measured, .otherPopulation) }
        skip(tally, lists.add(rows.counts(of: tally)), .otherMeasure)
    }

    /// Without a wish: persons where somebody counts persons, else what the newest statement counts.
    private mutating func chooseUnit() {
        let candidates = answers
        if let asked = question.unit {
            unit = dataset.records.symbols.find(asked)
        } else {
            let persons = Terms.symbol("persons")
            let isOfPersons = candidates.contains { answer in
                answer.counts.contains { rows.unit(of: lists[$0]) == persons }
            }
            unit = isOfPersons ? persons : candidates.first.map { rows.unit(of: lists[$0.counts.lowerBound]) }
        }
        answers.removeAll(keepingCapacity: true)
        for answer in candidates {
            let count = answer.counts.count { rows.unit(of: lists[$0]) == unit }
            if count == answer.counts.count {
                answers.append(answer)
            } else if count == 0 {
                skip(answer.tally, answer.counts, .otherUnit)
            } else {
                answers.append(Answer(tally: answer.tally, counts: matching(answer.tally, in: &lists)))
            }
        }
    }

    /// Statements on events inside this one are named when they would answer.
    private mutating func skipInside(_ tally: Int) {
        guard states[tally] == .served, dataset.standing.supersededBy[tally] == Records.none else { return }
        let counts =
            question.unit == nil && unit == nil
            ? lists.add(rows.counts(of: tally).lazy.filter(wish.isMet)) : matching(tally, in: &lists)
        if !counts.isEmpty { skip(tally, counts, .childEvent) }
    }

    /// Hands the lists over to who goes on with them.
    mutating func takeLists() -> RowLists {
        defer { lists = RowLists(capacity: 0) }
        return lists
    }

    /// The counts of a tally that answer the question, whether it stands or not.
    func matching(_ tally: Int, in lists: inout RowLists) -> RowLists.List {
        lists.add(rows.counts(of: tally).lazy.filter { wish.isMet(by: $0) && rows.unit(of: $0) == unit })
    }

    private mutating func measured(_ tally: Int) -> RowLists.List {
        lists.add(rows.counts(of: tally).lazy.filter(wish.isMeasured))
    }

    private mutating func skip(
        _ tally: Int, _ counts: RowLists.List, _ reason: SkipReason, by other: Int? = nil
    ) {
        skipped.append(TollSkip(tally: tally, counts: counts, reason: reason, by: other))
    }
}

/// A tally, or some of its counts, that the totals leave out.
struct TollSkip: Sendable {
    let tally: Int
    /// What it states; none where that was withdrawn.
    var counts: RowLists.List
    let reason: SkipReason
    /// The tally that stands in its place.
    let by: Int?
}
