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
}
