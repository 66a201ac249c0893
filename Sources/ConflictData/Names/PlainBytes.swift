/// What ASCII bytes are to words, eight of them at a time: letters and digits fold by one bit, all others part words but
/// apostrophes, which need a closer look.
enum PlainBytes {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    /// The bit by which small letters differ from capitals; digits have it.
    static let smallBits: UInt64 = 0x2020_2020_2020_2020

    /// How many of the eight bytes, the lowest first, are letters or digits before one that is not.
    @inline(__always)
    static func lettersAtHead(of bytes: UInt64) -> Int {
        // A sum reaches the high bit of its byte exactly when the byte is not below a bound.
        let low = bytes & ~highBits
        let small = low | smallBits
        let letters = (small &+ ones &* (0x80 - 0x61)) & ~(small &+ ones &* (0x80 - 0x7B))
        let digits = (low &+ ones &* (0x80 - 0x30)) & ~(low &+ ones &* (0x80 - 0x3A))
        let others = ~(letters | digits) & highBits | bytes & highBits
        return others.trailingZeroBitCount >> 3
    }

    /// Whether a byte parts words whatever stands around it.
    @inline(__always)
    static func isGap(_ byte: UInt8) -> Bool {
        guard byte < 0x80, byte != UInt8(ascii: "'"), byte != UInt8(ascii: "`") else { return false }
        return !isLetter(byte)
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }
}
