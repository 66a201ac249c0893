internal import Glibc
internal import HTTP
internal import HTTPTypes

/// Whole answers of one handler generation, found by the bytes of target and `Accept` exactly as sent. Confined to one loop,
/// so it needs no lock; bounded in entries and bytes, so random targets cannot make it grow.
///
/// A table of sets of four: a key can only be in its set, so finding and replacing look at four entries.
final class ResponseCache {
    /// What an answer is stored under, as ranges of the read buffer: worth nothing once those bytes have moved on.
    @unsafe
    struct Key {
        let target: UnsafeBufferPointer<UInt8>
        /// Empty without the field.
        let accept: UnsafeBufferPointer<UInt8>
    }

    private final class Entry {
        let hash: UInt64
        let target: [UInt8]
        let accept: [UInt8]
        let answer: ReadyAnswer
        /// What was counted for this entry; grows when its twin is made.
        var countedBytes: Int
        /// Set by a hit, cleared by the hand that looks for room: recently used entries survive one round.
        var wasUsed = false

        init(hash: UInt64, key: Key, answer: ReadyAnswer) {
            self.hash = hash
            target = unsafe Array(key.target)
            accept = unsafe Array(key.accept)
            self.answer = answer
            countedBytes = answer.byteCount + target.count + accept.count + Entry.overheadBytes
        }

        /// The objects and arrays of an entry, measured at 600 to 900 bytes.
        static let overheadBytes = 800

        func matches(_ hash: UInt64, _ key: Key) -> Bool {
            unsafe self.hash == hash && target.hasSameBytes(as: key.target) && accept.hasSameBytes(as: key.accept)
        }
    }

    private static let ways = 4
    /// 4,096 sets of four pointers are 128 KiB, made when the first answer is stored.
    private static let setCount = 4096

    private let maxBytes: Int
    private let maxAnswerBytes: Int
    /// Unknown to clients, so that nobody can choose targets that fall into one set.
    private let seed = UInt64.random(in: .min ... .max)
    private var slots: [Entry?] = []
    private var hand = 0
    private var generation: UInt64 = 0
    private(set) var byteCount = 0

    /// What a handler allows to be stored. A 304 or 412 was the answer to a condition, not to the target.
    static func mayStore(_ response: Response) -> Bool {
        response.storage == .untilGenerationChanges && response.status != .notModified
            && response.status != .preconditionFailed
    }

    init(maxBytes: Int, maxAnswerBytes: Int) {
        self.maxBytes = maxBytes
        self.maxAnswerBytes = maxAnswerBytes
    }

    /// The stored answer, if there is one of this generation; of another one everything is forgotten.
    func answer(for key: Key, generation: UInt64) -> ReadyAnswer? {
        if generation != self.generation { startGeneration(generation) }
        if slots.isEmpty { return nil }
        let hash = unsafe hash(of: key)
        let first = firstSlot(of: hash)
        for index in first..<first + Self.ways {
            guard let entry = slots[index], unsafe entry.matches(hash, key) else { continue }
            entry.wasUsed = true
            return entry.answer
        }
        return nil
    }

    /// Stores an answer made in this generation.
    func store(_ answer: ReadyAnswer, for key: Key, generation: UInt64) {
        guard generation == self.generation, answer.byteCount <= maxAnswerBytes, maxBytes > 0 else { return }
        if slots.isEmpty { slots = Array(repeating: nil, count: Self.ways * Self.setCount) }
        let hash = unsafe hash(of: key)
        let entry = unsafe Entry(hash: hash, key: key, answer: answer)
        let index = unsafe slotToReplace(hash, key)
        removeEntry(at: index)
        slots[index] = entry
        byteCount += entry.countedBytes
        makeRoom(except: index)
    }

    /// Stores an answer that was asked for at that place.
    func store(_ answer: ReadyAnswer, at place: CachePlace) {
        unsafe place.target.withUnsafeBufferPointer { target in
            unsafe place.accept.withUnsafeBufferPointer { accept in
                unsafe store(answer, for: Key(target: target, accept: accept), generation: place.generation)
            }
        }
    }

    /// Counts the bytes of a twin that was made after its answer was stored.
    func twinWasMade(for key: Key) {
        let hash = unsafe hash(of: key)
        let first = firstSlot(of: hash)
        guard !slots.isEmpty else { return }
        for index in first..<first + Self.ways {
            guard let entry = slots[index], unsafe entry.matches(hash, key) else { continue }
            byteCount -= entry.countedBytes
            entry.countedBytes = entry.answer.byteCount + entry.target.count + entry.accept.count + Entry.overheadBytes
            byteCount += entry.countedBytes
            makeRoom(except: index)
            return
        }
    }

    private func startGeneration(_ generation: UInt64) {
        self.generation = generation
        slots = []
        byteCount = 0
        hand = 0
    }

    /// The slot of the same key, else a free one of its set, else one not used lately, else the first.
    private func slotToReplace(_ hash: UInt64, _ key: Key) -> Int {
        let set = firstSlot(of: hash)..<firstSlot(of: hash) + Self.ways
        return set.first { unsafe slots[$0]?.matches(hash, key) == true }
            ?? set.first { slots[$0] == nil }
            ?? set.first { slots[$0]?.wasUsed == false }
            ?? set.lowerBound
    }

    /// Lets a hand go round and takes out what was not used since its last visit, until the bytes are within bounds.
    private func makeRoom(except kept: Int) {
        while byteCount > maxBytes {
            if hand != kept, let entry = slots[hand] {
                if entry.wasUsed { entry.wasUsed = false } else { removeEntry(at: hand) }
            } else if hand == kept, byteCount == slots[kept]?.countedBytes {
                return removeEntry(at: kept)
            }
            hand = (hand + 1) % slots.count
        }
    }

    private func removeEntry(at index: Int) {
        byteCount -= slots[index]?.countedBytes ?? 0
        slots[index] = nil
    }

    private func firstSlot(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash >> 40) & (Self.setCount - 1) * Self.ways
    }

    private func hash(of key: Key) -> UInt64 {
        var state = unsafe Self.mix(seed, key.target)
        state = unsafe Self.mix(state, key.accept)
        return state
    }

    /// Multiplies in eight bytes at a time and folds the high half down: fast for keys of some hundred bytes.
    private static func mix(_ start: UInt64, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var state = start ^ UInt64(bytes.count)
        let raw = UnsafeRawBufferPointer(bytes)
        var offset = 0
        while offset + 8 <= raw.count {
            state = fold(state, unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var last: UInt64 = 0
        while offset < raw.count {
            last = last << 8 | UInt64(unsafe raw[offset])
            offset += 1
        }
        return fold(state, last)
    }

    private static func fold(_ state: UInt64, _ word: UInt64) -> UInt64 {
        // The constant is 2^64 divided by the golden ratio, odd and without pattern.
        let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}

extension [UInt8] {
    fileprivate func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        // Byte by byte this was a twelfth of what a stored answer costs.
        return unsafe withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let otherBase = other.baseAddress else { return true }
            return unsafe memcmp(base, otherBase, count) == 0
        }
    }
}
