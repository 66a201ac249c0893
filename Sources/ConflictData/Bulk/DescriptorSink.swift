internal import Glibc

/// Writes to a file that somebody else has opened and will close.
final class DescriptorSink: ByteSink {
    private let descriptor: Int32
    /// Why the first write failed that did; nil: none has.
    private(set) var failure: Int32?

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        var done = 0
        while failure == nil, done < bytes.count {
            let written = unsafe write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if written >= 0 {
                done += written
            } else if errno != EINTR {
                failure = errno
            }
        }
    }
}
