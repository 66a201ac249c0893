/// A set of ASCII bytes as 128 bits: membership is a shift and a mask, without memory and without a branch per range.
struct ByteSet: Sendable {
    /// Bytes 0 to 63.
    let low: UInt64
    /// Bytes 64 to 127.
    let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        let half = byte & 0x40 == 0 ? low : high
        return (half >> UInt64(byte & 0x3F)) & 1 != 0 && byte < 0x80
    }
}

/// The byte classes of RFC 9110 §5.6.2 and RFC 3986 §2, written out as bits. Tests hold them against the grammars.
enum ByteClasses {
    /// `tchar`: what methods, field names and codings are made of.
    static let token = ByteSet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
    /// `pchar` and `/`, without `%`, which asks for a closer look.
    static let path = ByteSet(low: 0x2FFF_FFD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF)
    /// `pchar`, `/`, `?` without `%`, and the brackets, braces, bar, backslash, caret and backtick that browsers leave
    /// unescaped in a query (WHATWG URL, query percent-encode set).
    static let query = ByteSet(low: 0xAFFF_FFD2_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF)
    /// `unreserved` and `sub-delims` of a registered name, without the comma: a list of hosts is not a host.
    static let hostName = ByteSet(low: 0x2BFF_6FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    /// Hexadecimal digits, `:` and `.`, as between the brackets of an IPv6 address.
    static let addressLiteral = ByteSet(low: 0x07FF_4000_0000_0000, high: 0x0000_007E_0000_007E)

    static let horizontalTab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20

    /// SP and HTAB, the only optional whitespace there is (RFC 9110 §5.6.3).
    @inline(__always)
    static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == space || byte == horizontalTab
    }

    /// What a field value may hold: HTAB, SP, visible ASCII and `obs-text` (RFC 9110 §5.5).
    @inline(__always)
    static func isFieldValue(_ byte: UInt8) -> Bool {
        byte >= space ? byte != 0x7F : byte == horizontalTab
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }

    /// The value of a hexadecimal digit; nil for any other byte.
    @inline(__always)
    static func hexValue(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) {
            return byte &- UInt8(ascii: "0")
        }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? letter + 10 : nil
    }
}
