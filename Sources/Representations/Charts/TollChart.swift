package import ConflictData

/// The toll of an event as a picture: the statements of the parties side by side, and of whom they speak.
package struct TollChart: Sendable {
    private let toll: Toll
    private let statements: [TollStatement]
    let measure: String
    let event: String
    let policy: String?
    let source: ChartSource
    let size: ChartSize
    /// The name of an actor.
    let name: @Sendable (String) -> String

    /// - Parameters:
    ///   - event: what the event is called.
    ///   - policy: how parties were merged, if they were.
    ///   - name: the name of an actor by its id.
    package init(
        _ toll: Toll, measure: String, event: String, policy: String?, source: ChartSource, size: ChartSize,
        name: @escaping @Sendable (String) -> String
    ) {
        (self.toll, self.measure, self.event, self.policy) = (toll, measure, event, policy)
        statements = toll.statements
        (self.source, self.size, self.name) = (source, size, name)
    }

    /// One figure of one statement.
    private struct Entry {
        let statement: TollStatement
        let count: TollCount
        /// Whether it is a part of another figure of its statement.
        let isPart: Bool
    }

    package var bytes: [UInt8] {
        var groups: [IntervalChart.Group] = []
        var table = ChartTable(heading: ["Of whom", "Who says it", "Figure", "Details"], rows: [])
        if let result = toll.resultInWords {
            let parties = result.parties.map { ($0.name ?? $0.id).asName }.joined(separator: ", ")
            let words = FigureWords.text(result.interval)
            groups.append(
                IntervalChart.Group(
                    heading: "Policy “\(policy ?? "")”",
                    rows: [
                        IntervalChart.Row(
                            label: "One figure for all", note: parties.isEmpty ? nil : "from \(parties)", words: words,
                            mark: .figure(IntervalChart.Figure(interval: result.interval)))
                    ]))
            table.rows.append(["One figure by policy \(policy ?? "")", parties, words, ""])
        }
        for (subject, entries) in subjects {
            let heading = heading(subject)
            let parties = Dictionary(grouping: entries, by: \.statement.party.id)
            let rows = entries.map { entry in
                row(entry, isOneOfSeveral: (parties[entry.statement.party.id]?.count ?? 1) > 1)
            }
            let isTotal = subject == TollSubject.notSaid
            groups.append(
                IntervalChart.Group(heading: heading, rows: rows, band: isTotal ? band : nil))
            table.rows += rows.map { [heading, $0.label, $0.words, $0.note ?? ""] }
        }
        let chart = IntervalChart(
            caption: caption, source: source, size: size, panels: [IntervalChart.Panel(groups: groups)], table: table,
            emptiness: finding)
        return chart.bytes()
    }

    // MARK: Rows

    /// The figures by of whom they are, the total first, then in order of occurrence.
    private var subjects: [(TollSubject, [Entry])] {
        var order: [TollSubject] = []
        var entries: [TollSubject: [Entry]] = [:]
        func add(_ count: TollCount, _ statement: TollStatement, isPart: Bool) {
            if count.id != nil, count.measure == measure {
                var subject = count.subject
                // Parties disagree about who did it, and it is no other thing that is counted.
                (subject.perpetrator, subject.attribution) = (nil, nil)
                if entries[subject] == nil { order.append(subject) }
                entries[subject, default: []].append(Entry(statement: statement, count: count, isPart: isPart))
            }
            for part in count.parts { add(part, statement, isPart: count.id != nil) }
        }
        for statement in statements { add(statement.value, statement, isPart: false) }
        let total = TollSubject.notSaid
        return (order.filter { $0 == total } + order.filter { $0 != total }).map { ($0, entries[$0] ?? []) }
    }

    private func heading(_ subject: TollSubject) -> String {
        subject.words(name: name) ?? "All, or not said of whom"
    }

    private func row(_ entry: Entry, isOneOfSeveral: Bool) -> IntervalChart.Row {
        let statement = entry.statement
        var notes = [DateWords.text(statement.reportDate), statement.kind]
        if isOneOfSeveral {
            notes.insert("of \(DateWords.text(statement.periodStart, to: statement.periodEnd))", at: 0)
        }
        if !statement.isInTotal, !entry.isPart { notes.append("inside a wider figure") }
        return IntervalChart.Row(
            label: (statement.party.name ?? statement.party.id).asName,
            note: notes.joined(separator: " · "), words: FigureWords.text(entry.count),
            mark: .figure(
                IntervalChart.Figure(
                    interval: entry.count.interval, best: entry.count.best, isHollow: entry.count.isMinDerived)))
    }

    /// What holds the figures of several parties for the same thing.
    private var band: CountInterval? {
        guard toll.envelope.isComparable, toll.envelope.partyCount > 1 else { return nil }
        let range = CountInterval(min: toll.envelope.min, max: toll.envelope.max, value: nil)
        return range.min == nil && range.max == nil ? nil : range
    }

    // MARK: Words

    private var caption: ChartCaption {
        let measure = Vocabulary.label(of: measure)
        let unit = toll.unit.map { " (\($0))" } ?? ""
        var caption = ChartCaption(
            title: "\(event.asName): \(measure.lowercased())",
            subtitle: "\(measure)\(unit), by who says it, with the date of the report.")
        caption.summary = summary
        if let band {
            caption.notes.append(
                "Shaded: from the lowest to the highest figure of the parties, \(FigureWords.text(band)).")
        } else if !toll.envelope.isComparable {
            caption.notes.append("The parties do not count the same, so no range holds them all.")
        }
        let figures = subjects.flatMap(\.1)
        if figures.contains(where: { $0.count.interval.max == nil }) {
            caption.notes.append("An arrow: no upper end is known.")
        }
        if figures.contains(where: { $0.count.isMinDerived }) {
            caption.notes.append("A hollow mark: the least that a word like “dozens” can mean.")
        }
        if toll.skippedCount > 0 {
            caption.notes.append(
                toll.skippedCount == 1
                    ? "One statement on the event is left out: replaced, or about something else."
                    : "\(toll.skippedCount) statements on the event are left out: replaced, or about something else.")
        }
        return caption.joiningNotes
    }

    private var summary: String {
        guard !statements.isEmpty else { return finding }
        let words = statements.filter(\.isInTotal).prefix(Self.mostInSummary).map { statement in
            "\((statement.party.name ?? statement.party.id).asName): \(FigureWords.text(statement.value))"
        }
        let more = statements.count > words.count ? ", and others" : ""
        return "How many were \(Vocabulary.label(of: measure).lowercased()), party by party. "
            + words.joined(separator: "; ") + more + ". " + finding
    }

    /// How the parties differ. What JSON points at is not in a picture.
    private var finding: String { toll.finding.replacing(": see skipped", with: "") }

    /// More figures than this are in the table.
    private static let mostInSummary = 6
}

extension ChartCaption {
    /// The notes as one paragraph.
    var joiningNotes: ChartCaption {
        var copy = self
        copy.notes = notes.isEmpty ? [] : [notes.joined(separator: " ")]
        return copy
    }
}
