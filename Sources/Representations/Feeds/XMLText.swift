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

    private mutating func append(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\"": bytes.append(contentsOf: "&quot;".utf8)
            // A reader would make a line feed of it.
            case "\r": bytes.append(contentsOf: "&#13;".utf8)
            default:
                if Self.isCharacter(scalar) { bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar()) }
            }
        }
    }

    /// XML 1.0 §2.2.
    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20
            ? scalar.value & 0xFFFE != 0xFFFE || scalar.value > 0xFFFF : scalar == "\t" || scalar == "\n"
    }
}
