/// Numbers words from 0 in the order they come, and finds the number of a word that lies in a byte buffer.
///
/// A hash table with open addressing over one pool of letters: looking up allocates nothing.
struct WordNumbers: Sendable {
    private var pool: [UInt8] = []
    /// `ends[i]` is where word `i` ends in `pool`; it begins where the one before ends.
    private var ends: [Int32] = []
    private var hashes: [UInt32] = []
    /// Word numbers by hash, -1 where free; the count is a power of two, at most half in use.
    private var slots: [Int32] = Array(repeating: -1, count: 64)
    private(set) var maxLetters = 0

    var count: Int { ends.count }

    /// Where the letters of a word stand in `letters`.
    func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }

    /// The letters of all words, one after another.
    var letters: [UInt8] { pool }

    /// The number of the word `letters[range]`; nil when there is none.
    func number(of letters: [UInt8], in range: Range<Int>) -> Int32? {
        guard range.count <= maxLetters else { return nil }
        let hash = Self.hash(letters, range)
        let found = slots[slot(of: letters, range, hash: hash)]
        return found >= 0 ? found : nil
    }

    /// The number of the word, which is added when it is new.
    mutating func insert(_ letters: [UInt8], in range: Range<Int>) -> Int32 {
        let hash = Self.hash(letters, range)
        let place = slot(of: letters, range, hash: hash)
        if slots[place] >= 0 { return slots[place] }
        let number = Int32(count)
        slots[place] = number
        pool.append(contentsOf: letters[range])
        ends.append(Int32(pool.count))
        hashes.append(hash)
        maxLetters = max(maxLetters, range.count)
        if 2 * count > slots.count { grow() }
        return number
    }

    /// The slot that holds the word, or the free one where it belongs.
    private func slot(of letters: [UInt8], _ range: Range<Int>, hash: UInt32) -> Int {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, holds(number, letters, range) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func holds(_ number: Int, _ letters: [UInt8], _ range: Range<Int>) -> Bool {
        let first = number == 0 ? 0 : Int(ends[number - 1])
        guard Int(ends[number]) - first == range.count else { return false }
        for index in 0..<range.count where pool[first + index] != letters[range.lowerBound + index] { return false }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: 2 * slots.count)
        let mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number)
        }
    }

    /// Whether a word of that hash may be among those of which `presence` was taken.
    static func mayHold(_ hash: Hash, _ presence: Span<UInt64>) -> Bool {
        let bit = Int(hash.value) & (presence.count * 64 - 1)
        return presence[bit / 64] & (1 << UInt64(bit % 64)) != 0
    }

    /// A bit for each word by its hash, in a table of a power of two that is so thin that few other words hit one.
    var presence: [UInt64] {
        let words = max(64, count).nextPowerOfTwo
        var bits = [UInt64](repeating: 0, count: words)
        for hash in hashes {
            let bit = Int(hash) & (words * 64 - 1)
            bits[bit / 64] |= 1 << UInt64(bit % 64)
        }
        return bits
    }

    private static func hash(_ letters: [UInt8], _ range: Range<Int>) -> UInt32 {
        var hash = Hash()
        for index in range { hash.combine(letters[index]) }
        return hash.value
    }

    /// FNV-1a with the upper half folded in. The words of the table are the dataset's own, so a text that aims at
    /// one slot gains nothing.
    struct Hash {
        private var state: UInt64 = 0xCBF2_9CE4_8422_2325

        @inline(__always)
        mutating func combine(_ letter: UInt8) { state = (state ^ UInt64(letter)) &* 0x0000_0100_0000_01B3 }

        var value: UInt32 { UInt32(truncatingIfNeeded: state ^ state >> 32) }
    }
}
