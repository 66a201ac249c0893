/// Input that arrived but could not be worked off yet: the beginning of a head, or requests behind a slow answer. Holds
/// memory only while it holds bytes, so an idle connection costs none.
@safe package struct ReadBuffer: ~Copyable {
    /// The first allocation: more than nearly every request head.
    private static let initialCapacity = 4096

    private var storage: UnsafeMutableRawBufferPointer?
    private var start = 0
    private var end = 0

    package init() {
        unsafe storage = nil
    }

    deinit {
        unsafe storage?.deallocate()
    }

    package var isEmpty: Bool { start == end }
    package var count: Int { end - start }

    /// The bytes held, in order; valid until the next mutation.
    package var contents: UnsafeBufferPointer<UInt8> {
        guard let storage = unsafe storage else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
        return unsafe UnsafeRawBufferPointer(rebasing: storage[start..<end]).assumingMemoryBound(to: UInt8.self)
    }

    /// Adds a copy of the bytes at the end.
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count > 0 else { return }
        let room = unsafe makeRoom(for: bytes.count)
        unsafe room.copyMemory(from: UnsafeRawBufferPointer(bytes))
        end += bytes.count
    }

    /// Reads once from a stream to the end of what is held, at most `maxBytes`.
    package mutating func fill(from stream: any ByteStream, maxBytes: Int) -> ReadOutcome {
        let room = unsafe makeRoom(for: maxBytes)
        let outcome = unsafe stream.read(into: UnsafeMutableRawBufferPointer(rebasing: room[..<maxBytes]))
        if case .bytes(let count) = outcome { end += count }
        return outcome
    }

    /// Drops bytes from the front and, when none is left, the memory.
    package mutating func consume(_ byteCount: Int) {
        precondition(byteCount <= count, "only what is held can be consumed")
        start += byteCount
        guard isEmpty else { return }
        unsafe storage?.deallocate()
        unsafe storage = nil
        start = 0
        end = 0
    }

    /// Free memory behind the contents, at least `byteCount` long.
    private mutating func makeRoom(for byteCount: Int) -> UnsafeMutableRawBufferPointer {
        if let storage = unsafe storage, storage.count - end >= byteCount {
            return unsafe UnsafeMutableRawBufferPointer(rebasing: storage[end...])
        }
        let held = count
        let capacity = max(held + byteCount, Self.initialCapacity)
        let fresh = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 1)
        unsafe fresh.copyMemory(from: UnsafeRawBufferPointer(contents))
        unsafe storage?.deallocate()
        unsafe storage = fresh
        start = 0
        end = held
        return unsafe UnsafeMutableRawBufferPointer(rebasing: fresh[held...])
    }
}
