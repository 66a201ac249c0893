/// The figures of a picture as a table of text.
struct ChartTable {
    let heading: [String]
    var rows: [[String]]

    /// Writes the table for those who do not see the picture.
    ///
    /// What screen readers read of an SVG is its accessibility tree. An element with `role="img"` is a leaf of it: its
    /// name and description are read, nothing inside it. `<metadata>` is not in it, and a long `<desc>` is one breath
    /// without rows. So the picture is one element with `role="img"`, named by `<title>` and `<desc>`, and the table
    /// stands beside it with the roles of a table, whose rows and cells a reader can walk. It is transparent, not
    /// `display:none`, which would take it out of the tree as well.
    func write(to svg: inout SVGWriter, label: String) {
        guard !rows.isEmpty else { return }
        svg.open("g", ["role": "table", "class": "n", "transform": "translate(0 2)", "aria-label": .text(label)])
        svg.row(of: heading, role: "columnheader")
        for cells in rows { svg.row(of: cells, role: "cell") }
        svg.close("g")
    }
}

extension SVGWriter {
    /// Most of the bytes of a picture of many points are these.
    fileprivate mutating func row(of cells: [String], role: String) {
        verbatim("<g role=\"row\">\n")
        let opening = "<text role=\"\(role)\">"
        for cell in cells {
            verbatim(opening)
            escaped(cell)
            verbatim("</text>\n")
        }
        verbatim("</g>\n")
    }
}
