package import ConflictData

/// Figures over time as a picture: one line for each series.
package struct TimeSeriesChart: Sendable {
    let points: [TimeSeriesPoint]
    /// Whether the points are buckets of the calendar, so that those beside each other have nothing between them.
    let isBucketed: Bool
    let caption: ChartCaption
    let source: ChartSource
    let size: ChartSize
    /// The name of a source or an actor.
    let name: @Sendable (String) -> String

    /// More points than pixels across show nothing more, and make a file that nobody wants in a page.
    package static let mostPoints = 1_000

    package init(
        _ points: [TimeSeriesPoint], isBucketed: Bool, caption: ChartCaption, source: ChartSource, size: ChartSize,
        name: @escaping @Sendable (String) -> String
    ) {
        (self.points, self.isBucketed, self.caption) = (points, isBucketed, caption)
        (self.source, self.size, self.name) = (source, size, name)
    }

    private static let height = 300.0
    private static let columnWidth = 8

    package var bytes: [UInt8] {
        let lines = lines
        guard !lines.isEmpty else {
            return EmptyChart(caption: caption, source: source, size: size).bytes(
                saying: points.isEmpty
                    ? "No counts match this question." : "None of the statements gives a number.")
        }
        let shown = Array(lines.prefix(ChartStyle.seriesCount))
        // Where points stand closer, columns of growth could not be told apart.
        let showsGrowth = (shown.map(\.points.count).max() ?? 0) * Self.columnWidth <= size.width
        let page = ChartPage(
            caption: caption(shown, of: lines.count, showsGrowth: showsGrowth), source: source, size: size)
        let height = page.room(leaving: Double(size.height ?? 0) / 2) ?? Self.height
        let plot = TimeSeriesPlot(shown, isBucketed: isBucketed, showsGrowth: showsGrowth, page: page, height: height)
        let table = ChartTable(
            heading: ["Time", "Series", "Figure", "How it is known"],
            rows: shown.flatMap { line in line.points.map { row($0, line) } })
        return page.bytes(height: height, table: table, capacity: 12_288 + points.count * 192) {
            plot.draw(to: &$0, from: $1)
        }
    }

    private func row(_ point: TimeSeriesLine.Point, _ line: TimeSeriesLine) -> [String] {
        guard let figure = point.source.figure else { return [point.source.time, line.label, "nothing stated", ""] }
        var known = point.isSum ? "sum of several counts, derived" : "stated"
        if let delta = point.source.delta { known += "; \(CountPhrase.grouped(delta)) more than before, derived" }
        return [
            point.source.time, line.label, FigureWords.text(figure, qualifier: point.source.qualifier), known,
        ]
    }

    // MARK: Series

    /// The series that have a number somewhere, the one with most points first.
    private var lines: [TimeSeriesLine] {
        var order: [String] = []
        var grouped: [String: [TimeSeriesLine.Point]] = [:]
        for point in points {
            guard let date = PackedDate(point.time) else { continue }
            if grouped[point.series] == nil { order.append(point.series) }
            grouped[point.series, default: []].append(TimeSeriesLine.Point(instant: date.start, source: point))
        }
        let isOfOneMeasure = Set(points.map(\.measure)).count == 1
        let isOfOneParty = onlyParty != nil
        return order.enumerated().compactMap { place, series -> (Int, TimeSeriesLine)? in
            guard let points = grouped[series], points.contains(where: { $0.greatest != nil }) else { return nil }
            return (
                place,
                TimeSeriesLine(label: label(series, points[0].source, isOfOneMeasure, isOfOneParty), points: points)
            )
        }
        .sorted { ($1.1.points.count, $0.0) < ($0.1.points.count, $1.0) }.map(\.1)
    }

    /// `sohr/killed/civilian` for people.
    private func label(_ series: String, _ point: TimeSeriesPoint, _ isOfOneMeasure: Bool, _ isOfOneParty: Bool)
        -> String
    {
        let rest = series.dropFirst(point.attributedTo.utf8.count + 1).split(separator: "/").dropFirst()
        var terms = isOfOneMeasure ? [] : [Vocabulary.label(of: point.measure)]
        for term in rest {
            let parts = term.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 1 {
                terms.append(TollSubject.words(ofStatus: parts[0]))
            } else if parts[0] == "affiliation" {
                TollSubject.add(affiliation: name(parts[1]).asName, to: &terms)
            } else {
                terms.append(Vocabulary.label(of: parts[1]))
            }
        }
        if isOfOneParty { return terms.isEmpty ? "All, or not said of whom" : terms.joined(separator: ", ") }
        let party = name(point.attributedTo).asName
        return terms.isEmpty ? party : "\(party): \(terms.joined(separator: ", "))"
    }

    /// Who says all of it, where that is one party; its name is then above the picture, and not at each line.
    private var onlyParty: String? {
        guard let first = points.first?.attributedTo, points.allSatisfy({ $0.attributedTo == first }) else {
            return nil
        }
        return name(first).asName
    }

    // MARK: Words

    private func caption(_ shown: [TimeSeriesLine], of total: Int, showsGrowth: Bool) -> ChartCaption {
        var caption = caption
        if let onlyParty, !caption.subtitle.contains(onlyParty) { caption.subtitle += " · by \(onlyParty)" }
        if shown.count < total {
            caption.notes.append(
                "The \(shown.count) series with most points of \(total) are drawn; filter to choose others.")
        }
        let points = shown.flatMap(\.points)
        if points.contains(where: \.isOpen) { caption.notes.append("An arrow: no upper end is known.") }
        if points.contains(where: \.isRange) { caption.notes.append("A bar: from the least to the greatest figure.") }
        if points.contains(where: \.isHollow) {
            caption.notes.append("Hollow: derived, a sum of several counts or the least that a word can mean.")
        }
        if showsGrowth, points.contains(where: { $0.source.delta != nil }) {
            caption.notes.append("Columns: how much a running total grew since the statement before, derived.")
        }
        caption.notes.append(
            isBucketed
                ? "A line joins neighbouring figures only; where it is broken nothing was stated."
                : "Dotted lines join the statements of a series; nothing is stated between them.")
        let silent = points.count { $0.source.figure != nil && $0.greatest == nil }
        if silent > 0 {
            caption.notes.append(
                silent == 1
                    ? "One statement gives no number and is not drawn."
                    : "\(silent) statements give no number and are not drawn.")
        }
        caption.summary = summary(shown, of: total)
        return caption.joiningNotes
    }

    private func summary(_ lines: [TimeSeriesLine], of total: Int) -> String {
        let words = lines.prefix(4).map { line in
            let stated = line.points.filter { $0.source.figure != nil }
            func words(_ point: TimeSeriesLine.Point) -> String {
                let figure = point.source.figure.map { FigureWords.text($0, qualifier: point.source.qualifier) } ?? ""
                return "\(figure) (\(DateWords.text(point.source.time)))"
            }
            guard stated.count > 1 else { return "\(line.label): \(words(stated[0]))" }
            return "\(line.label): from \(words(stated[0])) to \(words(stated[stated.count - 1]))"
        }
        let party = onlyParty.map { " by \($0)" } ?? ""
        return "\(total == 1 ? "One series" : "\(total) series")\(party) over time. \(words.joined(separator: "; "))"
            + (total > words.count ? "; and others." : ".")
    }
}

/// One series of a chart.
struct TimeSeriesLine {
    struct Point {
        /// Microseconds since 1970.
        let instant: Int64
        let source: TimeSeriesPoint

        private var interval: CountInterval? { source.figure }
        /// The greatest number that has a place on the scale; nil: there is none to draw.
        var greatest: Int64? {
            interval.flatMap { [$0.min, $0.max, $0.value].compactMap(\.self).max() }
        }
        /// Where its mark stands; nil where there is no single figure.
        var mark: Int64? { interval.flatMap { $0.value ?? ($0.max == nil ? $0.min : nil) } }
        /// Where a line may lead: a word or a range is no single figure that somebody gave.
        var joined: Int64? { interval?.value }
        var isOpen: Bool { greatest != nil && interval?.max == nil }
        var isRange: Bool {
            guard let least = interval?.min, let most = interval?.max else { return false }
            return least < most
        }
        /// Several counts were added up.
        var isSum: Bool { interval != nil && source.qualifier == nil }
        /// Nobody stated the figure itself.
        var isHollow: Bool { isSum || (mark != nil && source.qualifier == CountValue.Qualifier.orderOf.rawValue) }
    }

    let label: String
    let points: [Point]
}
