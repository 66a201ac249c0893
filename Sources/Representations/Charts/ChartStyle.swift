/// How charts look: one style sheet, in light and dark, with the colours of series.
///
/// The rules are bound to the class of the root, so that a chart put into a page leaves the page as it is. Colours keep
/// 4.5:1 to the paper where they are text and 3:1 where they are marks, and differ in lightness for those who do not see
/// their hue; every series has a shape, or a hatching, of its own besides.
enum ChartStyle {
    /// How many series have a look of their own.
    static let seriesCount = 8

    private static let light = [
        "#0b62a8", "#c4481c", "#007a5a", "#8a3d91", "#806000", "#3d4752", "#b8286f", "#1f7f93",
    ]
    private static let dark = [
        "#63b1f2", "#ff9466", "#45cf9f", "#dca0e6", "#e6bf4d", "#ccd3db", "#ff8cbb", "#6ad4e4",
    ]

    static let sheet: String = {
        let fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif"
        var sheet = rules([
            ("", "font-family:\(fonts);font-size:13px"),
            ("text", "fill:#1c2127"), (".t", "font-size:18px;font-weight:700"), (".b", "font-weight:700"),
            (".h", "font-size:12px;font-weight:700"), (".m", "font-size:12px"), (".s", "font-size:11px"),
            (".m,.s,.q", "fill:#545d68"), (".p", "fill:#fff"), (".g", "fill:none;stroke:#dfe3e8;stroke-width:1"),
            (".a", "fill:none;stroke:#8b95a1;stroke-width:1"), (".e", "fill:#eaf1f8"),
            (".f", "fill:#545d68"), (".k", "stroke:#fff;stroke-width:2"), (".x", "fill-opacity:.3"),
            (".o", "fill:#fff;stroke-width:2"), (".l", "fill:none;stroke-width:2;stroke-linejoin:round"),
            (".d", "fill:none;stroke-width:1.5;stroke-dasharray:2 3"), (".y", "fill:none;stroke-width:1.5"),
            (".n", "fill:#fff;fill-opacity:0;stroke:none;font-size:2px"),
        ])
        sheet += series(light)
        let night =
            rules([
                ("text", "fill:#e8ebee"), (".m,.s,.q", "fill:#a9b3be"), (".p", "fill:#15191e"),
                (".g", "stroke:#2d343c"), (".a", "stroke:#6d7884"), (".e", "fill:#1d2a37"), (".f", "fill:#a9b3be"),
                (".k", "stroke:#15191e"), (".o", "fill:#15191e"),
            ]) + series(dark)
        return sheet + "@media (prefers-color-scheme:dark){\n" + night + "}\n"
    }()

    private static func series(_ colours: [String]) -> String {
        rules(
            colours.enumerated().flatMap { index, colour in
                [
                    (".c\(index)", "fill:\(colour)"), (".l\(index)", "stroke:\(colour)"),
                    (".u\(index)", "stop-color:\(colour)"),
                ]
            })
    }

    private static func rules(_ rules: [(selector: String, declarations: String)]) -> String {
        rules.map { rule in
            let selectors = rule.selector.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? ".sitrep-chart" : ".sitrep-chart \($0)" }
            return selectors.joined(separator: ",") + "{" + rule.declarations + "}\n"
        }.joined()
    }

    // MARK: Text

    static let title = TextMeasure(size: 18, isBold: true)
    static let name = TextMeasure(size: 13, isBold: true)
    static let heading = TextMeasure(size: 12, isBold: true)
    static let body = TextMeasure(size: 12)
    static let small = TextMeasure(size: 11)
}
