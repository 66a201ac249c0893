internal import HTTP1

/// Where one loop gathers the bytes of answers before they leave in one write. Shared by all connections of the loop, each
/// of which leaves it empty at the end of its turn.
@safe
final class OutputStage {
    /// Gathered answers leave when they are this long: large enough for dozens of small pipelined ones in one write,
    /// small enough to stay in the second cache.
    static let flushBytes = 32_768
    /// Bodies up to this size are copied behind their heads; copying a few pages costs less than a second vector entry.
    static let maxCopiedBodyBytes = 16_384

    private var bytes: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init() {
        unsafe bytes = .allocate(capacity: Self.flushBytes + Self.maxCopiedBodyBytes + 4096)
    }

    deinit {
        unsafe bytes.deallocate()
    }

    var isEmpty: Bool { count == 0 }

    /// What was gathered; valid until the next change.
    var contents: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: bytes.baseAddress, count: count)
    }

    func removeAll() { count = 0 }

    func append(_ array: [UInt8]) {
        unsafe array.withUnsafeBufferPointer { unsafe append($0) }
    }

    func append(_ text: StaticString) {
        text.withUTF8Buffer { unsafe append($0) }
    }

    /// Overwrites bytes that were appended before, for values that are written late.
    func overwrite<let size: Int>(at offset: Int, with source: InlineArray<size, UInt8>) {
        precondition(offset + size <= count, "only what was appended can be overwritten")
        for index in 0..<size { unsafe bytes[offset + index] = source[index] }
    }

    /// The size line of a chunk (RFC 9112 §7.1).
    func appendChunkStart(dataBytes: Int) {
        var line: [UInt8] = []
        ChunkedEncoder.appendChunkStart(dataBytes: dataBytes, to: &line)
        append(line)
    }

    func append(_ source: UnsafeBufferPointer<UInt8>) {
        reserve(source.count)
        guard let from = source.baseAddress, let base = unsafe bytes.baseAddress else { return }
        unsafe (base + count).update(from: from, count: source.count)
        count += source.count
    }

    private func reserve(_ extra: Int) {
        guard unsafe count + extra > bytes.count else { return }
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: (count + extra) * 2)
        _ = unsafe larger.update(fromContentsOf: contents)
        unsafe bytes.deallocate()
        unsafe bytes = larger
    }
}
