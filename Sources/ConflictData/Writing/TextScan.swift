/// Looks for bytes that cannot stand as they are, many at a time.
enum TextScan {
    /// Whether a cell must be quoted: it holds a quote, a line end or the separator.
    @inline(__always)
    static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>, separator: UInt8) -> Bool {
        let separators = UInt64(separator) &* ones
        return unsafe holds(text) { word in
            zeros(word ^ separators) | zeros(word ^ quotes) | zeros(word ^ lineFeeds) | zeros(word ^ returns)
        }
    }

    /// The first byte from a place on that a JSON string cannot hold as it is: a quote, a reverse solidus or a control.
    @inline(__always)
    static func firstEscape(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var place = start
        let raw = UnsafeRawBufferPointer(text)
        while place + 16 <= raw.count {
            let marks = unsafe (
                escapes(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)),
                escapes(raw.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self))
            )
            if marks.0 | marks.1 != 0 {
                // The lowest mark is right; above it a carry may have set others.
                return place + (marks.0 != 0 ? marks.0.trailingZeroBitCount : marks.1.trailingZeroBitCount + 64) / 8
            }
            place += 16
        }
        if place + 8 <= raw.count {
            let marks = escapes(unsafe raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            if marks != 0 { return place + marks.trailingZeroBitCount / 8 }
            place += 8
        }
        while place < raw.count {
            let byte = unsafe raw[place]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return place }
            place += 1
        }
        return nil
    }

    @inline(__always)
    private static func escapes(_ word: UInt64) -> UInt64 {
        zeros(word ^ quotes) | zeros(word ^ solidi) | (word &- (ones &* 0x20)) & ~word & highBits
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
