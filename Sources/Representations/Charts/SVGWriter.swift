/// Writes an SVG document: elements, attributes and text, escaped.
struct SVGWriter {
    private(set) var bytes: [UInt8] = []

    /// The value of an attribute.
    enum Value: ExpressibleByStringInterpolation, ExpressibleByFloatLiteral {
        case text(String)
        /// A coordinate; a tenth of a pixel is finer than anybody sees.
        case number(Double)
        case path(SVGPath)

        init(stringLiteral value: String) { self = .text(value) }
        init(floatLiteral value: Double) { self = .number(value) }
    }

    typealias Attributes = KeyValuePairs<String, Value>

    init(reservingCapacity capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Where text begins or ends at its `x`, as a reader sees it: left and right, whatever the direction of the text.
    enum Anchor { case left, middle, right }

    mutating func open(_ name: String, _ attributes: Attributes = [:]) {
        tag(name, attributes)
        bytes.append(contentsOf: ">\n".utf8)
    }

    mutating func close(_ name: String) {
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: ">\n".utf8)
    }

    /// An element without content.
    mutating func empty(_ name: String, _ attributes: Attributes) {
        tag(name, attributes)
        bytes.append(contentsOf: "/>\n".utf8)
    }

    /// An element that holds text.
    mutating func element(_ name: String, _ text: String, _ attributes: Attributes = [:]) {
        tag(name, attributes)
        bytes.append(UInt8(ascii: ">"))
        XMLText.append(text, to: &bytes)
        close(name)
    }

    /// A line of text. One that is written from right to left says so, and keeps its place.
    ///
    /// - Parameters:
    ///   - script: that of the text of which this is a line; nil: the line is all of it.
    ///   - full: the whole text where the line is a shortened one; shown when the reader points at it.
    mutating func text(
        _ line: String, x: Double, y: Double, style: String, anchor: Anchor = .left, in script: TextScript? = nil,
        full: String? = nil
    ) {
        let script = script ?? TextScript(of: line)
        bytes.append(contentsOf: "<text".utf8)
        attribute("x", .number(x))
        attribute("y", .number(y))
        attribute("class", .text(style))
        // The start of a line from right to left is its right end.
        switch (anchor, script.isRightToLeft) {
        case (.left, false), (.right, true): break
        case (.middle, _): attribute("text-anchor", "middle")
        case (.left, true), (.right, false): attribute("text-anchor", "end")
        }
        if script.isRightToLeft { attribute("direction", "rtl") }
        if let language = script.language { attribute("lang", .text(language)) }
        bytes.append(UInt8(ascii: ">"))
        if let full, full != line {
            bytes.append(contentsOf: "<title>".utf8)
            XMLText.append(full, to: &bytes)
            bytes.append(contentsOf: "</title>".utf8)
        }
        XMLText.append(line, to: &bytes)
        close("text")
    }

    /// Text that is no one's but ours: nothing in it is escaped.
    mutating func verbatim(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func escaped(_ text: String) { XMLText.append(text, to: &bytes) }

    private mutating func tag(_ name: String, _ attributes: Attributes) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.utf8)
        for (name, value) in attributes { attribute(name, value) }
    }

    private mutating func attribute(_ name: String, _ value: Value) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "=\"".utf8)
        switch value {
        case .text(let text): XMLText.append(text, to: &bytes)
        case .number(let number): Self.append(number, to: &bytes)
        case .path(let path): bytes.append(contentsOf: path.bytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a number with at most one decimal.
    static func append(_ number: Double, to bytes: inout [UInt8]) {
        guard number.isFinite, abs(number) < 1e15 else { return bytes.append(UInt8(ascii: "0")) }
        let tenths = Int64((number * 10).rounded())
        if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
        append(digits: tenths.magnitude / 10, to: &bytes)
        let rest = tenths.magnitude % 10
        if rest > 0 {
            bytes.append(UInt8(ascii: "."))
            bytes.append(UInt8(ascii: "0") + UInt8(rest))
        }
    }

    private static func append(digits number: UInt64, to bytes: inout [UInt8]) {
        if number >= 10 { append(digits: number / 10, to: &bytes) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}

/// The data of a path: lines between points.
struct SVGPath {
    fileprivate(set) var bytes: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }

    mutating func move(_ x: Double, _ y: Double) { add("M", x, y) }

    mutating func line(_ x: Double, _ y: Double) { add("L", x, y) }

    mutating func close() { bytes.append(UInt8(ascii: "Z")) }

    /// A circle, as two half arcs.
    mutating func circle(_ x: Double, _ y: Double, radius: Double) {
        add("M", x - radius, y)
        for sign in [1.0, -1.0] {
            bytes.append(UInt8(ascii: "a"))
            SVGWriter.append(radius, to: &bytes)
            bytes.append(UInt8(ascii: " "))
            SVGWriter.append(radius, to: &bytes)
            bytes.append(contentsOf: " 0 1 0 ".utf8)
            SVGWriter.append(sign * radius * 2, to: &bytes)
            bytes.append(contentsOf: " 0".utf8)
        }
        close()
    }

    private mutating func add(_ command: Unicode.Scalar, _ x: Double, _ y: Double) {
        bytes.append(UInt8(ascii: command))
        SVGWriter.append(x, to: &bytes)
        bytes.append(UInt8(ascii: " "))
        SVGWriter.append(y, to: &bytes)
    }
}
