/// What `dataset.json` says of the whole.
package struct DatasetCard: Sendable {
    package let title: String
    package let license: String
    package let attribution: String
    package let caveats: [String]
    /// All its members as JSON, without the outer braces: `"title":"…","license":…`
    package let membersJSON: [UInt8]

    init(_ records: Records) {
        let table = Schema.shared.card.table
        func string(_ name: String) -> String { records.string(Schema.shared.column(table, name), 0) ?? "" }
        title = string("title")
        license = string("license")
        attribution = string("attribution")
        let json = unsafe records.text(table, 0)
        membersJSON = unsafe Array(json.dropFirst())
        caveats = unsafe json.value(at: ["caveats"]).map { list in unsafe Self.strings(json, list) } ?? []
    }

    private static func strings(_ json: UnsafeBufferPointer<UInt8>, _ list: Range<Int>) -> [String] {
        unsafe JSONMembers(json, at: list.lowerBound).map { member in
            unsafe JSONText.string(UnsafeBufferPointer(rebasing: json[member.value]))
        }
    }
}

/// Strings in JSON that was written here.
enum JSONText {
    /// The text of a string with its quotes.
    static func string(_ written: UnsafeBufferPointer<UInt8>) -> String {
        guard written.count >= 2 else { return "" }
        var text: [UInt8] = []
        unsafe appendUnescaped(UnsafeBufferPointer(rebasing: written[1..<written.count - 1]), to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Hands the text of a string, given with its quotes, to `body`; copied only where something is escaped.
    static func withText<Result>(
        _ written: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard written.count >= 2, unsafe written[0] == UInt8(ascii: "\"") else {
            return unsafe body(UnsafeBufferPointer(start: nil, count: 0))
        }
        let inner = unsafe UnsafeBufferPointer(rebasing: written[1..<written.count - 1])
        guard unsafe inner.contains(UInt8(ascii: "\\")) else { return unsafe body(inner) }
        var text: [UInt8] = []
        unsafe appendUnescaped(inner, to: &text)
        return unsafe text.withUnsafeBufferPointer { unsafe body($0) }
    }

    /// Appends a number that is not negative.
    static func append(decimal number: Int, to bytes: inout [UInt8]) {
        if number >= 10 { append(decimal: number / 10, to: &bytes) }
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// Appends a string with its quotes, escaped as RFC 8259 §7 asks.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for index in text.indices {
            let byte = unsafe text[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: Array("\\n".utf8))
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { unsafe append($0, to: &bytes) }
    }
}
