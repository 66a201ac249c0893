/// Walks JSON text (RFC 8259) in memory: strings, numbers, literals and whitespace, each checked to the letter.
///
/// The bytes end in a NUL, which no state accepts, so no loop needs to ask for the end; `end` tells a NUL in the
/// text from the one after it. Positions are byte offsets from the beginning of the text.
@safe
struct JSONScanner {
    /// A string between its quotes, escapes as written.
    struct StringSlice {
        let start: Int
        let length: Int
        let hasEscapes: Bool
    }

    struct NumberSlice {
        let start: Int
        let length: Int
        /// Neither fraction nor exponent.
        let isPlainInteger: Bool
    }

    /// Objects and lists inside each other, at most.
    static let maxDepth = 128

    let base: UnsafePointer<UInt8>
    /// The first byte that does not belong to the text; a NUL stands there.
    var end: Int
    var position = 0
    /// Passes over keys that stand twice and numbers that do not fit, once they are reported.
    var isLenient = false

    /// `bytes` must be followed by a NUL and seven more readable bytes.
    init(paddedBytes base: UnsafePointer<UInt8>, count: Int) {
        unsafe self.base = base
        end = count
    }

    @inline(__always)
    var current: UInt8 { unsafe base[position] }

    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { unsafe base[offset] }

    func bytes(_ start: Int, _ length: Int) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: base + start, count: length)
    }

    var isAtEnd: Bool { position >= end }

    @inline(__always)
    mutating func skipWhitespace() {
        while true {
            switch current {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    func fault(_ message: String, at offset: Int? = nil, _ kind: JSONFault.Kind = .syntax) -> JSONFault {
        JSONFault(kind: kind, offset: offset ?? position, message: message)
    }

    /// The byte here, in words.
    var found: String {
        if isAtEnd { return "the end of the text" }
        let byte = current
        if byte >= 0x80 { return "a character outside ASCII" }
        return byte > 0x20 && byte < 0x7F ? "'\(Unicode.Scalar(byte))'" : "byte 0x" + String(byte, radix: 16)
    }

    @inline(__always)
    mutating func expect(_ character: UInt8, _ what: StaticString) throws(JSONFault) {
        guard current == character else { throw fault("expected \(what) here, found \(found)") }
        position += 1
    }

    // MARK: Strings

    /// Reads a string; the position is on its opening quote.
    mutating func scanString() throws(JSONFault) -> StringSlice {
        try expect(UInt8(ascii: "\""), "a string in double quotes")
        let start = position
        var hasEscapes = false
        while true {
            skipPlainText()
            let byte = current
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return StringSlice(start: start, length: position - 1 - start, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try scanEscape()
            case 0x80...:
                try scanMultibyteScalar()
            default:
                if isAtEnd { throw fault("the text ends inside a string; close it with a double quote") }
                throw fault("a control character inside a string must be written as an escape such as \\n or \\u00XX")
            }
        }
    }

    /// Goes to the next quote, backslash, control or non-ASCII byte, eight bytes at a time.
    @inline(__always)
    private mutating func skipPlainText() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= end {
            let word = unsafe UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            // A byte that is zero after the subtraction's borrow: below 0x20, a quote, a backslash; or above 0x7F.
            let special =
                (word &- (ones &* 0x20)) | (quote &- ones) | (backslash &- ones) | word
            let mask = special & highs
            if mask != 0 {
                position += mask.littleEndian.trailingZeroBitCount / 8
                return
            }
            position += 8
        }
        while Self.isPlain(current) { position += 1 }
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C
    }

    private mutating func scanEscape() throws(JSONFault) {
        let start = position
        position += 1
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            position += 1
            let unit = try scanHexUnit()
            if unit & 0xFC00 == 0xDC00 { throw fault("a low surrogate stands alone; write the pair", at: start) }
            guard unit & 0xFC00 == 0xD800 else { return }
            guard current == UInt8(ascii: "\\"), byte(position + 1) == UInt8(ascii: "u") else {
                throw fault("a high surrogate stands alone; write the pair", at: start)
            }
            position += 2
            guard try scanHexUnit() & 0xFC00 == 0xDC00 else {
                throw fault("a high surrogate stands alone; write the pair", at: start)
            }
        default:
            throw fault("after a backslash only \" \\ / b f n r t u may stand, found \(found)")
        }
    }

    private mutating func scanHexUnit() throws(JSONFault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = hexDigit(current) else {
                throw fault("\\u takes four hexadecimal digits, found \(found)")
            }
            unit = unit << 4 | digit
            position += 1
        }
        return unit
    }

    /// One scalar of two to four bytes, after the table of well-formed sequences (Unicode 15, table 3-7).
    private mutating func scanMultibyteScalar() throws(JSONFault) {
        let lead = current
        let second = byte(position + 1)
        let length: Int
        let secondRange: ClosedRange<UInt8>
        switch lead {
        case 0xC2...0xDF: (length, secondRange) = (2, 0x80...0xBF)
        case 0xE0: (length, secondRange) = (3, 0xA0...0xBF)
        case 0xED: (length, secondRange) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, secondRange) = (3, 0x80...0xBF)
        case 0xF0: (length, secondRange) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, secondRange) = (4, 0x80...0xBF)
        case 0xF4: (length, secondRange) = (4, 0x80...0x8F)
        default: throw fault("not UTF-8: save the file as UTF-8", .encoding)
        }
        guard secondRange.contains(second) else { throw fault("not UTF-8: save the file as UTF-8", .encoding) }
        for index in 2..<max(length, 2) where byte(position + index) & 0xC0 != 0x80 {
            throw fault("not UTF-8: save the file as UTF-8", .encoding)
        }
        position += length
    }

    // MARK: Numbers and literals

    /// Reads a number; the position is on its first byte.
    mutating func scanNumber() throws(JSONFault) -> NumberSlice {
        let start = position
        var isPlainInteger = true
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") {
            position += 1
            if isDigit(current) { throw fault("a number must not begin with a zero", at: start) }
        } else {
            try scanDigits()
        }
        if current == UInt8(ascii: ".") {
            isPlainInteger = false
            position += 1
            try scanDigits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            isPlainInteger = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try scanDigits()
        }
        return NumberSlice(start: start, length: position - start, isPlainInteger: isPlainInteger)
    }

    private mutating func scanDigits() throws(JSONFault) {
        guard isDigit(current) else { throw fault("expected a digit here, found \(found)") }
        repeat { position += 1 } while isDigit(current)
    }

    mutating func scanLiteral(_ word: StaticString) throws(JSONFault) {
        for index in 0..<word.utf8CodeUnitCount {
            guard unsafe current == word.utf8Start[index] else {
                throw fault("expected a value here (\(word)?), found \(found)")
            }
            position += 1
        }
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
}
