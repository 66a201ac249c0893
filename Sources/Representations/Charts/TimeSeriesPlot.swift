import ConflictData

/// The lines of a chart between their axes, with their names at their ends.
struct TimeSeriesPlot {
    private let lines: [TimeSeriesLine]
    private let isBucketed: Bool
    private let height: Double
    private let width: Double
    private let left: Double
    private let right: Double
    /// The stretch for the names at the ends of lines; in a narrow picture they are a legend above instead.
    private let labelWidth: Double
    private let legend: ChartLegend
    private let numbers: NumberScale
    private let times: TimeScale
    private let radius: Double
    private let showsGrowth: Bool

    private static let axisHeight = 34.0
    /// The room of open ends above the greatest number.
    private static let headroom = 22.0
    private static let narrow = 560.0
    private static let labelLine = 14.0
    private static let longestLeader = 48.0

    init(_ lines: [TimeSeriesLine], isBucketed: Bool, showsGrowth: Bool, page: ChartPage, height: Double) {
        self.lines = lines
        self.isBucketed = isBucketed
        self.showsGrowth = showsGrowth
        self.height = height
        width = page.width
        let isNarrow = page.width < Self.narrow || Double(lines.count) * 2 * Self.labelLine > height - 60
        let longest = lines.map { ChartStyle.small.width(of: $0.label) }.max() ?? 0
        labelWidth = isNarrow ? 0 : min(longest + 2, page.inner * 0.28)
        legend = ChartLegend(
            isNarrow ? lines.enumerated().map { ($0.element.label, $0.offset) } : [], width: page.inner)
        let points = lines.flatMap(\.points)
        let greatest = max(points.compactMap(\.greatest).max() ?? 0, points.compactMap(\.source.delta).max() ?? 0, 1)
        // The numbers stand left of the axis, and their width depends on the scale.
        let plotHeight = height - legend.height - Self.axisHeight - Self.headroom
        let ticks = max(Int(plotHeight / 44), 1)
        let widest = NumberScale(upTo: greatest, over: (0, 1), most: ticks).ticks.last ?? greatest
        left = ChartPage.margin + ChartStyle.small.width(of: CountPhrase.grouped(widest)) + 8
        right = page.width - ChartPage.margin - (isNarrow ? 6 : labelWidth + 26)
        numbers = NumberScale(upTo: greatest, over: (plotHeight, 0), most: ticks)
        let instants = points.map(\.instant)
        times = TimeScale(
            from: instants.min() ?? 0, to: instants.max() ?? 0, over: (left, right),
            most: max(Int((right - left) / 62), 1))
        let perPoint = (right - left) / Double(max(points.count / max(lines.count, 1), 1))
        radius = perPoint > 14 ? 4.5 : perPoint > 6 ? 3 : 1.8
    }

    // MARK: Drawing

    func draw(to svg: inout SVGWriter, from top: Double) {
        legend.draw(to: &svg, from: top) { series, x, y, svg in
            var path = SVGPath()
            SeriesMarker.add(series, to: &path, x: x + 7, y: y, radius: 5)
            svg.empty("path", ["class": "c\(series)", "d": .path(path)])
        }
        let origin = top + legend.height + Self.headroom
        drawAxes(origin, to: &svg)
        if showsGrowth { for series in lines.indices { drawGrowth(series, origin, to: &svg) } }
        for series in lines.indices { draw(series, origin, to: &svg) }
        if legend.isEmpty { drawLabels(origin, to: &svg) }
    }

    private func drawAxes(_ origin: Double, to svg: inout SVGWriter) {
        for tick in numbers.ticks {
            let y = origin + numbers.position(of: tick)
            svg.empty(
                "line",
                [
                    "class": tick == 0 ? "a" : "g", "x1": .number(left), "y1": .number(y), "x2": .number(right),
                    "y2": .number(y),
                ])
            svg.text(CountPhrase.grouped(tick), x: left - 6, y: y + 4, style: "s", anchor: .right)
        }
        let bottom = origin + numbers.position(of: 0)
        var free = 0.0
        for tick in times.ticks {
            let x = times.position(of: tick.instant)
            svg.empty(
                "line",
                ["class": "a", "x1": .number(x), "y1": .number(bottom), "x2": .number(x), "y2": .number(bottom + 4)])
            // A label is moved, or left out, rather than cut or set over another.
            let half = ChartStyle.small.width(of: tick.label) / 2
            let middle = min(max(x, ChartPage.margin + half), width - ChartPage.margin - half)
            guard middle - half > free else { continue }
            free = middle + half + 6
            svg.text(tick.label, x: middle, y: bottom + 16, style: "s", anchor: .middle)
            if let year = tick.year { svg.text(year, x: middle, y: bottom + 29, style: "s", anchor: .middle) }
        }
    }

    /// Columns of what a running total grew by: hollow, since nobody stated them.
    private func drawGrowth(_ series: Int, _ origin: Double, to svg: inout SVGWriter) {
        var path = SVGPath()
        let bottom = origin + numbers.position(of: 0)
        let side = (Double(series) - Double(lines.count - 1) / 2) * 8
        for point in lines[series].points {
            guard let delta = point.source.delta, delta > 0 else { continue }
            let (x, y) = (times.position(of: point.instant) + side, origin + numbers.position(of: delta))
            path.move(x - 3, bottom)
            path.line(x - 3, y)
            path.line(x + 3, y)
            path.line(x + 3, bottom)
        }
        if !path.isEmpty { svg.empty("path", ["class": "y l\(series)", "d": .path(path)]) }
    }

    /// A line, its open ends and ranges, and its points: one path each, so that a picture of many points stays small.
    private func draw(_ series: Int, _ origin: Double, to svg: inout SVGWriter) {
        var (line, ends, ranges, stated, derived) = (SVGPath(), SVGPath(), SVGPath(), SVGPath(), SVGPath())
        var isDown = false
        for point in lines[series].points {
            let x = times.position(of: point.instant)
            if let number = point.joined {
                let y = origin + numbers.position(of: number)
                if isDown { line.line(x, y) } else { line.move(x, y) }
                isDown = true
            } else {
                // Nothing was stated, or no single figure: a line across it would fill it in.
                isDown = false
            }
            if let number = point.mark {
                let y = origin + numbers.position(of: number)
                if point.isHollow {
                    SeriesMarker.add(series, to: &derived, x: x, y: y, radius: radius)
                } else {
                    SeriesMarker.add(series, to: &stated, x: x, y: y, radius: radius)
                }
                if point.isOpen { Self.arrow(x, y - radius, &ends) }
            }
            if point.isRange, let least = point.source.figure?.min, let most = point.source.figure?.max {
                let (low, high) = (origin + numbers.position(of: least), origin + numbers.position(of: most))
                ranges.move(x - 4, low)
                ranges.line(x + 4, low)
                ranges.move(x, low)
                ranges.line(x, high)
                ranges.move(x - 4, high)
                ranges.line(x + 4, high)
            }
        }
        if !line.isEmpty { svg.empty("path", ["class": "\(isBucketed ? "l" : "d") l\(series)", "d": .path(line)]) }
        if !ranges.isEmpty { svg.empty("path", ["class": "l l\(series)", "d": .path(ranges)]) }
        if !ends.isEmpty { svg.empty("path", ["class": "y l\(series)", "d": .path(ends)]) }
        if !derived.isEmpty { svg.empty("path", ["class": "o l\(series)", "d": .path(derived)]) }
        if !stated.isEmpty { svg.empty("path", ["class": "c\(series)", "d": .path(stated)]) }
    }

    private static func arrow(_ x: Double, _ y: Double, _ path: inout SVGPath) {
        path.move(x, y)
        path.line(x, y - 13)
        path.move(x - 3.5, y - 10)
        path.line(x, y - 14)
        path.line(x + 3.5, y - 10)
    }

    // MARK: Names

    /// The name of each line at its end; names that would meet move apart, and a thin line leads to each.
    private func drawLabels(_ origin: Double, to svg: inout SVGWriter) {
        var labels = lines.indices.compactMap { series -> (series: Int, x: Double, y: Double, texts: [String])? in
            guard let last = lines[series].points.last(where: { $0.greatest != nil }),
                let number = last.mark ?? last.greatest
            else { return nil }
            let texts = ChartStyle.small.lines(lines[series].label, width: labelWidth, most: 2)
            return (series, times.position(of: last.instant), origin + numbers.position(of: number), texts)
        }
        labels.sort { $0.y < $1.y }
        let heights = labels.map { Double($0.texts.count) * Self.labelLine + 4 }
        // From above each takes its place or the next free one, then from below what went over the edge moves back.
        var tops: [Double] = []
        var free = origin - Self.headroom
        for (label, height) in zip(labels, heights) {
            tops.append(max(label.y - height / 2, free))
            free = tops[tops.count - 1] + height
        }
        var bottom = origin + numbers.position(of: 0) + 10
        for index in tops.indices.reversed() {
            tops[index] = min(tops[index], bottom - heights[index])
            bottom = tops[index]
        }
        for (index, label) in labels.enumerated() {
            let middle = tops[index] + heights[index] / 2
            // A longer one would look like a line of figures.
            if label.x > right - Self.longestLeader {
                var leader = SVGPath()
                leader.move(label.x + radius + 3, label.y)
                leader.line(right + 2, middle)
                leader.line(right + 6, middle)
                svg.empty("path", ["class": "y l\(label.series)", "stroke-opacity": ".55", "d": .path(leader)])
            }
            var sign = SVGPath()
            SeriesMarker.add(label.series, to: &sign, x: right + 13, y: middle, radius: 4)
            svg.empty("path", ["class": "c\(label.series)", "d": .path(sign)])
            for (line, text) in label.texts.enumerated() {
                svg.text(
                    text, x: right + 22, y: tops[index] + 2 + Double(line) * Self.labelLine + 11, style: "q s",
                    in: TextScript(of: lines[label.series].label),
                    full: line == label.texts.count - 1 && text.contains("…") ? lines[label.series].label : nil)
            }
        }
    }
}
