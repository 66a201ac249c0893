internal import CLinux
internal import Glibc

/// One thin wrapper per system call. EINTR is retried, EAGAIN is an ordinary result, EBADF and EFAULT are faults of ours
/// and stop the process.
enum SystemCalls {
    /// Reads what is there, up to the buffer's size.
    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> ReadOutcome {
        while true {
            let count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .endOfStream }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: return .failed(checkedError())
            }
        }
    }

    /// Sends one run of bytes, never raising SIGPIPE.
    static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> WriteOutcome {
        while true {
            let count = unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            if count >= 0 { return .bytes(count) }
            if let outcome = writeFailure() { return outcome }
        }
    }

    /// Sends several runs in one call, never raising SIGPIPE; `writev` has no flag for that.
    static func send(_ descriptor: Int32, pieces: UnsafeMutableBufferPointer<iovec>) -> WriteOutcome {
        var message = unsafe msghdr()
        unsafe message.msg_iov = pieces.baseAddress
        unsafe message.msg_iovlen = pieces.count
        while true {
            let count = unsafe sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
            if count >= 0 { return .bytes(count) }
            if let outcome = writeFailure() { return outcome }
        }
    }

    /// Nil means: interrupted, try again.
    private static func writeFailure() -> WriteOutcome? {
        switch errno {
        case EINTR: nil
        case EAGAIN: .wouldBlock
        default: .failed(checkedError())
        }
    }

    /// The current error number, after making sure that it is not one which only a fault of ours can cause.
    static func checkedError() -> Int32 {
        let number = errno
        precondition(number != EBADF && number != EFAULT, "a descriptor or buffer of ours is not valid")
        return number
    }

    /// Throws what the last call left behind, under that call's name.
    static func failure(_ name: String) -> TransportError {
        .systemCall(name: name, errorNumber: checkedError())
    }

    /// Sets an integer socket option.
    static func setOption(
        _ descriptor: Int32, level: Int32, name: Int32, value: Int32
    ) throws(TransportError) {
        var value = value
        let size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe setsockopt(descriptor, level, name, &value, size) == 0 else { throw failure("setsockopt") }
    }
}
