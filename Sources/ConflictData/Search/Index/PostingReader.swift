/// Reads the codes of postings (see `PostingCode`) one after another.
@safe
struct PostingReader {
    private let base: UnsafePointer<UInt8>
    private(set) var offset: Int

    /// The bytes must outlive the reader.
    init(_ base: UnsafePointer<UInt8>, at offset: Int) {
        unsafe self.base = unsafe base
        self.offset = offset
    }

    @inline(__always)
    private mutating func byte() -> Int {
        offset += 1
        return unsafe Int(base[offset - 1])
    }

    /// A number in groups of seven bits.
    @inline(__always)
    mutating func number() -> Int {
        var value = byte()
        guard value >= 0x80 else { return value }
        value &= 0x7F
        var shift = 7
        while true {
            let group = byte()
            value |= (group & 0x7F) << shift
            if group < 0x80 { return value }
            shift += 7
        }
    }

    /// The part of a descriptor that speaks of one field.
    @inline(__always)
    mutating func field() -> (place: Int, times: Int, hasMore: Bool) {
        let byte = byte()
        var times = byte >> 3 & PostingCode.manyTimes
        if times == PostingCode.manyTimes { times += number() }
        return (byte & 7, times, byte & 0x80 != 0)
    }

    /// Passes a descriptor; how often the word stands in all fields.
    @inline(__always)
    mutating func descriptor() -> Int {
        var count = 0
        var hasMore = true
        while hasMore {
            let field = field()
            count += field.times
            hasMore = field.hasMore
        }
        return count
    }

    @inline(__always)
    mutating func position() -> Int {
        let first = byte()
        if first < PostingCode.twoBytes { return first }
        if first < PostingCode.fiveBytes {
            return (first - PostingCode.twoBytes) << 8 + PostingCode.twoBytes + byte()
        }
        return byte() | byte() << 8 | byte() << 16 | byte() << 24
    }

    @inline(__always)
    mutating func passPosition() {
        let first = byte()
        offset += first < PostingCode.twoBytes ? 0 : first < PostingCode.fiveBytes ? 1 : 4
    }
}
