/// FNV-1a of 64 bits over a list of texts: a short name for what they say, not a defence against an adversary.
/// Two answers of one address would have to collide to be confused, which 64 bits make negligible.
struct Digest: Sendable {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Adds a text and its end, so that `ab`, `c` and `a`, `bc` differ.
    mutating func combine(_ text: String) {
        for byte in text.utf8 { combine(byte) }
        combine(0xFF)
    }

    /// Sixteen lowercase hexadecimal digits.
    var hex: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private mutating func combine(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
}
