/// The page of a picture: title above, notes and source below, and between them room for what is drawn.
struct ChartPage {
    let caption: ChartCaption
    let source: ChartSource
    let size: ChartSize

    /// What is left free around everything.
    static let margin = 16.0

    var width: Double { Double(size.width) }
    /// The stretch from the left margin to the right one.
    var inner: Double { width - 2 * Self.margin }

    /// The rows of text of one kind.
    private struct Lines {
        let texts: [(line: String, script: TextScript, full: String?)]
        let style: String
        let height: Double
        /// What is free above the first.
        let gap: Double

        init(
            _ texts: [String], _ measure: TextMeasure, style: String, height: Double, gap: Double, most: Int,
            width: Double
        ) {
            var left = most
            self.texts = texts.flatMap { text in
                let lines = left > 0 ? measure.lines(text, width: width, most: left) : []
                left -= lines.count
                let isCut = lines.last?.contains("…") == true && !text.contains("…")
                let script = TextScript(of: text)
                return lines.enumerated().map { index, line in
                    (line, script, isCut && index == lines.count - 1 ? text : nil)
                }
            }
            (self.style, self.height, self.gap) = (style, height, gap)
        }

        var total: Double { texts.isEmpty ? 0 : gap + Double(texts.count) * height }
    }

    /// The texts around the picture, in all the room they need, or in little.
    private func lines(isTight: Bool) -> (above: [Lines], below: [Lines]) {
        // A narrow picture needs more lines for the same words.
        let more = size.width < 480 ? 2 : 1
        let above = [
            Lines(
                [caption.title], ChartStyle.title, style: "t", height: 23, gap: 0, most: isTight ? 1 : 3, width: inner),
            Lines(
                [caption.subtitle], ChartStyle.body, style: "m", height: 17, gap: 2, most: isTight ? 1 : 2 * more,
                width: inner),
        ]
        let below = [
            Lines(
                caption.notes, ChartStyle.small, style: "s", height: 15, gap: 8, most: isTight ? 1 : 4 * more,
                width: inner
            ),
            Lines(
                [source.text], ChartStyle.small, style: "s", height: 15, gap: 8, most: isTight ? 1 : 3 * more,
                width: inner),
        ]
        return (above, below)
    }

    /// How much height is left for what is drawn; nil: as much as it needs.
    func room(leaving least: Double) -> Double? {
        guard let height = size.height else { return nil }
        let free = Double(height) - Self.frame(lines(isTight: false))
        return free >= least ? free : max(Double(height) - Self.frame(lines(isTight: true)), 0)
    }

    private static func frame(_ lines: (above: [Lines], below: [Lines])) -> Double {
        2 * margin + gap + (lines.above + lines.below).reduce(0) { $0 + $1.total }
    }

    /// Between the title and what is drawn.
    private static let gap = 12.0

    /// The document. `draw` is given the upper edge of its room, which is `height` high.
    func bytes(
        height: Double, table: ChartTable, capacity: Int = 8_192, draw: (inout SVGWriter, Double) -> Void
    ) -> [UInt8] {
        let isTight = size.height.map { Double($0) - Self.frame(self.lines(isTight: false)) < height } ?? false
        let lines = lines(isTight: isTight)
        let total = size.height.map(Double.init) ?? (Self.frame(lines) + height).rounded(.up)
        var svg = SVGWriter(reservingCapacity: capacity)
        let prefix = identity
        svg.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "class": "sitrep-chart", "width": .number(width),
                "height": .number(total), "viewBox": "0 0 \(size.width) \(Int(total))", "lang": "en", "role": "figure",
                "aria-labelledby": "\(prefix)t",
            ])
        svg.element("title", caption.title, ["id": "\(prefix)t"])
        svg.element("desc", caption.summary, ["id": "\(prefix)d"])
        svg.open("style")
        svg.verbatim(ChartStyle.sheet)
        svg.close("style")
        svg.open("g", ["role": "img", "aria-labelledby": "\(prefix)t \(prefix)d"])
        svg.empty("rect", ["class": "p", "width": .number(width), "height": .number(total)])
        var y = Self.margin
        for group in lines.above { write(group, from: &y, to: &svg) }
        draw(&svg, y + Self.gap)
        y = total - Self.margin - lines.below.reduce(0) { $0 + $1.total }
        for group in lines.below { write(group, from: &y, to: &svg) }
        svg.close("g")
        table.write(to: &svg, label: "The figures of the picture")
        svg.close("svg")
        return svg.bytes
    }

    private func write(_ lines: Lines, from y: inout Double, to svg: inout SVGWriter) {
        guard !lines.texts.isEmpty else { return }
        y += lines.gap
        for (line, script, full) in lines.texts {
            // What is written from right to left begins at the right margin.
            svg.text(
                line, x: script.isRightToLeft ? width - Self.margin : Self.margin, y: y + lines.height * 0.75,
                style: lines.style, anchor: script.isRightToLeft ? .right : .left, in: script, full: full)
            y += lines.height
        }
    }

    /// Begins the ids of this picture, which may stand in a page beside others.
    var identity: String {
        // FNV-1a.
        var hash: UInt32 = 2_166_136_261
        for byte in (caption.title + caption.subtitle + caption.summary + "\(size.width)").utf8 {
            hash = (hash ^ UInt32(byte)) &* 16_777_619
        }
        return "c\(String(hash, radix: 36))-"
    }
}
