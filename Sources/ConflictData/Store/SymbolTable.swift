import Glibc

/// Short strings by number: each text is kept once and known by a 32-bit symbol.
///
/// Symbol 0 stands for "none". Built by one thread; read by many when it is done.
@safe
package final class SymbolTable: @unchecked Sendable {
    // Proof for @unchecked Sendable: like ByteBuffer, filled by one thread and published only when it is complete.
    package typealias Symbol = UInt32

    static let none: Symbol = 0

    private let text: ByteBuffer
    /// Where the text of symbol s ends; it begins where that of s − 1 ends.
    private var ends: UnsafeMutablePointer<Int>
    private var hashes: UnsafeMutablePointer<UInt32>
    /// How many symbols there are, "none" included.
    private(set) var count = 1
    private var capacity: Int
    /// Open addressing, a power of two of places, at most two thirds of them taken.
    private var places: UnsafeMutablePointer<Symbol>
    private var placeCount: Int
    /// What looks gave; of no use.
    private var looks: UInt32 = 0

    init(capacity: Int = 1024) {
        self.capacity = max(16, capacity)
        text = ByteBuffer(capacity: capacity * 8)
        unsafe ends = Self.grown(nil, to: self.capacity)
        unsafe hashes = Self.grown(nil, to: self.capacity)
        unsafe ends[0] = 0
        unsafe hashes[0] = 0
        placeCount = max(64, (capacity * 3 / 2).nextPowerOfTwo)
        unsafe places = Self.zeroed(placeCount)
    }

    deinit {
        unsafe free(ends)
        unsafe free(hashes)
        unsafe free(places)
    }

    private static func grown<Value>(
        _ old: UnsafeMutablePointer<Value>?, to count: Int
    ) -> UnsafeMutablePointer<Value> {
        guard let new = unsafe realloc(old, count * MemoryLayout<Value>.stride) else {
            preconditionFailure("out of memory for \(count) symbols")
        }
        return unsafe new.assumingMemoryBound(to: Value.self)
    }

    private static func zeroed(_ count: Int) -> UnsafeMutablePointer<Symbol> {
        guard let new = unsafe calloc(count, MemoryLayout<Symbol>.stride) else {
            preconditionFailure("out of memory for \(count) symbols")
        }
        return unsafe new.assumingMemoryBound(to: Symbol.self)
    }

    @inline(__always)
    func bytes(_ symbol: Symbol) -> UnsafeBufferPointer<UInt8> {
        guard symbol != Self.none else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
        precondition(Int(symbol) < count)
        let start = unsafe ends[Int(symbol) - 1]
        return unsafe text.slice(start, ends[Int(symbol)] - start)
    }

    /// Appends a text.
    @inline(__always)
    func append(_ symbol: Symbol, to out: ByteBuffer) {
        guard symbol != Self.none else { return }
        precondition(Int(symbol) < count)
        let start = unsafe ends[Int(symbol) - 1]
        let length = unsafe ends[Int(symbol)] - start
        if length <= ByteBuffer.shortBytes, start + ByteBuffer.shortBytes <= text.count {
            unsafe out.append(short: text.base + start, length)
        } else {
            unsafe out.append(text.slice(start, length))
        }
    }

    /// The first byte of a text, to have it at hand.
    @inline(__always)
    func look(at symbol: Symbol) -> UInt8 {
        let text = unsafe bytes(symbol)
        return unsafe text.isEmpty ? 0 : text[0]
    }

    package func string(_ symbol: Symbol) -> String { unsafe String(decoding: bytes(symbol), as: UTF8.self) }

    /// The symbol of a text, made if it is new.
    func intern(_ key: UnsafeBufferPointer<UInt8>) -> Symbol { unsafe intern(key, hash: Self.hash(key)) }

    private func intern(_ key: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Symbol {
        let place = unsafe place(of: key, hash)
        let known = unsafe places[place]
        if known != Self.none { return known }
        precondition(count < Int(Symbol.max), "more texts than symbols")
        if count == capacity {
            capacity *= 2
            unsafe ends = Self.grown(ends, to: capacity)
            unsafe hashes = Self.grown(hashes, to: capacity)
        }
        let symbol = Symbol(count)
        unsafe text.append(key)
        unsafe ends[count] = text.count
        unsafe hashes[count] = hash
        count += 1
        unsafe places[place] = symbol
        if count * 3 > placeCount * 2 { grow() }
        return symbol
    }

    /// Where a text's symbol stands, or would stand.
    @inline(__always)
    private func place(of key: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
        var place = Int(hash) & (placeCount - 1)
        while true {
            let symbol = unsafe places[place]
            if symbol == Self.none { return place }
            if unsafe hashes[Int(symbol)] == hash, unsafe Self.isEqual(bytes(symbol), key) { return place }
            place = (place + 1) & (placeCount - 1)
        }
    }

    func intern(_ key: String) -> Symbol {
        var key = key
        return key.withUTF8 { unsafe intern($0) }
    }

    /// The symbol of a text that is there already.
    func find(_ key: UnsafeBufferPointer<UInt8>) -> Symbol? {
        let symbol = unsafe places[place(of: key, Self.hash(key))]
        return symbol == Self.none ? nil : symbol
    }

    package func find(_ key: String) -> Symbol? {
        var key = key
        return key.withUTF8 { unsafe find($0) }
    }

    /// The order of the texts by Unicode scalar (which is that of their UTF-8).
    func isLess(_ left: Symbol, _ right: Symbol) -> Bool {
        guard left != right else { return false }
        return unsafe Self.isLess(bytes(left), bytes(right))
    }

    /// That order, of texts from any tables.
    static func isLess(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let aBase = a.baseAddress, let bBase = b.baseAddress else { return a.count < b.count }
        let order = unsafe memcmp(aBase, bBase, min(a.count, b.count))
        return order != 0 ? order < 0 : a.count < b.count
    }

    /// Adds all of another table; gives the new symbol of each of its symbols.
    func merge(_ other: SymbolTable) -> [Symbol] {
        var renamed: [Symbol] = [Self.none]
        renamed.reserveCapacity(other.count)
        for start in stride(from: 1, to: other.count, by: Self.lookAhead) {
            let next = start..<min(start + Self.lookAhead, other.count)
            unsafe look(at: UnsafeBufferPointer(start: other.hashes + start, count: next.count))
            for symbol in next {
                unsafe renamed.append(intern(other.bytes(Symbol(symbol)), hash: other.hashes[symbol]))
            }
        }
        return renamed
    }

    /// How many texts are looked at before they are looked up.
    private static let lookAhead = 64

    /// Looks at the places of some hashes and the texts there, so that they are at hand: these lie far apart, and looks
    /// that wait for no other wait for the memory side by side.
    private func look(at hashes: UnsafeBufferPointer<UInt32>) {
        for index in hashes.indices { unsafe looks &+= places[Int(hashes[index]) & (placeCount - 1)] }
        for index in hashes.indices {
            let symbol = unsafe places[Int(hashes[index]) & (placeCount - 1)]
            if symbol != Self.none { unsafe looks &+= self.hashes[Int(symbol)] &+ UInt32(look(at: symbol)) }
        }
    }

    /// Gives back what was reserved and not used, when no more symbols come.
    func trim() {
        capacity = count
        unsafe ends = Self.grown(ends, to: capacity)
        unsafe hashes = Self.grown(hashes, to: capacity)
        text.trim()
    }

    /// Moves the texts into large pages.
    func holdInLargePages() {
        unsafe LargePages.hold(UnsafeRawBufferPointer(text.bytes))
        unsafe LargePages.hold(UnsafeRawBufferPointer(start: ends, count: count * MemoryLayout<Int>.stride))
    }

    private func grow() {
        unsafe free(places)
        placeCount *= 2
        unsafe places = Self.zeroed(placeCount)
        for symbol in 1..<count {
            var place = unsafe Int(hashes[symbol]) & (placeCount - 1)
            while unsafe places[place] != Self.none { place = (place + 1) & (placeCount - 1) }
            unsafe places[place] = Symbol(symbol)
        }
    }

    @inline(__always)
    private static func isEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        guard let aBase = a.baseAddress, let bBase = b.baseAddress else { return true }
        // Most are short, and a call would cost more than to compare them: two words that may overlap.
        let (one, other, count) = unsafe (UnsafeRawPointer(aBase), UnsafeRawPointer(bBase), a.count)
        if count > 16 { return unsafe memcmp(one, other, count) == 0 }
        if count >= 8 { return unsafe hasSameEnds(one, other, count, as: UInt64.self) }
        if count >= 4 { return unsafe hasSameEnds(one, other, count, as: UInt32.self) }
        return unsafe a.elementsEqual(b)
    }

    @inline(__always)
    private static func hasSameEnds<Word: FixedWidthInteger & BitwiseCopyable>(
        _ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ count: Int, as word: Word.Type
    ) -> Bool {
        let last = count - MemoryLayout<Word>.size
        return unsafe one.loadUnaligned(as: word) == other.loadUnaligned(as: word)
            && one.loadUnaligned(fromByteOffset: last, as: word) == other.loadUnaligned(fromByteOffset: last, as: word)
    }

    /// A multiply-and-fold hash over eight bytes at a time; the texts come from the dataset's owner, not from clients.
    @inline(__always)
    private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(key.count)
        var index = 0
        let raw = UnsafeRawBufferPointer(key)
        while index + 8 <= key.count {
            state = unsafe mix(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var tail: UInt64 = 0
        while index < key.count {
            tail = unsafe (tail << 8) | UInt64(raw[index])
            index += 1
        }
        state = mix(state ^ tail)
        return UInt32(truncatingIfNeeded: state ^ state >> 32)
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let (high, low) = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return high ^ low
    }
}

extension Int {
    /// The least power of two that is not below this (at least 1).
    var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
