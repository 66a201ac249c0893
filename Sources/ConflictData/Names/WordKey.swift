/// A folded word in two registers, by which most words are told apart without a look at their letters.
///
/// Of a word of up to sixteen letters these are its letters, the first in the lowest byte, and nothing else is needed
/// to know it. Of a longer one they are its first eight and a digest of the rest.
struct WordKey: Equatable, Sendable {
    let head: UInt64
    let tail: UInt64
    /// How many bytes the word has.
    let count: Int32

    static let maxWhole = 16

    init(head: UInt64, tail: UInt64, count: Int) {
        self.head = head
        self.tail = tail
        self.count = Int32(truncatingIfNeeded: count)
    }

    /// The key of any folded word.
    init(_ letters: Span<UInt8>) {
        var (head, tail) = (UInt64(0), UInt64(0))
        let count = letters.count
        let bytes = unsafe letters.bytes
        if count >= 8 {
            head = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self).littleEndian
        } else if count >= 4 {
            // Two halves that may overlap.
            let first = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self).littleEndian
            let last = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self).littleEndian
            head = UInt64(first) | UInt64(last) << UInt64(8 * (count - 4))
        } else {
            for index in 0..<count { head |= UInt64(letters[index]) << UInt64(8 * index) }
        }
        if count <= Self.maxWhole {
            if count > 8 {
                let last = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self).littleEndian
                tail = last >> UInt64(8 * (Self.maxWhole - count))
            }
        } else {
            // FNV-1a.
            tail = 0xCBF2_9CE4_8422_2325
            for index in 8..<count { tail = (tail ^ UInt64(letters[index])) &* 0x0000_0100_0000_01B3 }
        }
        self.init(head: head, tail: tail, count: count)
    }

    /// Whether the key is all there is to know of the word.
    var isWhole: Bool { Int(count) <= Self.maxWhole }

    /// A letter of a word that the key holds whole.
    func letter(_ index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: index < 8 ? head >> UInt64(8 * index) : tail >> UInt64(8 * (index - 8)))
    }

    /// The words of a table are the dataset's own, so a text that aims at one slot gains nothing.
    @inline(__always)
    var hash: Int {
        let (high, low) = (head ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: tail ^ 0xD6E8_FEB8_6659_FD93)
        return Int(truncatingIfNeeded: high ^ low)
    }
}
