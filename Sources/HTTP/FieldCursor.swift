/// A place in a field value, and the few productions of RFC 9110 §5.6 that values are made of. The bytes are passed to
/// each call, so that the cursor itself is a plain number.
struct FieldCursor {
    var index = 0

    @inline(__always)
    func isAtEnd(_ bytes: Span<UInt8>) -> Bool { index >= bytes.count }

    @inline(__always)
    func peek(_ bytes: Span<UInt8>) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Steps over this byte if it comes next.
    @inline(__always)
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard peek(bytes) == byte else { return false }
        index += 1
        return true
    }

    @inline(__always)
    mutating func skipWhitespace(_ bytes: Span<UInt8>) {
        while let byte = peek(bytes), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
    }

    /// A token; empty when the next byte is not part of one.
    @inline(__always)
    mutating func token(_ bytes: Span<UInt8>) -> Range<Int> {
        let start = index
        while let byte = peek(bytes), Self.isTokenByte(byte) { index += 1 }
        return start..<index
    }

    /// What stands between the quotes of a quoted string, escapes still in it; nil when it does not end.
    mutating func quotedString(_ bytes: Span<UInt8>) -> Range<Int>? {
        guard take(UInt8(ascii: "\""), bytes) else { return nil }
        let start = index
        while let byte = peek(bytes) {
            if byte == UInt8(ascii: "\"") {
                index += 1
                return start..<index - 1
            }
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// Goes behind the comma that ends the current list element; commas in quotes end nothing.
    @inline(__always)
    mutating func skipElement(_ bytes: Span<UInt8>) {
        while let byte = peek(bytes) {
            if byte == UInt8(ascii: ",") {
                index += 1
                return
            }
            if byte == UInt8(ascii: "\"") {
                guard quotedString(bytes) != nil else { return }
            } else {
                index += 1
            }
        }
    }

    /// Whether the current list element ends here, whitespace aside.
    @inline(__always)
    mutating func isAtElementEnd(_ bytes: Span<UInt8>) -> Bool {
        skipWhitespace(bytes)
        return isAtEnd(bytes) || bytes[index] == UInt8(ascii: ",")
    }

    /// One `;name=value` of an element: ranges of both, without quotes. Nil where none begins or it is malformed.
    @inline(__always)
    mutating func parameter(_ bytes: Span<UInt8>) -> (name: Range<Int>, value: Range<Int>)? {
        skipWhitespace(bytes)
        guard take(UInt8(ascii: ";"), bytes) else { return nil }
        skipWhitespace(bytes)
        let name = token(bytes)
        guard !name.isEmpty, take(UInt8(ascii: "="), bytes) else { return nil }
        if peek(bytes) == UInt8(ascii: "\"") {
            return quotedString(bytes).map { (name, $0) }
        }
        let value = token(bytes)
        return value.isEmpty ? nil : (name, value)
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "^")...UInt8(ascii: "z"), UInt8(ascii: "#")...UInt8(ascii: "'"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension Span<UInt8> {
    /// Whether `range` is this word of letters, digits and `-`, in any case.
    @inline(__always)
    func isWord(_ lowercased: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == lowercased.utf8CodeUnitCount else { return false }
        for offset in 0..<lowercased.utf8CodeUnitCount
        where unsafe self[range.lowerBound + offset] | 0x20 != lowercased.utf8Start[offset] {
            return false
        }
        return true
    }

    func text(in range: Range<Int>) -> String {
        unsafe extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
