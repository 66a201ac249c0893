import Glibc

/// A growable run of bytes outside Swift's arrays: grown in place where the system can, trimmed when done.
///
/// Owned by one thread while it grows; immutable afterwards, which is when it is shared.
@safe
final class ByteBuffer: @unchecked Sendable {
    // Proof for @unchecked Sendable: only the worker that made a buffer appends to it; it is published to other
    // threads after its last append (the end of `concurrentPerform`), and never changed again.
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        unsafe base = Self.allocated(nil, self.capacity)
    }

    deinit { unsafe free(base) }

    private static func allocated(_ old: UnsafeMutablePointer<UInt8>?, _ bytes: Int) -> UnsafeMutablePointer<UInt8> {
        guard let new = unsafe realloc(old, bytes) else {
            preconditionFailure("out of memory for \(bytes) bytes")
        }
        return unsafe new.assumingMemoryBound(to: UInt8.self)
    }

    var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: base, count: count) }

    func slice(_ start: Int, _ length: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(start >= 0 && length >= 0 && start + length <= count)
        return unsafe UnsafeBufferPointer(start: base + start, count: length)
    }

    @inline(__always)
    func reserve(_ more: Int) {
        if count + more > capacity { grow(count + more) }
    }

    @inline(never)
    private func grow(_ needed: Int) {
        capacity = max(needed, capacity * 2)
        unsafe base = Self.allocated(base, capacity)
    }

    @inline(__always)
    func append(_ byte: UInt8) {
        reserve(1)
        unsafe base[count] = byte
        count += 1
    }

    @inline(__always)
    func append(_ source: UnsafeBufferPointer<UInt8>) {
        guard let from = source.baseAddress else { return }
        reserve(source.count)
        unsafe Self.copy(from, to: base + count, source.count)
        count += source.count
    }

    /// Most of what is appended is a few bytes, for which a call costs more than the copy: two words that may overlap.
    @inline(__always)
    private static func copy(_ from: UnsafePointer<UInt8>, to place: UnsafeMutablePointer<UInt8>, _ length: Int) {
        let (source, target) = unsafe (UnsafeRawPointer(from), UnsafeMutableRawPointer(place))
        if length > 16 {
            unsafe memcpy(target, source, length)
        } else if length >= 8 {
            let (head, tail) = unsafe (
                source.loadUnaligned(as: UInt64.self), source.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
            )
            unsafe target.storeBytes(of: head, as: UInt64.self)
            unsafe target.storeBytes(of: tail, toByteOffset: length - 8, as: UInt64.self)
        } else if length >= 4 {
            let (head, tail) = unsafe (
                source.loadUnaligned(as: UInt32.self), source.loadUnaligned(fromByteOffset: length - 4, as: UInt32.self)
            )
            unsafe target.storeBytes(of: head, as: UInt32.self)
            unsafe target.storeBytes(of: tail, toByteOffset: length - 4, as: UInt32.self)
        } else {
            for index in 0..<length { unsafe place[index] = from[index] }
        }
    }

    @inline(__always)
    func append(_ text: StaticString) {
        unsafe append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func append(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
    }

    /// Most that can be appended by moves of a fixed size.
    static let shortBytes = 32

    /// Appends a short text without a call: `shortBytes` are moved, whatever its length, so as many must be readable from
    /// its start.
    @inline(__always)
    func append(short text: UnsafePointer<UInt8>, _ length: Int) {
        assert(length <= Self.shortBytes)
        reserve(Self.shortBytes)
        let moved = unsafe UnsafeRawPointer(text).loadUnaligned(as: SIMD32<UInt8>.self)
        unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: moved, as: SIMD32<UInt8>.self)
        count += length
    }

    func append(decimal number: Int64) {
        reserve(20)
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        var (length, bound) = (1, UInt64(10))
        while rest >= bound {
            length += 1
            // The longest number has twenty digits, and no power of ten above it fits.
            if length == 20 { break }
            bound *= 10
        }
        var place = count + length
        count = place
        repeat {
            place -= 1
            unsafe base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
    }

    /// Appends a date as we write it.
    func append(date: PackedDate) {
        reserve(PackedDate.maxTextBytes)
        unsafe count += date.write(to: base + count)
    }

    /// Counts bytes in that were written behind the others, into what was reserved.
    func extend(by more: Int) {
        precondition(more >= 0 && count + more <= capacity)
        count += more
    }

    /// Drops everything after `newCount`.
    func truncate(to newCount: Int) {
        precondition(newCount <= count)
        count = newCount
    }

    /// Moves the bytes from `middle` to the end down to `start`, over what stood there.
    func replace(from start: Int, withTailFrom middle: Int) {
        precondition(start <= middle && middle <= count)
        unsafe memmove(base + start, base + middle, count - middle)
        count = start + count - middle
    }

    /// Moves the bytes from `middle` to the end in before those from `start` on.
    func moveTail(from middle: Int, to start: Int) {
        precondition(start <= middle && middle <= count)
        let length = count - middle
        reserve(length)
        unsafe memcpy(base + count, base + middle, length)
        unsafe memmove(base + start + length, base + start, middle - start)
        unsafe memcpy(base + start, base + count, length)
    }

    /// Gives back what was reserved and not used.
    func trim() {
        capacity = max(count, 64)
        unsafe base = Self.allocated(base, capacity)
    }
}
