package import ConflictData

/// A list of counts as a picture: each statement a row.
package struct CountChart: Sendable {
    let counts: [CountStatement]
    /// How many there are in all.
    let total: Int
    let caption: ChartCaption
    let source: ChartSource
    let size: ChartSize
    /// The name of an actor.
    let name: @Sendable (String) -> String

    /// More rows make a picture that is longer than anybody reads.
    package static let mostRows = 200

    package init(
        _ counts: [CountStatement], total: Int, caption: ChartCaption, source: ChartSource, size: ChartSize,
        name: @escaping @Sendable (String) -> String
    ) {
        (self.counts, self.total, self.caption) = (counts, total, caption)
        (self.source, self.size, self.name) = (source, size, name)
    }

    package var bytes: [UInt8] {
        var caption = caption
        if total > counts.count {
            caption.notes.append("\(counts.count) of \(CountPhrase.grouped(Int64(total))) counts are shown.")
        }
        if counts.contains(where: { $0.count.interval.max == nil }) {
            caption.notes.append("An arrow: no upper end is known.")
        }
        if counts.contains(where: { $0.count.isMinDerived }) {
            caption.notes.append("A hollow mark: the least that a word like “dozens” can mean.")
        }
        if counts.contains(where: \.isSuperseded) { caption.notes.append("Grey: replaced by a later statement.") }
        caption.summary = summary
        // What is counted in persons and what in drones has no scale in common.
        var units: [String] = []
        for count in counts where !units.contains(count.count.unit) { units.append(count.count.unit) }
        let panels = units.map { unit in
            let rows = counts.filter { $0.count.unit == unit }.map(row)
            return IntervalChart.Panel(
                heading: units.count > 1 ? Vocabulary.label(of: unit) : nil,
                groups: [IntervalChart.Group(rows: rows)])
        }
        let rows = counts.map { count in
            let row = row(count)
            return [row.label, row.words, what(count), details(count)]
        }
        return IntervalChart(
            caption: caption.joiningNotes, source: source, size: size, panels: panels,
            table: ChartTable(heading: ["Who says it", "Figure", "Of what", "Details"], rows: rows),
            emptiness: "No counts match this question."
        ).bytes()
    }

    private func row(_ statement: CountStatement) -> IntervalChart.Row {
        IntervalChart.Row(
            label: (statement.party.name ?? statement.party.id).asName,
            note: "\(what(statement)) · \(details(statement))", words: FigureWords.text(statement.count),
            mark: .figure(
                IntervalChart.Figure(
                    interval: statement.count.interval, best: statement.count.best,
                    isHollow: statement.count.isMinDerived, isMuted: statement.isSuperseded)))
    }

    private func what(_ statement: CountStatement) -> String {
        let measure = Vocabulary.label(of: statement.count.measure)
        return statement.count.subject.words(name: name).map { "\(measure): \($0)" } ?? measure
    }

    private func details(_ statement: CountStatement) -> String {
        [
            statement.scope?.asName, DateWords.text(statement.periodStart, to: statement.periodEnd),
            "reported \(DateWords.text(statement.reportDate))", statement.isSuperseded ? "replaced" : nil,
        ].compactMap(\.self).joined(separator: " · ")
    }

    private var summary: String {
        guard !counts.isEmpty else { return "No counts match this question." }
        let first = counts.prefix(3).map { row($0) }.map { "\($0.label): \($0.words)" }
        let most = total == 1 ? "One count" : "\(CountPhrase.grouped(Int64(total))) counts"
        return
            "\(most), each as it was stated. \(first.joined(separator: "; "))\(counts.count > 3 ? "; and others" : "")."
    }
}
