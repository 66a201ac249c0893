internal import CLinux
internal import Glibc

/// A descriptor that any thread can make readable, to wake whoever waits in `epoll_wait` (`eventfd(2)`).
@safe
struct Bell: ~Copyable {
    let descriptor: Int32

    init() throws(TransportError) {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard descriptor >= 0 else { throw SystemCalls.failure("eventfd") }
    }

    deinit { Glibc.close(descriptor) }

    /// Rung twice it is as if it was rung once.
    func ring() {
        let result = eventfd_write(descriptor, 1)
        precondition(result == 0 || errno == EAGAIN, "the bell is open")
    }

    /// Makes it silent until it is rung again.
    func silence() {
        var rung: eventfd_t = 0
        let result = unsafe eventfd_read(descriptor, &rung)
        precondition(result == 0 || errno == EAGAIN, "the bell is open")
    }
}
