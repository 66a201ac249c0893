/// What the colours of a picture mean, in lines that flow.
struct ChartLegend {
    private let entries: [(label: String, full: String, colour: Int, x: Double, line: Int)]
    private let lineCount: Int

    private static let lineHeight = 18.0
    private static let sign = 20.0
    private static let gap = 18.0

    var isEmpty: Bool { entries.isEmpty }
    var height: Double { isEmpty ? 0 : Double(lineCount) * Self.lineHeight + 8 }

    init(_ labels: [(label: String, colour: Int)], width: Double) {
        var (x, line) = (0.0, 0)
        entries = labels.map { label, colour in
            let text = ChartStyle.small.shortened(label, to: width - Self.sign)
            let length = Self.sign + ChartStyle.small.width(of: text)
            if x > 0, x + length > width { (x, line) = (0, line + 1) }
            defer { x += length + Self.gap }
            return (text, label, colour, ChartPage.margin + x, line)
        }
        lineCount = line + 1
    }

    /// - Parameter sign: draws the sign of a colour, at its left edge and half its height.
    func draw(
        to svg: inout SVGWriter, from top: Double, sign: (Int, Double, Double, inout SVGWriter) -> Void
    ) {
        for entry in entries {
            let y = top + Double(entry.line) * Self.lineHeight
            sign(entry.colour, entry.x, y + 8, &svg)
            svg.text(entry.label, x: entry.x + Self.sign, y: y + 12, style: "s", full: entry.full)
        }
    }
}
