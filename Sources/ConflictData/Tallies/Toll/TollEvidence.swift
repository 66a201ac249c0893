/// The tallies of an event, and of those inside it where that is asked: which answer the question, and why the others
/// do not.
struct TollEvidence {
    /// A tally that stands, with the counts by which it answers.
    struct Answer {
        let tally: Int
        var counts: [Int]
    }

    private let dataset: Dataset
    private let question: TollQuestion
    private let reader: TollReader
    private let measure: SymbolTable.Symbol?
    /// The counts that pass the filters; nil: all.
    private let filtered: Bitmap?

    /// Newest first.
    private(set) var answers: [Answer] = []
    private(set) var skipped: [TollSkip] = []
    /// What one counted is.
    private(set) var unit: SymbolTable.Symbol?

    init(ofEvent event: Int, in dataset: Dataset, _ question: TollQuestion, _ reader: TollReader) {
        self.dataset = dataset
        self.question = question
        self.reader = reader
        measure = dataset.records.symbols.find(question.measure)
        filtered = question.query.map { dataset.matches($0) }
        var tallies = tallies(of: event)
        let inside = events(inside: event).flatMap(tallies(of:))
        // Rows stand in the default order: newest first.
        if question.includesChildren { tallies = (tallies + inside).sorted() }
        for tally in tallies where !skipReplaced(tally) { answer(tally) }
        chooseUnit()
        if !question.includesChildren { for tally in inside { skipInside(tally) } }
    }

    /// The tallies of an event that may be spoken of; one that only withdraws another states nothing itself.
    private func tallies(of event: Int) -> [Int] {
        dataset.indexes.talliesOfEvent[event].map { Int($0) }.filter {
            let state = dataset.state(.tally, $0)
            return (state == .served || state == .retracted) && !reader.counts(of: $0).isEmpty
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
        if dataset.state(.tally, tally) == .retracted {
            let by = dataset.standing.retractedBy[tally]
            skip(tally, [], .retracted, by: by == Records.none ? nil : Int(by))
            return true
        }
        let by = dataset.standing.supersededBy[tally]
        guard by != Records.none else { return false }
        let counts = Array(reader.counts(of: tally))
        let measured = counts.filter(isMeasured)
        skip(tally, measured.isEmpty ? counts : measured, .superseded, by: Int(by))
        return true
    }

    private mutating func answer(_ tally: Int) {
        let all = Array(reader.counts(of: tally))
        let measured = all.filter(isMeasured)
        guard !measured.isEmpty else { return skip(tally, all, .otherMeasure) }
        let passing = measured.filter(passes)
        guard !passing.isEmpty else { return skip(tally, measured, .otherPopulation) }
        answers.append(Answer(tally: tally, counts: passing))
    }

    /// Without a wish: persons where somebody counts persons, else what the newest statement counts.
    private mutating func chooseUnit() {
        let counts = answers.flatMap(\.counts)
        if let wish = question.unit {
            unit = dataset.records.symbols.find(wish)
        } else {
            let persons = Terms.symbol("persons")
            unit = counts.contains { reader.unit(of: $0) == persons } ? persons : counts.first.map(reader.unit)
        }
        let candidates = answers
        answers = []
        for answer in candidates {
            let passing = answer.counts.filter { reader.unit(of: $0) == unit }
            if passing.isEmpty {
                skip(answer.tally, answer.counts, .otherUnit)
            } else {
                answers.append(Answer(tally: answer.tally, counts: passing))
            }
        }
    }

    /// Statements on events inside this one are named when they would answer.
    private mutating func skipInside(_ tally: Int) {
        guard dataset.state(.tally, tally) == .served, dataset.standing.supersededBy[tally] == Records.none else {
            return
        }
        let counts = reader.counts(of: tally).filter {
            isMeasured($0) && passes($0) && reader.unit(of: $0) == unit ?? reader.unit(of: $0)
        }
        if !counts.isEmpty { skip(tally, counts, .childEvent) }
    }

    /// The counts of a tally that answer the question, whether it stands or not.
    func matching(_ tally: Int) -> [Int] {
        reader.counts(of: tally).filter { isMeasured($0) && passes($0) && reader.unit(of: $0) == unit }
    }

    private func isMeasured(_ count: Int) -> Bool { reader.measure(of: count) == measure }

    private func passes(_ count: Int) -> Bool { filtered?.contains(count) ?? true }

    private mutating func skip(_ tally: Int, _ counts: [Int], _ reason: SkipReason, by other: Int? = nil) {
        skipped.append(TollSkip(tally: tally, counts: counts, reason: reason, by: other))
    }
}

/// A tally that is left out, by rows.
struct TollSkip {
    let tally: Int
    /// What it states; none where that was withdrawn.
    var counts: [Int]
    let reason: SkipReason
    var by: Int?
}
