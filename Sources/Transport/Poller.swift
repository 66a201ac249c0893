internal import CLinux
internal import Glibc

/// An epoll set, level-triggered, with its buffer for a batch of events.
@safe struct Poller: ~Copyable {
    /// Who is meant: a slot of the loop's table and the generation it had when registered. A slot that was freed and
    /// given away within the same batch has another generation, so an event for its last owner is recognised as stale.
    struct Token: Equatable {
        let slot: Int
        let generation: UInt32

        init(slot: Int, generation: UInt32) {
            self.slot = slot
            self.generation = generation
        }

        fileprivate init(packed: UInt64) {
            self.init(slot: Int(UInt32(truncatingIfNeeded: packed)), generation: UInt32(packed >> 32))
        }

        fileprivate var packed: UInt64 { UInt64(generation) << 32 | UInt64(UInt32(slot)) }
    }

    /// 256 events are 3 KiB: enough that a busy loop asks the kernel rarely, small enough to stay in the first cache.
    private static let batchSize = 256

    /// The set's own descriptor; readable when an event waits.
    let descriptor: Int32
    private let events: UnsafeMutableBufferPointer<epoll_event>

    init() throws(TransportError) {
        let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw SystemCalls.failure("epoll_create1") }
        self.descriptor = descriptor
        unsafe events = .allocate(capacity: Self.batchSize)
        unsafe events.initialize(repeating: epoll_event())
    }

    deinit {
        unsafe events.deallocate()
        Glibc.close(descriptor)
    }

    func add(_ target: Int32, token: Token, interest: Readiness) throws(TransportError) {
        guard control(EPOLL_CTL_ADD, target, token, interest) else { throw SystemCalls.failure("epoll_ctl") }
    }

    func modify(_ target: Int32, token: Token, interest: Readiness) {
        let done = control(EPOLL_CTL_MOD, target, token, interest)
        precondition(done, "a registered descriptor can always be modified")
    }

    func remove(_ target: Int32) {
        let done = control(EPOLL_CTL_DEL, target, Token(slot: 0, generation: 0), [])
        precondition(done, "a registered descriptor can always be removed")
    }

    /// Fetches what is ready, or waits for it at most so long; the events stay valid until the next call.
    func poll(milliseconds: Int32) -> Int {
        let count = unsafe epoll_wait(descriptor, events.baseAddress, Int32(Self.batchSize), milliseconds)
        if count >= 0 { return Int(count) }
        precondition(errno == EINTR, "the epoll set and its buffer are valid")
        return 0
    }

    /// One event of the last batch.
    subscript(index: Int) -> (token: Token, readiness: Readiness) {
        let event = unsafe events[index]
        return unsafe (Token(packed: event.data.u64), Readiness(rawValue: event.events))
    }

    private func control(_ operation: Int32, _ target: Int32, _ token: Token, _ interest: Readiness) -> Bool {
        var event = unsafe epoll_event()
        unsafe event.events = interest.rawValue
        unsafe event.data.u64 = token.packed
        return unsafe epoll_ctl(descriptor, operation, target, &event) == 0
    }
}
