/// One field line of a head: `name ":" OWS value OWS CRLF` (RFC 9112 §5), as offsets.
struct FieldLine {
    var name: Range<Int>
    /// Without the whitespace around it; may be empty.
    var value: Range<Int>
    /// Where the next line begins.
    var next: Int
}

/// Reads one field line. Refused are empty names, anything between name and colon, folded lines (they begin with
/// whitespace, which no name does), control bytes, bare CR and bare LF.
enum FieldLineParser {
    /// The line that begins at `start`; nil when `end` comes before its CRLF.
    @inline(__always)
    static func parse(_ bytes: Span<UInt8>, at start: Int, end: Int) throws(HTTP1Error) -> FieldLine? {
        var index = start
        while index < end, ByteClasses.token.contains(bytes[index]) { index += 1 }
        guard index < end else { return nil }
        guard bytes[index] == UInt8(ascii: ":"), index > start else { throw .malformedFieldLine }
        let name = start..<index

        index += 1
        while index < end, ByteClasses.isWhitespace(bytes[index]) { index += 1 }
        let valueStart = index
        index = endOfValue(bytes, from: index, end: end)
        guard index < end else { return nil }
        guard bytes[index] == ByteClasses.carriageReturn else { throw .malformedFieldLine }
        guard index + 1 < end else { return nil }
        guard bytes[index + 1] == ByteClasses.lineFeed else { throw .malformedFieldLine }

        var valueEnd = index
        while valueEnd > valueStart, ByteClasses.isWhitespace(bytes[valueEnd - 1]) { valueEnd -= 1 }
        return FieldLine(name: name, value: valueStart..<valueEnd, next: index + 2)
    }

    /// The first byte that no field value may hold, or `end`. Eight bytes a step where there are that many: values
    /// are most of a head.
    @inline(__always)
    private static func endOfValue(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int {
        var index = start
        while true {
            while end - index >= 8 {
                let word = unsafe UInt64(
                    littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                )
                let stops = controlBytes(in: word)
                guard stops == 0 else {
                    index += stops.trailingZeroBitCount / 8
                    break
                }
                index += 8
            }
            while index < end, ByteClasses.isFieldValue(bytes[index]), bytes[index] != ByteClasses.horizontalTab {
                index += 1
            }
            guard index < end, bytes[index] == ByteClasses.horizontalTab else { return index }
            index += 1
        }
    }

    /// The top bit of each byte below 0x20 or equal to 0x7F. A borrow may mark bytes above the first such one too, so
    /// only the lowest mark counts.
    @inline(__always)
    private static func controlBytes(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops = ones << 7
        let belowSpace = (word &- ones &* 0x20) & ~word
        let deleted = word ^ (ones &* 0x7F)
        return (belowSpace | ((deleted &- ones) & ~deleted)) & tops
    }
}
