/// The ids of a type in the order of their letters, with what is asked of each when one is not found: made at the first
/// that is not.
struct IDOrder: Sendable {
    /// The rows of the type, in order of their ids.
    let rows: [UInt32]
    /// Of each id how many bytes it has in common with the one before.
    let shared: [UInt8]
    /// How many letters it has when folded: letters, digits, and one space for all that stands between words.
    let letterCounts: [UInt8]
    /// Which beginnings its later words have, a bit for each of several (`bit`).
    let beginnings: [UInt16]

    private let ids: Column
    private let symbols: SymbolTable

    /// How many letters of a word are its beginning.
    static let beginningLength = NearestNames.minInnerPrefixLetters

    init(of type: RecordType, _ records: Records, _ order: SymbolOrder) {
        ids = records.columns[records.idColumn(type)]
        symbols = records.symbols
        var rowOfRank = [UInt32](repeating: Records.none, count: records.symbols.count)
        for row in 0..<records.rowCounts[type.table] { rowOfRank[Int(order.rank(ids.narrow(row)))] = UInt32(row) }
        let rows = rowOfRank.filter { $0 != Records.none }
        var shared: [UInt8] = []
        var letterCounts: [UInt8] = []
        var beginnings: [UInt16] = []
        shared.reserveCapacity(rows.count)
        letterCounts.reserveCapacity(rows.count)
        beginnings.reserveCapacity(rows.count)
        for (place, row) in rows.enumerated() {
            let bytes = unsafe records.symbols.bytes(ids.narrow(Int(row)))
            var common = 0
            if place > 0 {
                let before = unsafe records.symbols.bytes(ids.narrow(Int(rows[place - 1])))
                let most = min(bytes.count, before.count)
                while common < most, unsafe bytes[common] == before[common] { common += 1 }
            }
            shared.append(UInt8(clamping: common))
            let letters = unsafe Self.letters(of: bytes)
            letterCounts.append(UInt8(clamping: letters.count))
            var bits: UInt16 = 0
            for start in letters.indices.dropLast(Self.beginningLength) where letters[start] == Self.space {
                bits |= Self.bit(letters[(start + 1)...])
            }
            beginnings.append(bits)
        }
        (self.rows, self.shared, self.letterCounts, self.beginnings) = (rows, shared, letterCounts, beginnings)
    }

    /// The bytes of the id at a place.
    @inline(__always)
    func bytes(_ place: Int) -> UnsafeBufferPointer<UInt8> { unsafe symbols.bytes(ids.narrow(Int(rows[place]))) }

    func firstByte(_ place: Int) -> UInt8? { unsafe bytes(place).first }

    /// Whether a word behind the first of the id at a place begins with some folded letters.
    func hasLaterWord(_ place: Int, beginningWith word: [UInt8]) -> Bool {
        let id = unsafe bytes(place)
        var start = 1
        while start < id.count {
            if unsafe id[start] == word[0] && !Self.isLetter(id[start - 1]),
                unsafe Self.stands(word, in: id, at: start)
            {
                return true
            }
            start += 1
        }
        return false
    }

    /// Whether folded letters stand at a byte of an id; a space stands for all signs between two words.
    private static func stands(_ word: [UInt8], in id: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        var index = start
        for letter in word {
            guard index < id.count else { return false }
            if letter == space {
                guard unsafe !isLetter(id[index]) else { return false }
                while index < id.count, unsafe !isLetter(id[index]) { index += 1 }
            } else {
                guard unsafe id[index] == letter else { return false }
                index += 1
            }
        }
        return true
    }

    static let space = UInt8(ascii: " ")

    /// The bytes of an id as folding leaves them.
    static func letters(of id: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var letters: [UInt8] = []
        letters.reserveCapacity(id.count)
        var followsGap = false
        for index in id.indices {
            let byte = unsafe id[index]
            guard isLetter(byte) else {
                followsGap = true
                continue
            }
            if followsGap, !letters.isEmpty { letters.append(space) }
            followsGap = false
            letters.append(byte)
        }
        return letters
    }

    /// Whether a byte of an id is a letter or a digit; the others only stand between words.
    static func isLetter(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// The bit of a beginning: others may share it.
    static func bit(_ letters: ArraySlice<UInt8>) -> UInt16 {
        let hash = letters.prefix(beginningLength).reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) }
        return 1 << UInt16(truncatingIfNeeded: (hash &* 0x9E37_79B1) >> 28)
    }

    /// The first id behind `place` that does not begin with the same `count` bytes as the id there.
    @inline(__always)
    func end(from place: Int, sharing count: Int) -> Int {
        var end = place + 1
        while end < shared.count, Int(shared[end]) >= count { end += 1 }
        return end
    }
}
