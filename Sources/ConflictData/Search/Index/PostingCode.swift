/// How postings are spelled in bytes.
///
/// A **document** is the gap to the one before, shifted by one bit, in groups of seven bits (LEB128). With the bit clear
/// the word stands once, in the field that holds most of the text; with the bit set a **descriptor** follows: a byte for
/// each field, of the field (3 bits), how often the word stands in it (4 bits; 15 or more: the rest follows in groups of
/// seven bits) and whether another follows (1 bit). Its **positions** are in a stream of their own, field by field, the
/// first of each field as it is and the others as gaps: one byte below 192, two below 16,320, else five.
enum PostingCode {
    static let manyTimes = 15
    static let twoBytes = 192
    static let fiveBytes = 255
    static let fiveByteValue = (fiveBytes - twoBytes) << 8 + twoBytes

    @inline(__always)
    static func append(_ value: Int, to bytes: ByteBuffer) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    @inline(__always)
    static func append(position: Int, to bytes: ByteBuffer) {
        if position < twoBytes {
            bytes.append(UInt8(truncatingIfNeeded: position))
        } else if position < fiveByteValue {
            bytes.append(UInt8(truncatingIfNeeded: twoBytes + (position - twoBytes) >> 8))
            bytes.append(UInt8(truncatingIfNeeded: position - twoBytes))
        } else {
            bytes.append(UInt8(fiveBytes))
            for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: position >> shift)) }
        }
    }

    static func append(field: Int, times: Int, isLast: Bool, to bytes: ByteBuffer) {
        bytes.append(UInt8(field | min(times, manyTimes) << 3 | (isLast ? 0 : 0x80)))
        if times >= manyTimes { append(times - manyTimes, to: bytes) }
    }
}
