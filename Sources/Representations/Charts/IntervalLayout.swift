import ConflictData

/// Where the rows of a chart stand: worked out from how much room their texts take.
struct IntervalLayout {
    private struct PlacedRow {
        let row: IntervalChart.Row
        let label: [String]
        let note: [String]
        let words: [String]
        var height: Double
    }

    private struct PlacedGroup {
        let heading: String?
        let band: CountInterval?
        var rows: [PlacedRow]
    }

    private struct PlacedPanel {
        let heading: String?
        let legend: ChartLegend
        var groups: [PlacedGroup]
        let scale: NumberScale
    }

    /// The columns: a label, the plot, words. In a narrow picture the plot stands below the label instead.
    private struct Columns {
        let isNarrow: Bool
        let label: Double
        let words: Double
        let plot: (left: Double, right: Double)
        /// Where the scale ends, before the room in which open ends fade.
        let scaleEnd: Double
    }

    private var panels: [PlacedPanel]
    private let columns: Columns
    private let margin: Double
    private let right: Double

    private static let headingHeight = 24.0
    private static let axisHeight = 26.0
    private static let panelGap = 10.0
    private static let gap = 14.0
    /// The room of an open end behind the greatest number.
    private static let tail = 44.0
    /// Below this width a row has its plot on a line of its own.
    private static let narrow = 560.0
    private static let lineHeight = 16.0
    /// From the middle of the marks of a narrow picture to the end of their row.
    private static let strip = 18.0
    private static let noteHeight = 14.0

    init(_ panels: [IntervalChart.Panel], page: ChartPage) {
        let columns = Self.columns(panels, page)
        (self.columns, margin, right) = (columns, ChartPage.margin, page.width - ChartPage.margin)
        self.panels = panels.map { panel in
            let room = columns.scaleEnd - columns.plot.left
            let greatest = panel.groups.flatMap(\.rows).map(\.mark.greatest).max() ?? 0
            let band = panel.groups.compactMap(\.band).flatMap { [$0.min, $0.max] }.compactMap(\.self).max() ?? 0
            let tickWidth = ChartStyle.small.width(of: CountPhrase.grouped(max(greatest, band))) + 24
            return PlacedPanel(
                heading: panel.heading, legend: ChartLegend(panel.legend, width: page.inner),
                groups: panel.groups.filter { !$0.rows.isEmpty }.map { group in
                    PlacedGroup(
                        heading: group.heading, band: group.band,
                        rows: group.rows.map { Self.placed($0, columns, inner: page.inner) })
                },
                scale: NumberScale(
                    upTo: max(greatest, band, 1), over: (columns.plot.left, columns.scaleEnd),
                    most: Int(room / tickWidth)))
        }
    }

    private static func columns(_ panels: [IntervalChart.Panel], _ page: ChartPage) -> Columns {
        let rows = panels.flatMap(\.groups).flatMap(\.rows)
        let isOpen =
            rows.contains { $0.mark.isOpen }
            || panels.flatMap(\.groups).contains { $0.band.map { $0.max == nil } ?? false }
        let tail = isOpen ? tail : 8
        let labels =
            rows.map {
                max(ChartStyle.name.width(of: $0.label), ChartStyle.small.width(of: $0.note ?? ""))
            }.max() ?? 0
        let words = (rows.map { ChartStyle.name.width(of: $0.words) }.max() ?? 0).rounded(.up) + 1
        if page.width < narrow {
            let share = min(words, page.inner * 0.45)
            return Columns(
                isNarrow: true, label: page.inner - share - 10, words: share,
                plot: (ChartPage.margin + 8, page.width - ChartPage.margin),
                scaleEnd: page.width - ChartPage.margin - max(tail, 24))
        }
        let label = min(max(labels.rounded(.up) + 1, 100), page.inner * 0.34)
        let share = min(max(words, 40), page.inner * 0.24)
        let left = ChartPage.margin + label + gap
        let right = page.width - ChartPage.margin - share - gap
        return Columns(isNarrow: false, label: label, words: share, plot: (left, right), scaleEnd: right - tail)
    }

    private static func placed(_ row: IntervalChart.Row, _ columns: Columns, inner: Double) -> PlacedRow {
        let label = ChartStyle.name.lines(row.label, width: columns.label, most: 2)
        let note = row.note.map {
            ChartStyle.small.lines($0, width: columns.isNarrow ? inner : columns.label, most: 3)
        }
        let words = ChartStyle.name.lines(row.words, width: columns.words, most: 2)
        let texts = Double(label.count) * lineHeight + Double(note?.count ?? 0) * noteHeight
        let height =
            columns.isNarrow
            ? max(texts, Double(words.count) * lineHeight) + 38
            : max(texts, Double(words.count) * lineHeight, 18) + 12
        return PlacedRow(row: row, label: label, note: note ?? [], words: words, height: height)
    }

    // MARK: Height

    var rowCount: Int { panels.reduce(0) { $0 + $1.groups.reduce(0) { $0 + $1.rows.count } } }

    var height: Double {
        panels.reduce(0) { $0 + Self.height($1) } + Self.panelGap * Double(max(panels.count - 1, 0))
    }

    private static func height(_ panel: PlacedPanel) -> Double {
        frame(panel) + panel.groups.reduce(0) { $0 + height($1) }
    }

    private static func frame(_ panel: PlacedPanel) -> Double {
        (panel.heading == nil ? 0 : headingHeight) + panel.legend.height + axisHeight
    }

    private static func height(_ group: PlacedGroup) -> Double {
        (group.heading == nil ? 0 : headingHeight) + group.rows.reduce(0) { $0 + $1.height }
    }

    /// The same in more room; a row grows by at most half of what it needs.
    func stretched(to room: Double) -> IntervalLayout {
        let rows = rowCount
        guard rows > 0 else { return self }
        let more = (room - height) / Double(rows)
        return mapping { row in
            var copy = row
            copy.height += min(max(more, 0), row.height / 2)
            return copy
        }
    }

    private func mapping(_ change: (PlacedRow) -> PlacedRow) -> IntervalLayout {
        var copy = self
        for panel in panels.indices {
            for group in panels[panel].groups.indices {
                copy.panels[panel].groups[group].rows = panels[panel].groups[group].rows.map(change)
            }
        }
        return copy
    }

    /// The first rows, as many as fit.
    func cut(to room: Double) -> IntervalLayout {
        var copy = self
        copy.panels = []
        var left = room
        for panel in panels {
            let between = copy.panels.isEmpty ? 0 : Self.panelGap
            left -= between + Self.frame(panel)
            guard left > 0 else { break }
            var kept = panel
            kept.groups = []
            for group in panel.groups {
                left -= group.heading == nil ? 0 : Self.headingHeight
                var rows: [PlacedRow] = []
                for row in group.rows {
                    guard left >= row.height else { break }
                    left -= row.height
                    rows.append(row)
                }
                if !rows.isEmpty {
                    var part = group
                    part.rows = rows
                    kept.groups.append(part)
                }
                if rows.count < group.rows.count {
                    left = 0
                    break
                }
            }
            if !kept.groups.isEmpty { copy.panels.append(kept) }
        }
        return copy
    }

    // MARK: Drawing

    func draw(to svg: inout SVGWriter, from top: Double, _ identity: String) {
        MarkPainter.writeDefinitions(to: &svg, identity, hatched: panels.contains { !$0.legend.isEmpty })
        var y = top
        for (index, panel) in panels.enumerated() {
            if index > 0 { y += Self.panelGap }
            draw(
                panel, from: &y, to: &svg,
                MarkPainter(scale: panel.scale, right: columns.plot.right, identity: identity))
        }
    }

    private func draw(
        _ panel: PlacedPanel, from y: inout Double, to svg: inout SVGWriter, _ painter: MarkPainter
    ) {
        if let heading = panel.heading { draw(heading: heading, from: &y, to: &svg) }
        panel.legend.draw(to: &svg, from: y) { colour, x, y, svg in painter.swatch(colour, x: x, y: y, to: &svg) }
        y += panel.legend.height
        let bottom = y + panel.groups.reduce(0) { $0 + Self.height($1) }
        drawBands(panel, from: y, to: &svg, painter)
        drawAxis(panel, from: y, to: bottom, &svg)
        for group in panel.groups {
            if let heading = group.heading { draw(heading: heading, from: &y, to: &svg) }
            for row in group.rows {
                draw(row, from: y, to: &svg, painter)
                y += row.height
            }
        }
        y += Self.axisHeight
    }

    private func drawBands(
        _ panel: PlacedPanel, from top: Double, to svg: inout SVGWriter, _ painter: MarkPainter
    ) {
        var y = top
        for group in panel.groups {
            let height = Self.height(group)
            let heading = group.heading == nil ? 0 : Self.headingHeight
            if let band = group.band {
                painter.band(band, from: y + heading, height: height - heading, to: &svg)
            }
            y += height
        }
    }

    private func draw(heading: String, from y: inout Double, to svg: inout SVGWriter) {
        let line = ChartStyle.heading.shortened(heading, to: right - margin)
        // The lines of the scale pass behind; the words stand on paper of their own.
        svg.empty(
            "rect",
            [
                "class": "p", "x": .number(margin), "y": .number(y + 2),
                "width": .number(ChartStyle.heading.width(of: line) + 6), "height": .number(Self.headingHeight - 4),
            ])
        svg.text(line, x: margin, y: y + 17, style: "h", in: TextScript(of: heading), full: heading)
        y += Self.headingHeight
    }

    /// The lines of a scale: from top to bottom, or in a narrow picture beside the marks alone, so that no line passes
    /// through a name.
    private func drawAxis(_ panel: PlacedPanel, from top: Double, to bottom: Double, _ svg: inout SVGWriter) {
        var stretches: [(Double, Double)] = [(top, bottom + 3)]
        if columns.isNarrow {
            stretches = [(bottom - 1, bottom + 3)]
            var y = top
            for group in panel.groups {
                y += group.heading == nil ? 0 : Self.headingHeight
                for row in group.rows {
                    y += row.height
                    stretches.append((y - Self.strip - 12, y - Self.strip + 12))
                }
            }
        }
        var (zero, others) = (SVGPath(), SVGPath())
        for tick in panel.scale.ticks {
            let x = panel.scale.position(of: tick)
            for (upper, lower) in stretches {
                if tick == 0 {
                    zero.move(x, upper)
                    zero.line(x, lower)
                } else {
                    others.move(x, upper)
                    others.line(x, lower)
                }
            }
            svg.text(CountPhrase.grouped(tick), x: x, y: bottom + 15, style: "s", anchor: .middle)
        }
        svg.empty("path", ["class": "g", "d": .path(others)])
        svg.empty("path", ["class": "a", "d": .path(zero)])
    }

    private func draw(_ placed: PlacedRow, from top: Double, to svg: inout SVGWriter, _ painter: MarkPainter) {
        let texts = Double(placed.label.count) * Self.lineHeight + Double(placed.note.count) * Self.noteHeight
        let (labelScript, noteScript) = (TextScript(of: placed.row.label), TextScript(of: placed.row.note ?? ""))
        let wordsScript = TextScript(of: placed.row.words)
        let middle: Double
        var y: Double
        if columns.isNarrow {
            y = top + 6
            middle = top + placed.height - Self.strip
        } else {
            y = top + (placed.height - texts) / 2
            middle = top + placed.height / 2
        }
        var words = columns.isNarrow ? y : middle - Double(placed.words.count) * Self.lineHeight / 2
        for line in placed.words {
            let x = columns.isNarrow ? right : right - columns.words
            svg.text(
                line, x: x, y: words + 12, style: "b", anchor: columns.isNarrow ? .right : .left,
                in: wordsScript,
                full: line == placed.words.last && line.contains("…") ? placed.row.words : nil)
            words += Self.lineHeight
        }
        for line in placed.label {
            svg.text(
                line, x: margin, y: y + 12, style: "b",
                in: labelScript,
                full: line == placed.label.last && line.contains("…") ? placed.row.label : nil)
            y += Self.lineHeight
        }
        for line in placed.note {
            svg.text(
                line, x: margin, y: y + 10, style: "s",
                in: noteScript,
                full: line == placed.note.last && line.contains("…") ? placed.row.note : nil)
            y += Self.noteHeight
        }
        switch placed.row.mark {
        case .figure(let figure): painter.draw(figure, y: middle, to: &svg)
        case .stack(let shares): painter.draw(shares, y: middle, to: &svg)
        }
    }
}

extension IntervalChart.Mark {
    /// The greatest number that has its place on the scale.
    var greatest: Int64 {
        switch self {
        case .figure(let figure):
            [figure.interval.min, figure.interval.max, figure.interval.value, figure.best].compactMap(\.self).max() ?? 0
        case .stack(let shares): shares.total.max ?? shares.total.min ?? 0
        }
    }

    /// Whether its upper end is open.
    var isOpen: Bool {
        switch self {
        case .figure(let figure): figure.interval.max == nil
        case .stack(let shares): shares.total.max == nil
        }
    }
}
