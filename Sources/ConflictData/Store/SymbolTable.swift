import Glibc

/// Short strings by number: each text is kept once and known by a 32-bit symbol.
///
/// Symbol 0 stands for "none". Built by one thread; read by many when it is done.
package final class SymbolTable: @unchecked Sendable {
    // Proof for @unchecked Sendable: like ByteBuffer, filled by one thread and published only when it is complete.
    package typealias Symbol = UInt32

    static let none: Symbol = 0

    private let text: ByteBuffer
    /// Where the text of symbol s ends; it begins where that of s − 1 ends.
    private var ends: [Int] = [0]
    /// Open addressing, a power of two of places, at most half of them taken.
    private var places: [Symbol]
    private var hashes: [UInt32] = [0]

    init(capacity: Int = 1024) {
        text = ByteBuffer(capacity: capacity * 8)
        places = Array(repeating: Self.none, count: max(64, capacity.nextPowerOfTwo * 2))
    }

    /// How many symbols there are, "none" included.
    var count: Int { ends.count }

    func bytes(_ symbol: Symbol) -> UnsafeBufferPointer<UInt8> {
        guard symbol != Self.none else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
        let start = ends[Int(symbol) - 1]
        return unsafe text.slice(start, ends[Int(symbol)] - start)
    }

    /// The first byte of a text, to have it at hand.
    @inline(__always)
    func look(at symbol: Symbol) -> UInt8 {
        let text = unsafe bytes(symbol)
        return unsafe text.isEmpty ? 0 : text[0]
    }

    package func string(_ symbol: Symbol) -> String { unsafe String(decoding: bytes(symbol), as: UTF8.self) }

    /// The symbol of a text, made if it is new.
    func intern(_ key: UnsafeBufferPointer<UInt8>) -> Symbol {
        let hash = unsafe Self.hash(key)
        var place = Int(hash) & (places.count - 1)
        while places[place] != Self.none {
            let symbol = places[place]
            if hashes[Int(symbol)] == hash, unsafe Self.isEqual(bytes(symbol), key) { return symbol }
            place = (place + 1) & (places.count - 1)
        }
        let symbol = Symbol(ends.count)
        unsafe text.append(key)
        ends.append(text.count)
        hashes.append(hash)
        places[place] = symbol
        if ends.count * 2 > places.count { grow() }
        return symbol
    }

    func intern(_ key: String) -> Symbol {
        var key = key
        return key.withUTF8 { unsafe intern($0) }
    }

    /// The symbol of a text that is there already.
    func find(_ key: UnsafeBufferPointer<UInt8>) -> Symbol? {
        let hash = unsafe Self.hash(key)
        var place = Int(hash) & (places.count - 1)
        while places[place] != Self.none {
            let symbol = places[place]
            if hashes[Int(symbol)] == hash, unsafe Self.isEqual(bytes(symbol), key) { return symbol }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }

    package func find(_ key: String) -> Symbol? {
        var key = key
        return key.withUTF8 { unsafe find($0) }
    }

    /// The order of the texts by Unicode scalar (which is that of their UTF-8).
    func isLess(_ left: Symbol, _ right: Symbol) -> Bool {
        guard left != right else { return false }
        let (a, b) = unsafe (bytes(left), bytes(right))
        guard let aBase = a.baseAddress, let bBase = b.baseAddress else { return a.count < b.count }
        let order = unsafe memcmp(aBase, bBase, min(a.count, b.count))
        return order != 0 ? order < 0 : a.count < b.count
    }

    /// Adds all of another table; gives the new symbol of each of its symbols.
    func merge(_ other: SymbolTable) -> [Symbol] {
        var renamed: [Symbol] = [Self.none]
        renamed.reserveCapacity(other.count)
        for symbol in 1..<max(1, other.count) { unsafe renamed.append(intern(other.bytes(Symbol(symbol)))) }
        return renamed
    }

    private func grow() {
        places = Array(repeating: Self.none, count: places.count * 2)
        for symbol in 1..<ends.count {
            var place = Int(hashes[symbol]) & (places.count - 1)
            while places[place] != Self.none { place = (place + 1) & (places.count - 1) }
            places[place] = Symbol(symbol)
        }
    }

    @inline(__always)
    private static func isEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        guard let aBase = a.baseAddress, let bBase = b.baseAddress else { return true }
        return unsafe memcmp(aBase, bBase, a.count) == 0
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
