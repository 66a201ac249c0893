/// Numbers words from 0 in the order they come, and finds the number of a word.
///
/// A hash table with open addressing, the keys by number, and one pool of letters: looking up allocates nothing. Slots
/// are small, so that many are at hand; the keys of frequent words come first and stand together, so they are too.
struct WordNumbers: Sendable {
    fileprivate struct Slot {
        /// The upper half of the hash.
        var tag: UInt32 = 0
        /// -1: free.
        var number: Int32 = -1
    }

    /// The letters of all words, one after another.
    private(set) var letters: [UInt8] = []
    /// `ends[i]` is where word `i` ends in `letters`; it begins where the one before ends.
    private var ends: [Int32] = []
    private var keys: [WordKey] = []
    /// By hash; the count is a power of two, at most half in use.
    private var slots: [Slot]

    /// What a closed table needs no more, for the next one.
    struct Memory {
        fileprivate var slots: [Slot] = []
        fileprivate var keys: [WordKey] = []
    }

    /// `capacity`: how many words it takes before it grows.
    init(capacity: Int = 32) { slots = Array(repeating: Slot(), count: 2 * max(1, capacity).nextPowerOfTwo) }

    /// An empty table in memory that is taken from there, if there is some.
    init(in memory: inout Memory) {
        if memory.slots.isEmpty {
            self.init(capacity: 1 << 12)
        } else {
            self.init()
            swap(&slots, &memory.slots)
            swap(&keys, &memory.keys)
            keys.removeAll(keepingCapacity: true)
            for place in slots.indices { slots[place] = Slot() }
        }
    }

    var count: Int { ends.count }

    /// Where the letters of a word stand in `letters`.
    func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }

    /// The number of a word; nil when there is none.
    func number(of word: Span<UInt8>) -> Int32? {
        let found = slots[slot(of: WordKey(word), word)].number
        return found >= 0 ? found : nil
    }

    /// The number of a word that its key holds whole; nil when there is none.
    func number(of key: WordKey) -> Int32? {
        let found = slots[slot(of: key, Span())].number
        return found >= 0 ? found : nil
    }

    /// The number of the word, which is added when it is new.
    mutating func insert(_ word: Span<UInt8>) -> Int32 {
        let key = WordKey(word)
        let place = slot(of: key, word)
        if slots[place].number >= 0 { return slots[place].number }
        for index in word.indices { letters.append(word[index]) }
        return add(key, at: place)
    }

    /// The same for a word that its key holds whole.
    @inline(__always)
    mutating func insert(_ key: WordKey) -> Int32 {
        let place = slot(of: key, Span())
        if slots[place].number >= 0 { return slots[place].number }
        for index in 0..<Int(key.count) { letters.append(key.letter(index)) }
        return add(key, at: place)
    }

    /// Takes no more words and finds none any more, which gives most of its memory back.
    mutating func close(into memory: inout Memory) {
        swap(&slots, &memory.slots)
        swap(&keys, &memory.keys)
        (slots, keys) = ([], [])
    }

    @inline(never)
    private mutating func add(_ key: WordKey, at place: Int) -> Int32 {
        let number = Int32(count)
        ends.append(Int32(letters.count))
        keys.append(key)
        slots[place] = Slot(tag: Self.tag(key.hash), number: number)
        if 2 * count > slots.count { grow() }
        return number
    }

    /// The slot that holds the word, or the free one where it belongs; `word` is looked at when the key is not all.
    @inline(__always)
    private func slot(of key: WordKey, _ word: Span<UInt8>) -> Int {
        let mask = slots.count - 1
        let hash = key.hash
        let tag = Self.tag(hash)
        var place = hash & mask
        while true {
            let slot = slots[place]
            if slot.number < 0 { return place }
            if slot.tag == tag, keys[Int(slot.number)] == key, key.isWhole || holds(Int(slot.number), word) {
                return place
            }
            place = (place + 1) & mask
        }
    }

    @inline(__always)
    private static func tag(_ hash: Int) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

    private func holds(_ number: Int, _ word: Span<UInt8>) -> Bool {
        let first = range(of: number).lowerBound
        for index in word.indices where letters[first + index] != word[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: Slot(), count: 2 * slots.count)
        let mask = slots.count - 1
        for (number, key) in keys.enumerated() {
            var place = key.hash & mask
            while slots[place].number >= 0 { place = (place + 1) & mask }
            slots[place] = Slot(tag: Self.tag(key.hash), number: Int32(number))
        }
    }
}
