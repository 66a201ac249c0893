/// Walks UTF-8 text word by word and folds each on the way; one scanner is reused for many texts.
///
/// The bytes are handed in at every step, so the scanner itself owns nothing but the letters of the word it stands on.
/// Bytes that are not UTF-8 are read as gaps, one scalar each.
struct WordScanner {
    /// The folded word as UTF-8, with the Arabic article if it had one.
    private(set) var letters: [UInt8] = []
    /// The word in the text, in Unicode scalars: from its first letter to its last letter or mark.
    private(set) var start = 0
    private(set) var end = 0
    /// Whether punctuation that seldom stands inside a name comes before the word.
    private(set) var followsHardGap = false
    /// Bit `i` is set where the byte `i` of `letters` comes from a capital; bytes from 64 on are not told.
    private(set) var capitals: UInt64 = 0
    /// Where the last apostrophe before a letter stands: bytes of `letters` before it (0: none), and the end of
    /// the word there.
    private(set) var lettersBeforeApostrophe = 0
    private(set) var endBeforeApostrophe = 0

    private let table = ScalarFolding.table
    /// Where the next word is looked for.
    private(set) var byteOffset = 0
    private(set) var scalarOffset = 0
    /// Where the word begins in the bytes.
    private(set) var firstByte = 0

    /// Bytes of the article at the head of `letters`, 0 without one. See `ArabicArticle`.
    var articleBytes: Int { ArabicArticle.length(in: letters, from: 0) }

    /// Goes back to the start, for another text.
    mutating func reset() { goTo(byte: 0, scalar: 0) }

    /// Goes to a place between two words, given in bytes and in Unicode scalars.
    mutating func goTo(byte: Int, scalar: Int) {
        byteOffset = byte
        scalarOffset = scalar
    }

    /// Moves to the next word; false at the end of the text.
    mutating func next(in bytes: Span<UInt8>) -> Bool {
        beginWord()
        while byteOffset < bytes.count {
            let first = bytes[byteOffset]
            var length = 1
            let folding =
                first < 0x80
                ? table[Int(first)] : pair(bytes, &length) ?? decode(bytes, at: byteOffset, length: &length)
            switch folding.role {
            case .letter: append(folding)
            case .mark: if !letters.isEmpty { end = scalarOffset + 1 }
            case .silent: break
            case .apostrophe:
                // One that closes a quotation is none.
                if isLetter(bytes, at: byteOffset + length) {
                    lettersBeforeApostrophe = letters.count
                    endBeforeApostrophe = end
                }
            case .softGap: if !letters.isEmpty { return true }
            case .hardGap:
                if !letters.isEmpty { return true }
                followsHardGap = true
            }
            byteOffset += length
            scalarOffset += 1
        }
        return !letters.isEmpty
    }

    /// Where letter `index` of the current word stands in the text, in Unicode scalars.
    func start(ofLetter index: Int, in bytes: Span<UInt8>) -> Int {
        var offset = firstByte
        var scalar = start
        var lettersSeen = 0
        while offset < bytes.count {
            var length = 1
            if decode(bytes, at: offset, length: &length).role == .letter {
                if lettersSeen == index { break }
                lettersSeen += 1
            }
            offset += length
            scalar += 1
        }
        return scalar
    }

    private mutating func beginWord() {
        letters.removeAll(keepingCapacity: true)
        capitals = 0
        followsHardGap = false
        lettersBeforeApostrophe = 0
    }

    private mutating func append(_ folding: ScalarFolding) {
        if letters.isEmpty {
            start = scalarOffset
            firstByte = byteOffset
        }
        if folding.isCapital, letters.count < 64 { capitals |= 1 << UInt64(letters.count) }
        letters.append(UInt8(truncatingIfNeeded: folding.letters))
        var rest = folding.letters >> 8
        for _ in 1..<folding.count {
            letters.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
        end = scalarOffset + 1
    }

    private func isLetter(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        var length = 1
        return offset < bytes.count && decode(bytes, at: offset, length: &length).role == .letter
    }

    /// The folding of the scalar that comes next if it takes two bytes, as most do that are not ASCII.
    @inline(__always)
    private func pair(_ bytes: Span<UInt8>, _ length: inout Int) -> ScalarFolding? {
        guard byteOffset + 1 < bytes.count else { return nil }
        let (first, second) = (bytes[byteOffset], bytes[byteOffset + 1])
        guard first &- 0xC2 < 0x1E, second & 0xC0 == 0x80 else { return nil }
        length = 2
        return table[Int(first & 0x1F) << 6 | Int(second & 0x3F)]
    }

    /// The folding of the scalar that begins at `offset`, and how many bytes it takes.
    private func decode(_ bytes: Span<UInt8>, at offset: Int, length: inout Int) -> ScalarFolding {
        let first = UInt32(bytes[offset])
        let (count, payload): (Int, UInt32) =
            switch first {
            case 0xC2...0xDF: (2, first & 0x1F)
            case 0xE0...0xEF: (3, first & 0x0F)
            case 0xF0...0xF4: (4, first & 0x07)
            default: (1, first)
            }
        guard first < 0x80 || count > 1, offset + count <= bytes.count else { return table[Self.brokenByte] }
        var value = payload
        for index in offset + 1..<offset + count {
            guard bytes[index] & 0xC0 == 0x80 else { return table[Self.brokenByte] }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value) else { return table[Self.brokenByte] }
        length = count
        return value < ScalarFolding.tableCount ? table[Int(value)] : ScalarFolding(scalar)
    }

    /// A byte that is not UTF-8 parts words as a full stop does.
    private static let brokenByte = 0x2E
}
