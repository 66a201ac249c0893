/// Writes XML 1.0: elements, attributes and text, escaped and free of characters that XML does not know.
struct XMLText {
    private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

    mutating func open(_ name: String, _ attributes: [(String, String?)] = []) {
        tag(name, attributes)
        bytes.append(contentsOf: ">\n".utf8)
    }

    mutating func close(_ name: String) { bytes.append(contentsOf: "</\(name)>\n".utf8) }

    /// An element that holds text; without the text none is written.
    mutating func element(_ name: String, _ text: String?, _ attributes: [(String, String?)] = []) {
        guard let text else { return }
        tag(name, attributes)
        bytes.append(UInt8(ascii: ">"))
        append(text)
        close(name)
    }

    /// An element without content.
    mutating func empty(_ name: String, _ attributes: [(String, String?)]) {
        tag(name, attributes)
        bytes.append(contentsOf: "/>\n".utf8)
    }

    private mutating func tag(_ name: String, _ attributes: [(String, String?)]) {
        bytes.append(contentsOf: "<\(name)".utf8)
        for (key, value) in attributes {
            guard let value else { continue }
            bytes.append(contentsOf: " \(key)=\"".utf8)
            append(value)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func append(_ text: String) { Self.append(text, to: &bytes) }

    /// Appends text as it stands in an element or a quoted attribute; what XML 1.0 §2.2 does not know is left out.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            if unsafe utf8.allSatisfy(isPlain) {
                unsafe bytes.append(contentsOf: utf8)
            } else {
                unsafe appendEscaped(utf8, to: &bytes)
            }
        }
    }

    /// Whether a byte stands for itself, whatever is before it.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0xBE, 0xBF: false
        default: true
        }
    }

    private static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        for index in text.indices {
            let byte = unsafe text[index]
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            // A reader would make a line feed of it.
            case UInt8(ascii: "\r"): bytes.append(contentsOf: "&#13;".utf8)
            case 0..<0x20 where byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\n"): break
            // U+FFFE and U+FFFF, the last of whose three bytes this is.
            case 0xBE where endsNoncharacter(bytes), 0xBF where endsNoncharacter(bytes): bytes.removeLast(2)
            default: bytes.append(byte)
            }
        }
    }

    private static func endsNoncharacter(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 2 && bytes[bytes.count - 2] == 0xEF && bytes[bytes.count - 1] == 0xBF
    }
}
