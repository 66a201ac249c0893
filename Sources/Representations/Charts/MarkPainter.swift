import ConflictData

/// Draws figures on a scale: what is known as ink, what is open as something that fades and points on.
struct MarkPainter {
    let scale: NumberScale
    /// The right edge of the plot, towards which open ends fade.
    let right: Double
    /// Begins the ids of the picture.
    let identity: String

    private static let radius = 5.5
    private static let thickness = 9.0
    private static let barThickness = 16.0
    /// The colour of what is not in force, and of sums of several colours.
    private static let neutral = 5

    /// The fading of each colour, and the hatching that tells neighbouring colours apart.
    static func writeDefinitions(to svg: inout SVGWriter, _ identity: String, hatched: Bool) {
        svg.open("defs")
        for colour in 0..<ChartStyle.seriesCount where hatched || colour == 0 || colour == neutral {
            svg.open("linearGradient", ["id": "\(identity)u\(colour)"])
            svg.empty("stop", ["class": "u\(colour)", "offset": "0", "stop-opacity": ".55"])
            svg.empty("stop", ["class": "u\(colour)", "offset": "1", "stop-opacity": ".04"])
            svg.close("linearGradient")
        }
        if hatched {
            svg.open(
                "pattern",
                [
                    "id": "\(identity)h", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse",
                    "patternTransform": "rotate(45)",
                ])
            svg.empty("line", ["class": "k", "y2": "6"])
            svg.close("pattern")
        }
        svg.close("defs")
    }

    // MARK: One statement

    func draw(_ figure: IntervalChart.Figure, y: Double, to svg: inout SVGWriter) {
        let colour = figure.isMuted ? Self.neutral : 0
        switch (figure.interval.min, figure.interval.max) {
        case (let min?, let max?) where min == max: dot(scale.position(of: min), y, colour, figure.isHollow, to: &svg)
        case (let min?, let max?):
            bar(from: scale.position(of: min), to: scale.position(of: max), y, colour, to: &svg)
            // The ends of a bar are figures too.
            for end in [min, max] { cap(scale.position(of: end), y, colour, to: &svg) }
            if let figure = figure.best ?? figure.interval.value {
                dot(scale.position(of: figure), y, colour, true, to: &svg)
            }
        case (let min?, nil):
            open(from: scale.position(of: min), y, Self.thickness, colour, to: &svg)
            // “More than 50” begins at 51, and is drawn where its figure is.
            dot(scale.position(of: figure.interval.value ?? min), y, colour, figure.isHollow, to: &svg)
        case (nil, let max?):
            dashes(from: scale.position(of: 0), to: scale.position(of: max), y, colour, to: &svg)
            cap(scale.position(of: max), y, colour, to: &svg)
            if let value = figure.interval.value {
                dot(scale.position(of: value), y, colour, figure.isHollow, to: &svg)
            }
        case (nil, nil):
            dashes(from: scale.position(of: 0), to: right - 6, y, colour, to: &svg)
            chevron(right, y, colour, to: &svg)
            if let value = figure.interval.value { dot(scale.position(of: value), y, colour, true, to: &svg) }
        }
    }

    private func dot(_ x: Double, _ y: Double, _ colour: Int, _ isHollow: Bool, to svg: inout SVGWriter) {
        svg.empty(
            "circle",
            [
                "class": isHollow ? "o l\(colour)" : "c\(colour)", "cx": .number(x), "cy": .number(y),
                "r": .number(isHollow ? Self.radius - 1 : Self.radius),
            ])
    }

    private func bar(from left: Double, to end: Double, _ y: Double, _ colour: Int, to svg: inout SVGWriter) {
        svg.empty(
            "rect",
            [
                "class": "c\(colour) x", "x": .number(left), "y": .number(y - Self.thickness / 2),
                "width": .number(max(end - left, 1)), "height": .number(Self.thickness),
            ])
    }

    private func cap(_ x: Double, _ y: Double, _ colour: Int, to svg: inout SVGWriter) {
        svg.empty(
            "rect",
            [
                "class": "c\(colour)", "x": .number(x - 1.5), "y": .number(y - Self.thickness / 2 - 2), "width": 3.0,
                "height": .number(Self.thickness + 4),
            ])
    }

    /// What goes on without an end that anybody gave: it fades, and an arrow points on.
    private func open(from x: Double, _ y: Double, _ thickness: Double, _ colour: Int, to svg: inout SVGWriter) {
        svg.empty(
            "rect",
            [
                "fill": "url(#\(identity)u\(colour))", "x": .number(x), "y": .number(y - thickness / 2),
                "width": .number(max(right - x - 4, 1)), "height": .number(thickness),
            ])
        chevron(right, y, colour, to: &svg)
    }

    private func chevron(_ x: Double, _ y: Double, _ colour: Int, to svg: inout SVGWriter) {
        var path = SVGPath()
        path.move(x - 6, y - 5)
        path.line(x - 1, y)
        path.line(x - 6, y + 5)
        svg.empty("path", ["class": "l l\(colour)", "d": .path(path)])
    }

    private func dashes(from left: Double, to end: Double, _ y: Double, _ colour: Int, to svg: inout SVGWriter) {
        var path = SVGPath()
        path.move(left, y)
        path.line(max(end, left + 1), y)
        svg.empty("path", ["class": "d l\(colour)", "d": .path(path)])
    }

    // MARK: Sums

    func draw(_ shares: [IntervalChart.Share], y: Double, to svg: inout SVGWriter) {
        let total = shares.total
        let colour = shares.count == 1 ? shares[0].colour : Self.neutral
        let known = scale.position(of: total.min ?? 0)
        if let max = total.max {
            let end = scale.position(of: max)
            if end > known {
                bar(from: known, to: end, y, colour, to: &svg)
                cap(end, y, colour, to: &svg)
            }
        } else if total.min == nil {
            dashes(from: known, to: right - 6, y, colour, to: &svg)
            chevron(right, y, colour, to: &svg)
        } else {
            open(from: known, y, Self.thickness, colour, to: &svg)
        }
        var sum: Int64 = 0
        for share in shares {
            guard let least = share.interval.min, least > 0 else { continue }
            let left = scale.position(of: sum)
            let (next, overflow) = sum.addingReportingOverflow(least)
            sum = overflow ? .max : next
            rectangle(share.colour, from: left, to: scale.position(of: sum), y, Self.barThickness, to: &svg)
        }
        if total == CountInterval(min: 0, max: 0, value: 0) { dot(scale.position(of: 0), y, colour, true, to: &svg) }
    }

    /// One colour of a stack; neighbours are parted by a line of paper, every second one is hatched.
    private func rectangle(
        _ colour: Int, from left: Double, to end: Double, _ y: Double, _ height: Double, to svg: inout SVGWriter
    ) {
        let width = SVGWriter.Value.number(max(end - left - 1, 0.8))
        svg.empty(
            "rect",
            [
                "class": "c\(colour)", "x": .number(left), "y": .number(y - height / 2), "width": width,
                "height": .number(height),
            ])
        guard colour % 2 == 1, colour != Self.neutral else { return }
        svg.empty(
            "rect",
            [
                "fill": "url(#\(identity)h)", "x": .number(left), "y": .number(y - height / 2), "width": width,
                "height": .number(height),
            ])
    }

    /// The sign of a colour in the legend.
    func swatch(_ colour: Int, x: Double, y: Double, to svg: inout SVGWriter) {
        rectangle(colour, from: x, to: x + 14, y, 11, to: &svg)
    }

    /// From the lowest to the highest figure of several parties, behind their rows.
    func band(_ interval: CountInterval, from top: Double, height: Double, to svg: inout SVGWriter) {
        let left = scale.position(of: interval.min ?? 0)
        let end = interval.max.map(scale.position) ?? right
        svg.empty(
            "rect",
            [
                "class": "e", "x": .number(left - 8), "y": .number(top), "width": .number(max(end - left, 0) + 16),
                "height": .number(height),
            ])
    }
}

extension [IntervalChart.Share] {
    /// What the shares come to together, as counts that do not overlap are added: an open minimum adds nothing, an open
    /// maximum opens the sum.
    var total: CountInterval {
        var (min, max): (Int64?, Int64?) = (nil, 0)
        for share in self {
            if let least = share.interval.min {
                let (sum, overflow) = (min ?? 0).addingReportingOverflow(least)
                min = overflow ? .max : sum
            }
            max = max.flatMap { sum in
                share.interval.max.flatMap { most in
                    let (next, overflow) = sum.addingReportingOverflow(most)
                    return overflow ? nil : next
                }
            }
        }
        return CountInterval(min: min, max: isEmpty ? nil : max, value: min == max ? min : nil)
    }
}
