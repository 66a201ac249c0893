/// Which letters and digits a folded ASCII text has, and how many, in 32 bits: enough to tell at a glance that two texts
/// are further apart than some edits. It errs on one side only, so what it lets pass is compared in full.
struct LetterSignature: Sendable {
    /// From below: a bit for each digit, 16 that the letters share, and in six bits how many there are.
    private let bits: UInt32

    private static let kinds: UInt32 = 0x03FF_FFFF
    private static let countShift: UInt32 = 26
    private static let mostCounted: UInt32 = 63

    init(of bytes: some Sequence<UInt8>) {
        var kinds: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            if byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z") {
                kinds |= 1 << (10 + (UInt32(byte) & 15))
            } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                kinds |= 1 << UInt32(byte - UInt8(ascii: "0"))
            } else if byte < 0x80 {
                continue
            }
            count += 1
        }
        bits = kinds | min(count, Self.mostCounted) << Self.countShift
    }

    /// Whether a byte of an id is counted here; the others only stand between words.
    static func isLetter(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private var count: Int { Int(bits >> Self.countShift) }

    /// An edit adds at most one kind of letter and takes at most one away, and changes the count by at most one.
    @inline(__always)
    func mayBeWithin(_ edits: Int, of other: LetterSignature) -> Bool {
        let (own, others) = (bits & Self.kinds, other.bits & Self.kinds)
        return abs(count - other.count) <= edits && (own & ~others).nonzeroBitCount <= edits
            && (others & ~own).nonzeroBitCount <= edits
    }

    /// Whether the other text may hold this one.
    @inline(__always)
    func mayBeInside(_ other: LetterSignature) -> Bool {
        bits & Self.kinds & ~other.bits == 0 && count <= other.count
    }
}
