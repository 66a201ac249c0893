import Testing

@testable import ConflictData
@testable import Representations

/// Figures as pictures, without a dataset.
@Suite struct ChartTests {
    private static func point(
        _ time: String, _ figure: CountInterval?, _ qualifier: String? = "exact", series: String = "a/killed",
        delta: Int64? = nil, derived: Bool = false
    ) -> TimeSeriesPoint {
        TimeSeriesPoint(
            time: time, series: series, attributedTo: "a", measure: "killed", populationStatus: nil, figure: figure,
            qualifier: qualifier, delta: delta, isDerived: derived, tallyID: nil)
    }

    private static func exactly(_ value: Int64) -> CountInterval { CountInterval(min: value, max: value, value: value) }
    private static func atLeast(_ value: Int64) -> CountInterval { CountInterval(min: value, max: nil, value: value) }

    private static func series(_ points: [TimeSeriesPoint], bucketed: Bool = true, _ size: ChartSize = ChartSize())
        -> String
    {
        let chart = TimeSeriesChart(
            points, isBucketed: bucketed, caption: ChartCaption(title: "T", subtitle: "S"),
            source: ChartSource(text: "Source: desk."), size: size, name: { "Name of \($0)" })
        return String(decoding: chart.bytes, as: UTF8.self)
    }

    private static func count(
        _ interval: CountInterval, _ qualifier: String, _ text: String? = nil, party: String = "P"
    )
        -> CountStatement
    {
        CountStatement(
            party: Toll.Party(id: "p", name: party),
            count: TollCount(
                id: "t.1", measure: "killed", unit: "persons", subject: TollSubject(), interval: interval,
                qualifier: qualifier, best: nil, text: text, parts: []),
            scope: nil, periodStart: "2024-11-27", periodEnd: "2024-11-29", reportDate: "2024-11-29",
            isSuperseded: false)
    }

    private static func counts(_ counts: [CountStatement], _ size: ChartSize = ChartSize(), total: Int? = nil) -> String
    {
        let chart = CountChart(
            counts, total: total ?? counts.count, caption: ChartCaption(title: "T", subtitle: "S"),
            source: ChartSource(text: "Source: desk."), size: size, name: { $0 })
        return String(decoding: chart.bytes, as: UTF8.self)
    }

    /// How many subpaths the paths of a look have.
    private static func pieces(_ text: String, _ style: String) -> [Int] {
        text.split(separator: "<path class=\"\(style)\" d=\"").dropFirst()
            .map { $0.prefix { $0 != "\"" }.count { $0 == "M" } }
    }

    // MARK: Time series

    @Test func `a line is broken where nothing was stated`() {
        let text = Self.series([
            Self.point("2024-01", Self.exactly(1)), Self.point("2024-02", Self.exactly(2)),
            Self.point("2024-03", nil, nil),
            Self.point("2024-04", Self.exactly(4)), Self.point("2024-05", Self.exactly(5)),
        ])
        #expect(Self.pieces(text, "l l0") == [2])
        #expect(text.contains("nothing stated"))
    }

    @Test func `a line leads to no figure that nobody gave`() {
        let range = CountInterval(min: 1, max: 9, value: nil)
        let text = Self.series([
            Self.point("2024-01", Self.exactly(1)), Self.point("2024-02", range, "between"),
            Self.point("2024-03", Self.exactly(4)),
        ])
        // The line in two pieces, then the range, which is drawn as three strokes.
        #expect(Self.pieces(text, "l l0") == [2, 3])
    }

    @Test func `open ends have arrows, and derived points are hollow`() {
        let plain = Self.series([Self.point("2024-01", Self.exactly(1)), Self.point("2024-02", Self.exactly(3))])
        #expect(!plain.contains("class=\"o l0\""))
        #expect(!plain.contains("An arrow"))
        let text = Self.series([
            Self.point("2024-01", Self.atLeast(1), "at_least"),
            Self.point("2024-02", Self.exactly(3), nil, derived: true),
        ])
        #expect(text.contains("class=\"o l0\""))
        #expect(text.contains("An arrow: no upper end is known."))
        #expect(text.contains("<text role=\"cell\">sum of several counts, derived</text>"))
    }

    @Test func `growth is drawn as columns, and said to be derived`() {
        let text = Self.series(
            [Self.point("2024-01-01", Self.exactly(10)), Self.point("2024-01-02", Self.exactly(12), delta: 2)],
            bucketed: false)
        #expect(text.contains("2 more than before, derived"))
        #expect(text.contains("Columns: how much a running total grew"))
        #expect(Self.pieces(text, "d l0") == [1])
    }

    @Test func `no more series are drawn than can be told apart, and that is said`() {
        let text = Self.series(
            (0..<11).map { Self.point("2024-01", Self.exactly(Int64($0)), series: "a/killed/x_\($0)") })
        #expect(text.contains("The 8 series with most points of 11 are drawn"))
    }

    @Test func `one party is named above, several at their lines`() {
        let one = Self.point("2024-01", Self.exactly(1), series: "a/killed/civilian")
        let text = Self.series([one, Self.point("2024-01", Self.exactly(2))])
        #expect(text.contains("S · by Name of a</text>"))
        #expect(text.contains("<text role=\"cell\">Civilians</text>"))
        let other = TimeSeriesPoint(
            time: "2024-01", series: "b/killed", attributedTo: "b", measure: "killed", populationStatus: nil,
            figure: Self.exactly(3), qualifier: "exact", delta: nil, isDerived: false, tallyID: nil)
        #expect(Self.series([one, other]).contains("<text role=\"cell\">Name of a: Civilians</text>"))
    }

    @Test func `many points stay few elements`() {
        let points = (0..<400).map { index in
            Self.point(
                PackedDate(start: Int64(index + 19_000) * PackedDate.microsecondsPerDay, precision: .day).text,
                Self.exactly(Int64(index)))
        }
        let text = Self.series(points)
        let picture = text.prefix(upTo: text.firstRange(of: "role=\"table\"")?.lowerBound ?? text.endIndex)
        #expect(picture.count { $0 == "<" } < 200)
        #expect(text.utf8.count < 120_000)
    }

    // MARK: Statements

    @Test(
        arguments: [
            (exactly(17), "exact", nil, "17", ["<circle class=\"c0\""], ["url(#", "class=\"o l0\""]),
            (
                atLeast(255), "at_least", nil, "at least 255", ["<circle class=\"c0\"", "fill=\"url(#"],
                ["class=\"o l0\""]
            ),
            (CountInterval(min: 51, max: nil, value: 50), "more_than", nil, "more than 50", ["fill=\"url(#"], []),
            (
                CountInterval(min: 10, max: 20, value: nil), "between", nil, "between 10 and 20", ["class=\"c0 x\""],
                ["url(#"]
            ),
            (
                CountInterval(min: 100, max: nil, value: nil), "order_of", "hundreds", "hundreds (100 or more)",
                ["class=\"o l0\""], []
            ),
            (
                CountInterval(min: nil, max: nil, value: nil), "unknown", nil, "no number given", ["class=\"d l0\""],
                ["<circle"]
            ),
            (
                CountInterval(min: nil, max: nil, value: nil), "order_of", "most", "“most”", ["class=\"d l0\""],
                ["<circle"]
            ),
            (CountInterval(min: nil, max: nil, value: 300), "approximately", nil, "about 300", ["class=\"o l0\""], []),
            (CountInterval(min: 0, max: 0, value: 0), "none", nil, "none", ["<circle class=\"c0\""], []),
        ] as [(CountInterval, String, String?, String, [String], [String])])
    func `a figure looks like what it says`(
        _ figure: CountInterval, _ qualifier: String, _ word: String?, _ words: String, _ shapes: [String],
        _ others: [String]
    ) {
        let text = Self.counts([Self.count(figure, qualifier, word)])
        #expect(text.contains(">\(words)<"))
        for shape in shapes { #expect(text.contains(shape)) }
        for shape in others { #expect(!text.contains(shape)) }
    }

    @Test func `rows that do not fit a height are said, and stay in the table`() {
        let text = Self.counts(
            (1...20).map { Self.count(Self.exactly($0), "exact", party: "Party \($0)") },
            ChartSize(width: 600, height: 300))
        #expect(text.contains("height=\"300\" viewBox=\"0 0 600 300\""))
        #expect(text.contains("of 20 rows do not fit this height"))
        #expect(text.contains("role=\"cell\">Party 20<"))
    }

    @Test func `a page of a list says of how many it is one`() {
        #expect(
            Self.counts([Self.count(Self.exactly(1), "exact")], total: 1_234).contains("1 of 1,234 counts are shown."))
    }

    @Test func `names are escaped, and shortened ones are whole when pointed at`() {
        let name = "</text><script>alert(1)</script> " + String(repeating: "& so on ", count: 20)
        let text = Self.counts([Self.count(Self.exactly(1), "exact", party: name)])
        #expect(!text.contains("<script"))
        #expect(text.contains("<title>&lt;/text&gt;&lt;script&gt;"))
        #expect(text.contains("…</text>"))
    }

    @Test func `nothing is a picture that says so`() {
        for text in [Self.counts([]), Self.series([])] {
            #expect(text.contains(">No counts match this question.</text>"))
            #expect(text.hasSuffix("</svg>\n"))
        }
    }

    @Test func `a picture has a name, a description and no script`() throws {
        let text = Self.counts([Self.count(Self.exactly(1), "exact")])
        let named = try #require(text.firstMatch(of: #/<g role="img" aria-labelledby="(\S+)t (\S+)d">/#))
        #expect(text.contains("<title id=\"\(named.output.1)t\">T</title>"))
        #expect(text.contains("<desc id=\"\(named.output.1)d\">One count, each as it was stated. P: 1.</desc>"))
        #expect(text.contains("prefers-color-scheme:dark"))
        #expect(text.contains("Source: desk."))
    }

    // MARK: Sums

    private static func row(_ group: [String?], _ figure: CountInterval, measure: String = "killed") -> AggregateRow {
        AggregateRow(group: group, measure: measure, unit: "persons", figure: figure, counts: 1, tallies: 1)
    }

    private static func sums(_ rows: [AggregateRow], _ keys: [String], limit: Int = 50) -> String {
        let chart = AggregateChart(
            rows, keys: keys, limit: limit, caption: ChartCaption(title: "T", subtitle: "S"),
            source: ChartSource(text: "Source: desk."), size: ChartSize(), name: { "\($0) \($1)" })
        return String(decoding: chart.bytes, as: UTF8.self)
    }

    @Test func `statuses are stacked, and what holds them all is not`() {
        let text = Self.sums(
            [
                Self.row(["a", nil], Self.atLeast(255)), Self.row(["a", "armed_forces"], Self.exactly(87)),
                Self.row(["a", "civilian"], Self.exactly(24)),
            ], ["attributed_to", "population_status"])
        #expect(text.contains(">111</text>"))
        #expect(text.contains(">255 or more</text>"))
        #expect(text.contains(">attributed_to a, not said by status</text>"))
        #expect(text.contains("Stacked: the least figure of each status."))
    }

    @Test func `measures have scales of their own, and bars beyond the limit are told`() {
        let text = Self.sums(
            [Self.row(["x"], Self.exactly(9_000)), Self.row(["x"], Self.exactly(3), measure: "injured")], ["kind"])
        #expect(text.contains(">Killed (persons)</text>"))
        #expect(text.contains(">Injured (persons)</text>"))
        let cut = Self.sums((1...5).map { Self.row(["\($0)"], Self.exactly($0)) }, ["kind"], limit: 2)
        #expect(cut.contains("2 of 5 bars are shown."))
    }
}
