/// How the cells of a sheet are parted and guarded.
package struct SheetDialect: Sendable, Equatable {
    /// Between the cells of a row: a comma (RFC 4180), or what spreadsheets of other countries expect.
    package let separator: UInt8
    /// Whether text that a spreadsheet would take for a formula is led by an apostrophe.
    package let isSafe: Bool

    package init(separator: UInt8 = UInt8(ascii: ","), isSafe: Bool = false) {
        self.separator = separator
        self.isSafe = isSafe
    }

    /// Appends text as a cell, for rows that are worked out and not read from columns.
    package func append(cell text: String, to bytes: inout [UInt8]) {
        let buffer = ByteBuffer(capacity: text.utf8.count * 2 + 3)
        var text = text
        text.withUTF8 { unsafe buffer.append(cell: $0, self) }
        unsafe bytes.append(contentsOf: buffer.bytes)
    }

    /// Stands between the values of a list in one cell.
    static let listSeparator = UInt8(ascii: "|")
    /// Stands between the values of a list that is itself inside a list of objects.
    static let innerListSeparator = UInt8(ascii: ";")
}

extension ByteBuffer {
    /// Appends text as a cell (RFC 4180): in quotes only where it holds a quote, a line end or the separator.
    func append(cell text: UnsafeBufferPointer<UInt8>, _ dialect: SheetDialect) {
        if dialect.isSafe, let first = unsafe text.first, Self.beginsFormula(first) {
            return unsafe appendQuoted(text, guarded: true)
        }
        if unsafe TextScan.needsQuotes(text, separator: dialect.separator) {
            return unsafe appendQuoted(text, guarded: false)
        }
        unsafe append(text)
    }

    /// The characters that the common spreadsheets, or a tab or return before them, take for the start of a formula.
    private static func beginsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
        default: false
        }
    }

    private func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, guarded: Bool) {
        append(UInt8(ascii: "\""))
        if guarded { append(UInt8(ascii: "'")) }
        for index in text.indices {
            let byte = unsafe text[index]
            if byte == UInt8(ascii: "\"") { append(byte) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }

    /// Appends text as a JSON string (RFC 8259 §7).
    func append(jsonString text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        if unsafe TextScan.needsEscapes(text) {
            for index in text.indices { appendEscaped(unsafe text[index]) }
        } else {
            unsafe append(text)
        }
        append(UInt8(ascii: "\""))
    }

    private func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            append(UInt8(ascii: "\\"))
            append(byte)
        case 0x0A: append("\\n")
        case 0..<0x20:
            append("\\u00")
            append(Self.hexDigits[Int(byte >> 4)])
            append(Self.hexDigits[Int(byte & 0xF)])
        default: append(byte)
        }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}

/// Looks for bytes that cannot stand as they are, eight at a time.
package enum TextScan {
    /// Whether a cell must be quoted: it holds a quote, a line end or the separator.
    @inline(__always)
    static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>, separator: UInt8) -> Bool {
        let separators = UInt64(separator) &* ones
        return unsafe holds(text) { word in
            zeros(word ^ separators) | zeros(word ^ quotes) | zeros(word ^ lineFeeds) | zeros(word ^ returns)
        }
    }

    /// Whether a JSON string must be escaped: it holds a quote, a reverse solidus or a control.
    package static func needsEscapes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe holds(text) { word in
            zeros(word ^ quotes) | zeros(word ^ solidi) | (word &- (ones &* 0x20)) & ~word & highBits
        }
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    private static let quotes = ones &* UInt64(UInt8(ascii: "\""))
    private static let solidi = ones &* UInt64(UInt8(ascii: "\\"))
    private static let lineFeeds = ones &* 0x0A
    private static let returns = ones &* 0x0D

    /// Not zero when a byte of the word is zero.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highBits }

    @inline(__always)
    private static func holds(_ text: UnsafeBufferPointer<UInt8>, _ found: (UInt64) -> UInt64) -> Bool {
        let raw = UnsafeRawBufferPointer(text)
        var index = 0
        while index + 8 <= raw.count {
            if unsafe found(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) != 0 { return true }
            index += 8
        }
        // Filled up with a byte that no test finds.
        var rest = ones &* UInt64(UInt8(ascii: "a"))
        while index < raw.count {
            rest = unsafe rest << 8 | UInt64(raw[index])
            index += 1
        }
        return found(rest) != 0
    }
}
