import ConflictData

/// A chart of figures as rows: who says what, where it lies between nothing and the greatest figure, and in words.
struct IntervalChart {
    /// Rows that share one scale.
    struct Panel {
        var heading: String?
        /// What the colours of stacked bars mean, by their number; empty where nothing is stacked.
        var legend: [(label: String, colour: Int)] = []
        var groups: [Group]
    }

    struct Group {
        var heading: String?
        var rows: [Row]
        /// Drawn behind the rows, as wide as it is.
        var band: CountInterval?
    }

    struct Row {
        let label: String
        var note: String?
        let words: String
        let mark: Mark
    }

    enum Mark {
        case figure(Figure)
        /// Bars one after the other.
        case stack([Share])
    }

    /// One statement as a mark.
    struct Figure {
        let interval: CountInterval
        var best: Int64?
        /// Its minimum is a convention, not a number that somebody gave.
        var isHollow = false
        /// It is not in force.
        var isMuted = false
    }

    /// One part of a stack.
    struct Share {
        let colour: Int
        let interval: CountInterval
    }

    var caption: ChartCaption
    let source: ChartSource
    let size: ChartSize
    let panels: [Panel]
    let table: ChartTable
    /// What is said where there is no row.
    let emptiness: String

    /// The texts around the picture are cut before they take more than half of a height that is given.
    private var leastRoom: Double { Double(size.height ?? 0) / 2 }

    func bytes() -> [UInt8] {
        guard panels.contains(where: { $0.groups.contains { !$0.rows.isEmpty } }) else {
            return EmptyChart(caption: caption, source: source, size: size).bytes(saying: emptiness)
        }
        var page = ChartPage(caption: caption, source: source, size: size)
        let layout = IntervalLayout(panels, page: page)
        guard let room = page.room(leaving: leastRoom) else {
            return page.bytes(height: layout.height, table: table) { layout.draw(to: &$0, from: $1, page.identity) }
        }
        if layout.height <= room {
            let stretched = layout.stretched(to: room)
            return page.bytes(height: stretched.height, table: table) {
                stretched.draw(to: &$0, from: $1, page.identity)
            }
        }
        // What does not fit is said, and what says so takes room too.
        let total = layout.rowCount
        page = ChartPage(caption: caption(withoutSome: total, of: total), source: source, size: size)
        let cut = layout.cut(to: page.room(leaving: leastRoom) ?? room)
        page = ChartPage(caption: caption(withoutSome: total - cut.rowCount, of: total), source: source, size: size)
        return page.bytes(height: cut.height, table: table) { cut.draw(to: &$0, from: $1, page.identity) }
    }

    private func caption(withoutSome missing: Int, of total: Int) -> ChartCaption {
        var copy = caption
        copy.notes.insert(
            missing == total
                ? "None of the \(total) rows fits this height; ask for a greater one, or for none."
                : "\(missing) of \(total) rows do not fit this height; ask for a greater one, or for none.", at: 0)
        return copy
    }
}

/// A picture without figures: it says that there are none.
struct EmptyChart {
    let caption: ChartCaption
    let source: ChartSource
    let size: ChartSize

    private static let height = 72.0

    func bytes(saying text: String) -> [UInt8] {
        var caption = caption
        if caption.summary.isEmpty { caption.summary = text }
        let page = ChartPage(caption: caption, source: source, size: size)
        let height = page.room(leaving: Self.height) ?? Self.height
        return page.bytes(height: height, table: ChartTable(heading: [], rows: [])) { svg, y in
            let lines = ChartStyle.body.lines(text, width: page.inner, most: 2)
            for (index, line) in lines.enumerated() {
                svg.text(
                    line, x: page.width / 2, y: y + height / 2 + 5 + Double(index) * 17, style: "m", anchor: .middle,
                    full: text)
            }
        }
    }
}
