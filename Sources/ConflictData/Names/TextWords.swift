/// Walks a text word by word: plain words, of ASCII letters and digits and no more than sixteen, by eight bytes at a
/// time, and all others by a `WordScanner`. Both fold alike.
///
/// It lends the text: what it was begun with must stay until the next one begins.
@safe
struct TextWords {
    private var bytes: UnsafeBufferPointer<UInt8>
    private var count = 0
    /// The word it stands on, if it is not plain.
    private(set) var scanner = WordScanner()
    /// Whether the word is one that `key` says all about.
    private(set) var isPlain = false
    /// The plain word it stands on, folded.
    private(set) var key = WordKey(head: 0, tail: 0, count: 0)

    /// Where the next word is looked for.
    private var offset = 0
    /// Where the gap before a plain word begins, and the word.
    private var gap = 0
    private var first = 0
    /// How many more bytes than scalars there are before `offset`.
    private var lead = 0

    init() { unsafe bytes = UnsafeBufferPointer(start: nil, count: 0) }

    /// Goes to the start of a text.
    mutating func begin(_ text: UnsafeBufferPointer<UInt8>) {
        unsafe bytes = unsafe text
        count = text.count
        (offset, lead) = (0, 0)
    }

    /// Moves to the next word; false at the end of the text.
    @inline(__always)
    mutating func next() -> Bool {
        gap = offset
        first = offset
        while first < count, unsafe PlainBytes.isGap(bytes[first]) { first += 1 }
        guard first < count else { return false }
        let start = load(first)
        var letters = PlainBytes.lettersAtHead(of: start)
        var tail: UInt64 = 0
        if letters == 8 {
            let rest = load(first + 8)
            let more = PlainBytes.lettersAtHead(of: rest)
            tail = more == 0 ? 0 : (rest | PlainBytes.smallBits) & ~0 >> UInt64(64 - 8 * more)
            letters += more
        }
        let end = first + letters
        guard letters > 0, unsafe end == count || PlainBytes.isGap(bytes[end]) else { return nextSpelled() }
        let head = (start | PlainBytes.smallBits) & ~0 >> UInt64(max(0, 64 - 8 * letters))
        key = WordKey(head: head, tail: tail, count: letters)
        isPlain = true
        offset = end
        return true
    }

    @inline(never)
    private mutating func nextSpelled() -> Bool {
        isPlain = false
        scanner.goTo(byte: gap, scalar: gap - lead)
        guard unsafe scanner.next(in: bytes.span) else {
            offset = count
            return false
        }
        offset = scanner.byteOffset
        lead = offset - scanner.scalarOffset
        return true
    }

    /// Eight bytes from `index` on; those beyond the text are 0, which parts words.
    @inline(__always)
    private func load(_ index: Int) -> UInt64 {
        if index + 8 <= count {
            return unsafe UInt64(
                littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
        }
        var word: UInt64 = 0
        for place in index..<max(index, count) { unsafe word |= UInt64(bytes[place]) << UInt64(8 * (place - index)) }
        return word
    }

    // MARK: The word

    /// The word in the text, in Unicode scalars: from its first letter to its last letter or mark.
    var start: Int { isPlain ? first - lead : scanner.start }
    var end: Int { isPlain ? first - lead + Int(key.count) : scanner.end }

    /// Where the word begins in the bytes.
    var firstByte: Int { isPlain ? first : scanner.firstByte }

    /// Whether punctuation that seldom stands inside a name comes before the word.
    var followsHardGap: Bool {
        guard isPlain else { return scanner.followsHardGap }
        let table = ScalarFolding.table
        return (gap..<first).contains { unsafe table[Int(bytes[$0])].role == .hardGap }
    }

    /// Bit `i` is set where letter `i` of the folded word comes from a capital.
    var capitals: UInt64 {
        guard isPlain else { return scanner.capitals }
        return (0..<Int(key.count)).reduce(0) { capitals, index in
            unsafe bytes[first + index] & 0x20 == 0 ? capitals | 1 << UInt64(index) : capitals
        }
    }

    /// Where letter `index` of a word that is not plain stands in the text, in Unicode scalars.
    func start(ofLetter index: Int) -> Int { unsafe scanner.start(ofLetter: index, in: bytes.span) }
}
