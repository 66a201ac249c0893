internal import Transport

/// Takes new connections from one listener and hands them to its loop.
final class Acceptor: EventHandler {
    /// Taken in one turn, so that a burst of newcomers does not hold up those who are here.
    private static let maxAcceptedPerTurn = 64
    /// When descriptors run out, newcomers wait in the kernel this long before the next attempt.
    private static let pauseNanoseconds: UInt64 = 500_000_000

    private let listener: Listener
    /// With these connections are encrypted; nil on a plain port.
    private let credentials: TLSCredentials?
    /// A cycle until the loop lets its acceptors go, which ends its life anyway.
    private let loop: ServerLoop
    private var registration: EventLoop.Registration?

    init(listener: Listener, credentials: TLSCredentials?, loop: ServerLoop) {
        self.listener = listener
        self.credentials = credentials
        self.loop = loop
    }

    /// Where it listens, as bound.
    var address: SocketAddress { listener.address }

    func start() throws(TransportError) {
        registration = try loop.events.register(listener.descriptor, interest: .readable, handler: self)
    }

    func ready(_ readiness: Readiness) {
        _ = accept(atMost: Self.maxAcceptedPerTurn)
    }

    func deadlinePassed() {
        guard let registration else { return }
        loop.events.setInterest(.readable, of: registration)
    }

    /// Starts no new handshakes any more.
    func refuseNewHandshakes() {
        listener.refuseNewHandshakes()
    }

    /// Accepts everybody who waits and stops listening; false when descriptors ran out before, so try again later.
    func closeWhenEmpty() -> Bool {
        guard accept(atMost: .max) else { return false }
        close()
        return true
    }

    /// Stops listening; whoever waits is reset.
    func close() {
        if let registration { loop.events.unregister(registration) }
        registration = nil
        listener.close()
    }

    /// False when descriptors ran out.
    private func accept(atMost maxCount: Int) -> Bool {
        var count = 0
        while count < maxCount {
            switch listener.accept() {
            case .connection(let socket, let peer):
                loop.welcome(socket, from: peer, credentials: credentials)
                count += 1
            case .wouldBlock:
                return true
            case .exhausted:
                pause()
                return false
            }
        }
        return true
    }

    /// Being told of waiting newcomers again and again without being able to take them would burn a core.
    private func pause() {
        guard let registration else { return }
        loop.countAcceptingPaused()
        loop.events.setInterest([], of: registration)
        loop.events.setDeadline(loop.events.now + Self.pauseNanoseconds, of: registration)
    }
}
