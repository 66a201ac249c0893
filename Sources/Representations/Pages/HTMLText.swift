/// Writes HTML: elements with their attributes, and text that is escaped, whoever wrote it.
struct HTMLText {
    private(set) var bytes: [UInt8] = []

    /// Stands where a text is put in later: no text holds it, since control characters are replaced.
    static let gap: UInt8 = 0

    /// A name and its value; nil: the attribute is left out.
    typealias Attributes = KeyValuePairs<String, String?>

    /// An element and what is in it.
    mutating func element(
        _ name: String, _ attributes: Attributes = [:], _ content: (inout HTMLText) -> Void
    ) {
        empty(name, attributes)
        content(&self)
        bytes.append(contentsOf: "</\(name)>".utf8)
        if Self.blocks.contains(name) { bytes.append(UInt8(ascii: "\n")) }
    }

    /// An element that holds a text alone.
    mutating func element(_ name: String, _ text: String, _ attributes: Attributes = [:]) {
        element(name, attributes) { $0.text(text) }
    }

    /// An element without content and without an end: `meta`, `link`.
    mutating func empty(_ name: String, _ attributes: Attributes) {
        bytes.append(contentsOf: "<\(name)".utf8)
        for (key, value) in attributes {
            guard let value else { continue }
            bytes.append(contentsOf: " \(key)=\"".utf8)
            text(value)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
    }

    /// A text, escaped for content and for attributes alike.
    mutating func text(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            // HTML knows no control characters but white space.
            case 0..<0x09, 0x0B, 0x0E..<0x20, 0x7F: bytes.append(contentsOf: "\u{FFFD}".utf8)
            default: bytes.append(byte)
            }
        }
    }

    mutating func gap() { bytes.append(Self.gap) }

    /// A text in which what stands between backquotes is code.
    mutating func prose(_ text: String) {
        for (index, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            if index.isMultiple(of: 2) { self.text(String(part)) } else { element("code", String(part)) }
        }
    }

    /// A paragraph of such text.
    mutating func paragraph(_ text: String) { element("p") { $0.prose(text) } }

    mutating func link(_ text: String, to address: String) { element("a", text, ["href": address]) }

    /// A text of our own that is HTML already.
    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }

    /// A table that scrolls by itself where the page is narrow, with the keyboard, too.
    mutating func table(_ caption: String, _ columns: [String], _ rows: (inout HTMLText) -> Void) {
        element("div", ["class": "table", "tabindex": "0", "role": "region", "aria-label": caption]) { page in
            page.element("table") { page in
                page.element("caption", caption)
                page.element("thead") { page in
                    page.element("tr") { page in
                        for column in columns { page.element("th", column, ["scope": "col"]) }
                    }
                }
                page.element("tbody", [:], rows)
            }
        }
    }

    /// Those after which a line ends, so that the source can be read.
    private static let blocks: Set = [
        "article", "body", "caption", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "head", "header", "html",
        "li", "main", "nav", "ol", "p", "pre", "section", "style", "table", "tbody", "thead", "title", "tr", "ul",
    ]
}
