/// Bytes that are measured as they are handed on.
final class MeasuredBytes {
    private let hash = SHA256()
    private var count = 0
    private let sink: (any ByteSink)?

    /// - Parameter sink: where the bytes go; nil: nowhere.
    init(to sink: (any ByteSink)? = nil) { self.sink = sink }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe hash.update(bytes)
        count += bytes.count
        unsafe sink?.append(bytes)
    }

    func append(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBufferPointer { unsafe append($0) } }

    /// Call once, at the end.
    func measure() -> FileMeasure { FileMeasure(bytes: count, sha256: hash.finish()) }
}

/// Takes bytes in their order. One that fails takes no more, and says so when it is asked.
protocol ByteSink: AnyObject {
    func append(_ bytes: UnsafeBufferPointer<UInt8>)
}
