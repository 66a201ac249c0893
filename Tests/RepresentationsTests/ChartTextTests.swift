import Testing

@testable import Representations

/// Text in a picture: measured, cut, escaped, and turned the right way.
@Suite struct ChartTextTests {
    private let measure = TextMeasure(size: 10)

    @Test func `letters are as wide as they are, and marks on them take no room`() {
        #expect(measure.width(of: "WWW") > measure.width(of: "iiiii"))
        #expect(measure.width(of: "e\u{301}") == measure.width(of: "e"))
        #expect(TextMeasure(size: 10, isBold: true).width(of: "abc") > measure.width(of: "abc"))
        #expect(measure.width(of: "城市") == 21)
    }

    @Test(arguments: [
        ("one two three", 1_000.0, 2, ["one two three"]),
        ("one two three", 45.0, 3, ["one two", "three"]),
        ("one two three", 45.0, 1, ["one tw…"]),
        ("incomprehensibility", 60.0, 3, ["incomprehe", "nsibility"]),
        ("", 60.0, 3, []),
        ("  spaced\n out ", 500.0, 2, ["spaced out"]),
    ])
    func `text is broken between words, and cut where it does not fit`(
        _ text: String, _ width: Double, _ most: Int, _ lines: [String]
    ) {
        let found = measure.lines(text, width: width, most: most)
        #expect(found == lines)
        #expect(found.allSatisfy { measure.width(of: $0) <= width })
    }

    @Test func `a letter is not torn apart`() {
        let cut = measure.shortened("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", to: 60)
        #expect(cut.dropLast().allSatisfy { $0 == "👩‍👩‍👧‍👦" })
        #expect(cut.last == "…")
    }

    @Test(
        arguments: [
            ("Observatory", false, nil), ("المرصد السوري", true, "und-Arab"), ("שלום", true, "und-Hebr"),
            ("255 المرصد", true, "und-Arab"), ("OCHA المرصد", false, nil), ("17", false, nil), ("", false, nil),
            ("Übersee", false, nil), ("\u{2068}المرصد\u{2069}: killed", false, nil),
            ("\u{2068}المرصد\u{2069}", true, "und-Arab"), ("Обсерватория", false, nil),
        ] as [(String, Bool, String?)])
    func `the first letter gives the direction`(_ text: String, _ isRightToLeft: Bool, _ language: String?) {
        let script = TextScript(of: text)
        #expect(script.isRightToLeft == isRightToLeft)
        #expect(script.language == language)
    }

    @Test func `a name turns nothing around it`() {
        #expect("\u{202e}cba".asName == "cba")
        #expect("المرصد".asName == "\u{2068}المرصد\u{2069}")
        #expect("Plain".asName == "Plain")
    }

    @Test(arguments: [
        (SVGWriter.Anchor.left, "abc", ""), (.right, "abc", " text-anchor=\"end\""),
        (.middle, "abc", " text-anchor=\"middle\""),
        (.left, "عرب", " text-anchor=\"end\" direction=\"rtl\" lang=\"und-Arab\""),
        (.right, "عرب", " direction=\"rtl\" lang=\"und-Arab\""),
    ])
    func `left is left in either direction`(_ anchor: SVGWriter.Anchor, _ text: String, _ attributes: String) {
        var svg = SVGWriter(reservingCapacity: 64)
        svg.text(text, x: 1, y: 2.25, style: "b", anchor: anchor)
        #expect(
            String(decoding: svg.bytes, as: UTF8.self)
                == "<text x=\"1\" y=\"2.3\" class=\"b\"\(attributes)>\(text)</text>\n")
    }

    @Test(arguments: [
        ("<script>&\"]]>", "&lt;script&gt;&amp;&quot;]]&gt;"), ("a\u{0}b\u{1b}c\td", "abc\td"), ("a\r\nb", "a&#13;\nb"),
        ("\u{fffe}x\u{ffff}", "x"), ("\u{fffd}ﷺ\u{1f600}", "\u{fffd}ﷺ\u{1f600}"),
        ("\u{ffbe}\u{ffbf}", "\u{ffbe}\u{ffbf}"),
    ])
    func `markup and what XML does not know is escaped`(_ text: String, _ escaped: String) {
        var bytes: [UInt8] = []
        XMLText.append(text, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == escaped)
    }

    @Test(
        arguments: [
            (0, "0"), (1.04, "1"), (1.05, "1.1"), (-0.26, "-0.3"), (-0.01, "0"), (1_234.56, "1234.6"), (.nan, "0"),
            (.infinity, "0"),
        ] as [(Double, String)])
    func `coordinates have one decimal`(_ number: Double, _ text: String) {
        var bytes: [UInt8] = []
        SVGWriter.append(number, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
}
