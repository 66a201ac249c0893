internal import Dispatch
internal import HTTP
internal import Telemetry
internal import Transport

/// One loop with all it owns: listeners, connections, buffers, stored answers, counters.
///
/// `@unchecked Sendable`: constants aside, everything is touched only on the serial queue of `events`, by its handlers and
/// by blocks that `Server` puts there; `counters` is thread-safe by itself.
@safe
final class ServerLoop: @unchecked Sendable {
    /// One read takes at most this: the kernel's usual receive buffer holds little more.
    private static let inboundBytes = 65_536
    /// Each keeps 256 KiB of tables until its client has read the whole answer; who comes later gets the plain form.
    private static let maxGzipStreams = 64

    let events: EventLoop
    let handler: any RequestHandler
    let limits: ServerLimits
    let spans: DeadlineSpans
    let metrics: LoopMetrics
    let proxies: TrustedProxies
    /// This loop's share of what may wait for slow readers.
    let maxUnsentBytes: Int
    /// What waits for slow readers now, stored answers aside, which are in memory anyway.
    var unsentBytes = 0
    /// Connections whose answers are being worked out, by the number of the work.
    var working: [UInt64: Connection] = [:]
    let workplace: any Workplace
    /// What of it there is, within this loop's share.
    var workload: Workload
    /// This loop's share of answers in pieces.
    let maxStreams: Int
    /// Answers in pieces under way.
    var streamCount = 0
    /// How many works have begun.
    var workCount: UInt64 = 0
    let sink: (any EventSink)?
    let stage = OutputStage()
    let cache: ResponseCache
    /// Where connections without held input read to; empty between turns.
    let inbound: UnsafeMutableRawBufferPointer
    /// Where pieces of chunked answers are made.
    var piece: [UInt8] = []
    var earlyErrors: EarlyErrors
    lazy var keptEncoder = GzipEncoder(effort: .kept)
    lazy var onceEncoder = GzipEncoder(effort: .once)
    /// Answers in pieces that are being compressed.
    var gzipStreamCount = 0

    private var date = DateCache()
    private let admission: ConnectionAdmission
    private let maxRefusals: Int
    private var acceptors: [Acceptor] = []
    /// By slot of their registration.
    private var connections: [Connection?] = []
    private(set) var openCount = 0
    private var refusalCount = 0
    private var isDraining = false
    private var whenEmpty: (() -> Void)?

    /// What compresses one answer in pieces; nil when there are enough of them.
    func newGzipStream() -> GzipStream? { gzipStreamCount < Self.maxGzipStreams ? GzipStream() : nil }

    init(
        index: Int, handler: any RequestHandler, configuration: ServerConfiguration, admission: ConnectionAdmission,
        workplace: any Workplace = SharedWorkplace()
    ) throws(TransportError) {
        events = try EventLoop(label: "sitrep.loop.\(index)", tickMilliseconds: configuration.tickMilliseconds)
        self.handler = handler
        limits = configuration.limits
        spans = DeadlineSpans(configuration.limits)
        metrics = configuration.metrics.loops[index]
        proxies = TrustedProxies(configuration.trustedProxies)
        maxUnsentBytes = limits.maxUnsentBytes / configuration.loopCount
        self.workplace = workplace
        maxStreams = max(limits.maxStreams / configuration.loopCount, 1)
        workload = Workload(maxCount: max(limits.maxWaitingRequests / configuration.loopCount, 1))
        maxRefusals = configuration.budget.maxRefusalsPerLoop
        sink = configuration.events
        cache = ResponseCache(maxBytes: limits.maxCacheBytes, maxAnswerBytes: limits.maxCachedAnswerBytes)
        unsafe inbound = .allocate(byteCount: Self.inboundBytes, alignment: 16)
        earlyErrors = EarlyErrors(retryAfterSeconds: limits.retryAfterSeconds)
        self.admission = admission
    }

    deinit {
        unsafe inbound.deallocate()
    }

    var counters: Counters { metrics.counters }

    /// Listens and accepts from now on; returns the addresses as bound. On the queue.
    /// - Parameter credentials: what to encrypt with; nil for plain connections.
    func listen(
        on addresses: [SocketAddress], credentials: TLSCredentials?
    ) throws(TransportError) -> [SocketAddress] {
        var bound: [SocketAddress] = []
        var pickedPort: UInt16?
        for address in addresses {
            let wanted = address.port == 0 ? address.withPort(pickedPort ?? 0) : address
            let listener = try Listener(address: wanted)
            let acceptor = Acceptor(listener: listener, credentials: credentials, loop: self)
            acceptors.append(acceptor)
            try acceptor.start()
            bound.append(acceptor.address)
            if address.port == 0 { pickedPort = acceptor.address.port }
        }
        return bound
    }

    /// Stages a head with the `Date` of this second filled in.
    func stageHead(_ head: AnswerHead) {
        date.refresh(wallSeconds: events.wallSeconds)
        let dateOffset = stage.count + head.dateOffset
        stage.append(head.bytes)
        stage.overwrite(at: dateOffset, with: date.bytes)
    }

    // MARK: Connections

    /// Makes a connection of a newcomer, or turns it away.
    func welcome(_ socket: consuming Socket, from peer: SocketAddress, credentials: TLSCredentials?) {
        switch admission.admit(peer) {
        case .admitted:
            counters.add(to: .connectionsAccepted)
            open(stream(over: socket, from: peer, credentials), from: peer)?.begin(isDraining: isDraining)
        case .refused(let reason):
            counters.add(to: .refused(reason))
            sink?.record(.connectionRefused(reason, remoteHost: peer.hostText))
            guard refusalCount < maxRefusals else { return socket.close() }
            refusalCount += 1
            open(stream(over: socket, from: peer, credentials), from: peer, isRefused: true)?.refuse()
        }
    }

    private func stream(
        over socket: consuming Socket, from peer: SocketAddress, _ credentials: TLSCredentials?
    ) -> any ByteStream {
        guard let credentials else { return PlainStream(socket) }
        return TLSStream(socket, context: credentials.current) { [unowned self] outcome in
            handshakeEnded(outcome, with: peer)
        }
    }

    /// Makes a connection of any stream; fuzzing does so with scripted ones.
    func open(_ stream: any ByteStream, from peer: SocketAddress, isRefused: Bool = false) -> Connection? {
        let connection = Connection(stream: stream, peer: peer, loop: self, isRefused: isRefused)
        do {
            let slot = try connection.register()
            while connections.count <= slot { connections.append(nil) }
            connections[slot] = connection
            openCount += 1
            return connection
        } catch {
            // The kernel's bound of watched descriptors: nothing to do for this peer.
            stream.close()
            countOut(peer, isRefused: isRefused)
            return nil
        }
    }

    /// A connection has closed itself and left the loop.
    func closed(_ connection: Connection, slot: Int) {
        connections[slot] = nil
        openCount -= 1
        countOut(connection.peer, isRefused: connection.isRefused)
        finishIfEmpty()
    }

    private func countOut(_ peer: SocketAddress, isRefused: Bool) {
        if isRefused {
            refusalCount -= 1
        } else {
            counters.add(to: .connectionsClosed)
            admission.release(peer)
        }
    }

    func countAcceptingPaused() {
        counters.add(to: .acceptingPaused)
        sink?.record(.acceptingPaused)
    }

    // MARK: Draining

    /// Answers what has been asked and what waits in the accept queue, then closes; `whenEmpty` is called on the queue
    /// once nothing is left. On the queue, once.
    func drain(whenEmpty: @escaping () -> Void) {
        isDraining = true
        self.whenEmpty = whenEmpty
        for acceptor in acceptors { acceptor.refuseNewHandshakes() }
        for connection in connections { connection?.drain() }
        closeAcceptors(after: .milliseconds(Int(limits.handshakeGraceSeconds * 1000)))
    }

    private func closeAcceptors(after delay: DispatchTimeInterval) {
        events.perform(at: .now() + delay) {
            // Accepting reaches back into this loop, so the list is not touched meanwhile.
            let waiting = self.acceptors.filter { !$0.closeWhenEmpty() }
            self.acceptors = waiting
            if !waiting.isEmpty { self.closeAcceptors(after: delay) }
            self.finishIfEmpty()
        }
    }

    /// Closes everything at once; what is unsent is lost. On the queue.
    func closeAll() {
        for acceptor in acceptors { acceptor.close() }
        acceptors = []
        for connection in connections { connection?.abandon() }
        finishIfEmpty()
    }

    private func finishIfEmpty() {
        guard openCount == 0, acceptors.isEmpty, let whenEmpty else { return }
        self.whenEmpty = nil
        events.stop()
        whenEmpty()
    }
}
