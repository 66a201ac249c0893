package import ConflictData

/// Sums by group as a picture: a bar for each group, stacked by status where that is one of the keys.
package struct AggregateChart: Sendable {
    let rows: [AggregateRow]
    let keys: [String]
    /// How many bars are drawn at most.
    let limit: Int
    let caption: ChartCaption
    let source: ChartSource
    let size: ChartSize
    /// What the value of a key is called: `(key, value)`.
    let name: @Sendable (String, String) -> String

    /// More bars make a picture that is longer than anybody reads.
    package static let mostBars = 200

    package init(
        _ rows: [AggregateRow], keys: [String], limit: Int, caption: ChartCaption, source: ChartSource,
        size: ChartSize, name: @escaping @Sendable (String, String) -> String
    ) {
        (self.rows, self.keys, self.limit, self.caption) = (rows, keys, limit, caption)
        (self.source, self.size, self.name) = (source, size, name)
    }

    private static let status = "population_status"
    /// Colours that statuses have in every picture.
    private static let statuses = ["civilian", "direct_participant", "armed_forces", "other_protected", "unknown"]
    private static let colours = [0, 1, 2, 3, 7]

    /// A bar: what its group is called, and what it is made of.
    private struct Bar {
        let label: String
        let measure: String
        let unit: String
        /// By status; nil: it is not stacked.
        var shares: [(status: String?, row: AggregateRow)]
        let isStacked: Bool
    }

    package var bytes: [UInt8] {
        let all = bars
        let shown = Array(all.prefix(limit))
        var caption = caption
        if shown.count < all.count { caption.notes.append("\(shown.count) of \(all.count) bars are shown.") }
        let isStacked = shown.contains(where: \.isStacked)
        if isStacked {
            caption.notes.append(
                "Stacked: the least figure of each status. One person has one status, so they do not overlap; what is "
                    + "not said by status has a bar of its own.")
        }
        if shown.contains(where: { $0.shares.contains { $0.row.figure.max != $0.row.figure.min } }) {
            caption.notes.append("Pale: up to the greatest figure. An arrow: no upper end is known.")
        }
        caption.summary = summary(shown, all.count)
        return IntervalChart(
            caption: caption.joiningNotes, source: source, size: size, panels: panels(shown), table: table(shown),
            emptiness: "No counts match this question."
        ).bytes()
    }

    private var bars: [Bar] {
        let place = keys.firstIndex(of: Self.status)
        var bars: [Bar] = []
        var known: [String: Int] = [:]
        for row in rows {
            var labels: [String] = []
            for (index, key) in keys.enumerated() where index != place {
                labels.append(row.group[index].map { name(key, $0).asName } ?? "not said")
            }
            let status = place.flatMap { row.group[$0] }
            let group = labels.joined(separator: " · ")
            let isStacked = place != nil && status != nil
            if isStacked, let index = known["\(group)\0\(row.measure)\0\(row.unit)"] {
                bars[index].shares.append((status, row))
                continue
            }
            if isStacked { known["\(group)\0\(row.measure)\0\(row.unit)"] = bars.count }
            let label =
                if place == nil { group } else if isStacked { group.isEmpty ? "By status" : group } else {
                    group.isEmpty ? "Not said by status" : "\(group), not said by status"
                }
            bars.append(
                Bar(
                    label: label, measure: row.measure, unit: row.unit, shares: [(status, row)], isStacked: isStacked))
        }
        return bars
    }

    private func panels(_ bars: [Bar]) -> [IntervalChart.Panel] {
        var order: [String] = []
        var grouped: [String: [Bar]] = [:]
        for bar in bars {
            // Killed and injured have different scales, and so have persons and drones.
            let kind = "\(Vocabulary.label(of: bar.measure)) (\(bar.unit))"
            if grouped[kind] == nil { order.append(kind) }
            grouped[kind, default: []].append(bar)
        }
        return order.map { kind in
            let bars = grouped[kind] ?? []
            let met = Set(bars.filter(\.isStacked).flatMap { $0.shares.compactMap(\.status) })
            let own = met.filter { !Self.statuses.contains($0) }.sorted()
            let legend = (Self.statuses.filter(met.contains) + own)
                .map { (label: TollSubject.words(ofStatus: $0), colour: Self.colour(ofStatus: $0)) }
            return IntervalChart.Panel(
                heading: kind, legend: legend, groups: [IntervalChart.Group(rows: bars.map(row))])
        }
    }

    /// Statuses of the dataset's own share one colour.
    private static func colour(ofStatus status: String) -> Int {
        statuses.firstIndex(of: status).map { colours[$0] } ?? 6
    }

    private func row(_ bar: Bar) -> IntervalChart.Row {
        let shares = shares(bar).map { share in
            IntervalChart.Share(
                colour: share.status.map(Self.colour) ?? (keys.contains(Self.status) ? 4 : 0),
                interval: share.row.figure)
        }
        let counts = bar.shares.reduce(0) { $0 + $1.row.counts }
        return IntervalChart.Row(
            label: bar.label, note: counts == 1 ? "of 1 count" : "of \(counts) counts",
            words: FigureWords.text(shares.total), mark: .stack(shares))
    }

    /// The shares in the order of the legend.
    private func shares(_ bar: Bar) -> [(status: String?, row: AggregateRow)] {
        func place(_ status: String?) -> Int { status.flatMap(Self.statuses.firstIndex) ?? Self.statuses.count }
        return bar.shares.enumerated()
            .sorted { (place($0.element.status), $0.offset) < (place($1.element.status), $1.offset) }.map(\.element)
    }

    private func table(_ bars: [Bar]) -> ChartTable {
        ChartTable(
            heading: ["Group", "Status", "Figure", "Measure"],
            rows: bars.flatMap { bar in
                shares(bar).map { share in
                    [
                        bar.label, share.status.map(TollSubject.words(ofStatus:)) ?? "",
                        FigureWords.text(share.row.figure),
                        "\(Vocabulary.label(of: bar.measure)) (\(bar.unit))",
                    ]
                }
            })
    }

    private func summary(_ bars: [Bar], _ total: Int) -> String {
        guard !bars.isEmpty else { return "No counts match this question." }
        let first = bars.prefix(4).map { "\($0.label): \(row($0).words)" }
        return "Sums by group, \(total == 1 ? "one bar" : "\(total) bars"). "
            + "\(first.joined(separator: "; "))\(bars.count > 4 ? "; and others" : "")."
    }
}
