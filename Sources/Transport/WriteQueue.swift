internal import CLinux
internal import Glibc

/// Output of one connection that the socket has not taken yet: some copied bytes, then the rest of one body, which is
/// shared and not copied. Nothing more is made for the connection until this is gone, so it never grows beyond that.
package struct WriteQueue: ~Copyable {
    /// How far sending came.
    package enum Outcome: Equatable {
        /// Everything is with the kernel.
        case drained
        /// The socket is full; go on when it is writable.
        case blocked
        /// The connection is lost.
        case failed
    }

    private var copied: [UInt8] = []
    private var copiedStart = 0
    private var body: [UInt8] = []
    private var bodyStart = 0
    /// Bytes handed to the kernel so far.
    package private(set) var sentBytes: UInt64 = 0

    package init() {}

    package var isEmpty: Bool { pendingBytes == 0 }
    /// What is pending beside a body.
    package var copiedBytes: Int { copied.count - copiedStart }
    package var pendingBytes: Int { copied.count - copiedStart + body.count - bodyStart }

    /// Sends bytes and then a body in one call and keeps what does not fit.
    /// - Precondition: the queue is empty.
    package mutating func send(
        _ bytes: UnsafeBufferPointer<UInt8>, body newBody: [UInt8], to stream: any ByteStream
    ) -> Outcome {
        assert(isEmpty, "output in order: what is pending goes first")
        let taken: Int
        switch unsafe Self.write(bytes, newBody[...], to: stream) {
        case .bytes(let count): taken = count
        case .wouldBlock: taken = 0
        case .failed: return .failed
        }
        sentBytes += UInt64(taken)
        if taken == bytes.count + newBody.count { return .drained }
        if taken < bytes.count {
            unsafe copied.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[taken...]))
        }
        if !newBody.isEmpty {
            body = newBody
            bodyStart = max(0, taken - bytes.count)
        }
        return .blocked
    }

    /// Sends what is pending until the socket is full.
    package mutating func flush(to stream: any ByteStream) -> Outcome {
        while !isEmpty {
            let outcome = unsafe copied.withUnsafeBufferPointer { buffer in
                unsafe Self.write(UnsafeBufferPointer(rebasing: buffer[copiedStart...]), body[bodyStart...], to: stream)
            }
            switch outcome {
            case .bytes(let count): dropFirst(count)
            case .wouldBlock: return .blocked
            case .failed: return .failed
            }
        }
        return .drained
    }

    private mutating func dropFirst(_ count: Int) {
        sentBytes += UInt64(count)
        let fromCopied = min(count, copied.count - copiedStart)
        copiedStart += fromCopied
        bodyStart += count - fromCopied
        if copiedStart == copied.count {
            copied = []
            copiedStart = 0
        }
        if bodyStart == body.count {
            body = []
            bodyStart = 0
        }
    }

    /// One write of what is not empty of the two.
    private static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: ArraySlice<UInt8>, to stream: any ByteStream
    ) -> WriteOutcome {
        unsafe body.withUnsafeBufferPointer { rest in
            unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { pieces in
                unsafe pieces[0] = piece(bytes)
                unsafe pieces[1] = piece(rest)
                let first = bytes.isEmpty ? 1 : 0
                let end = rest.isEmpty ? 1 : 2
                return unsafe stream.write(UnsafeMutableBufferPointer(rebasing: pieces[first..<end]))
            }
        }
    }

    private static func piece(_ bytes: UnsafeBufferPointer<UInt8>) -> iovec {
        unsafe iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
    }
}
