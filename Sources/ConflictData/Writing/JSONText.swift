/// Strings of JSON texts (RFC 8259 §7).
package enum JSONText {
    /// The text of a string with its quotes, in JSON that was written here.
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

    /// Appends a text with its quotes. Only what has to be is escaped: quotation marks, reverse solidi and controls.
    package static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        unsafe forEachPiece(of: text) { unsafe bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
    }

    package static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { unsafe append($0, to: &bytes) }
    }

    /// Hands on a text as it is written between quotes, piece by piece: stretches that stand as they are, and escapes.
    @inline(__always)
    static func forEachPiece(
        of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        guard var place = unsafe TextScan.firstEscape(in: text, from: 0) else { return unsafe body(text) }
        var start = 0
        while true {
            unsafe body(UnsafeBufferPointer(rebasing: text[start..<place]))
            unsafe body(escape(of: text[place]))
            start = place + 1
            guard let next = unsafe TextScan.firstEscape(in: text, from: start) else { break }
            place = next
        }
        unsafe body(UnsafeBufferPointer(rebasing: text[start...]))
    }

    private static func escape(of byte: UInt8) -> UnsafeBufferPointer<UInt8> {
        switch byte {
        case UInt8(ascii: "\""): return unsafe bytes(of: "\\\"")
        case UInt8(ascii: "\\"): return unsafe bytes(of: "\\\\")
        case 0x09: return unsafe bytes(of: "\\t")
        case 0x0A: return unsafe bytes(of: "\\n")
        case 0x0D: return unsafe bytes(of: "\\r")
        default:
            let all = unsafe bytes(of: controls)
            return unsafe UnsafeBufferPointer(rebasing: all[Int(byte) * 6..<Int(byte) * 6 + 6])
        }
    }

    private static let controls: StaticString = """
        \\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u000e\\u000f\
        \\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f
        """

    private static func bytes(of text: StaticString) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}
