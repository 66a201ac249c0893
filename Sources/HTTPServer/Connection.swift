internal import HTTP
internal import HTTP1
internal import Telemetry
internal import Transport

/// One connection: owns its stream and buffers, tells the state machine what happens and does what that says. Confined to
/// its loop.
final class Connection: EventHandler {
    /// Pieces of a chunked answer that count as much as all the requests that a connection may make in one turn.
    static let piecesPerTurn = 4
    /// Held input is filled up by this much at a time: a head of the usual size in one read.
    private static let heldReadBytes = 8192

    let peer: SocketAddress
    /// Turned away with 503; not counted as open.
    let isRefused: Bool
    /// Whether the peer is a trusted proxy, which speaks for others.
    let isFromProxy: Bool
    let loop: ServerLoop
    let stream: any ByteStream
    let isEncrypted: Bool
    var state = ConnectionState()
    var output = WriteQueue()
    /// What is left to do in this turn.
    var workLeft: Int
    /// How many requests have begun.
    var requestCount = 0
    /// The route of the answer being made.
    var routeIndex: Int?
    /// What the loop counts for this connection as waiting for a slow reader.
    private var unsentBytes = 0
    /// How much of the held input the parser has seen.
    var scannedBytes = 0
    /// A request whose body is still being read.
    var held: HeldRequest?
    /// The rest of an answer that is made piece by piece.
    var chunks: ChunkedAnswer?
    /// The request whose answer is being worked out away from the loop.
    var work: Work?
    /// What the access log will be told; nil when nobody listens or nothing is asked.
    var record: FinishedRequest?
    /// When the head of the request being answered was complete, by the exact clock; 0: none is.
    var requestStart: UInt64 = 0

    private var input = ReadBuffer()
    var deadlines: ConnectionDeadlines
    private var deadlineNanoseconds: UInt64 = 0
    /// What the loop was told to watch for; compared on every turn, so plain flags instead of a set.
    private var watchesInput = true
    private var watchesOutput = false
    private var registration: EventLoop.Registration?

    init(stream: any ByteStream, peer: SocketAddress, loop: ServerLoop, isRefused: Bool) {
        self.stream = stream
        self.peer = peer
        self.loop = loop
        self.isRefused = isRefused
        isEncrypted = stream.isEncrypted
        deadlines = ConnectionDeadlines(now: loop.events.now, beginsWithHandshake: stream.isEncrypted)
        isFromProxy = loop.proxies.contains(peer)
        workLeft = loop.limits.maxPipelinedRequests
    }

    /// Joins the loop; returns the slot.
    func register() throws(TransportError) -> Int {
        let registration = try loop.events.register(stream.descriptor, interest: .readable, handler: self)
        self.registration = registration
        return registration.slot
    }

    /// Waits for the first request.
    func begin(isDraining: Bool) {
        if isDraining { startDraining() }
        settle()
    }

    /// Answers 503 without reading the request.
    func refuse() {
        reject(loop.earlyErrors.answer(for: .overloaded))
        perform(sendStaged())
    }

    /// Makes the next answer the last.
    func drain() {
        startDraining()
        settle()
    }

    /// Closes without sending what is left.
    func abandon() {
        perform(state.end())
    }

    // MARK: Events

    func ready(_ readiness: Readiness) {
        workLeft = loop.limits.maxPipelinedRequests
        if state.wantsOutput {
            perform(flush())
        } else if state.wantsInput {
            perform(readInput())
        } else {
            // Nothing was asked for: the connection broke while an answer was being made.
            perform(state.end())
        }
    }

    func deadlinePassed() {
        let (due, deadline) = deadlines.next(loop.spans)
        deadlineNanoseconds = 0
        guard due <= loop.events.now else { return armDeadline() }
        workLeft = loop.limits.maxPipelinedRequests
        if let kind = deadline.kind {
            loop.counters.add(to: .passed(kind))
            loop.sink?.record(.deadlinePassed(kind, remoteHost: peer.hostText))
        }
        perform(state.deadlinePassed(deadline))
    }

    // MARK: Actions

    /// Does what an action says and what follows from it until there is nothing to do but wait.
    func perform(_ first: ConnectionState.Action) {
        var action = first
        while true {
            switch action {
            case .wait:
                // What the stream has decrypted already raises no readiness.
                guard stream.hasBufferedInput, state.wantsInput else { return settle() }
                action = readInput()
            case .processInput:
                processHeldInput()
                action = sendStaged()
            case .pull:
                action = pull()
            case .deliver:
                deliver()
                action = sendStaged()
            case .rejectLate:
                reject(loop.earlyErrors.answer(for: .late), isHead: isLateHEAD)
                action = sendStaged()
            case .readOnceMore:
                action = readInput()
                if action == .wait { action = state.graceOver() }
            case .linger:
                stream.finishWriting()
                action = .wait
            case .close:
                return tearDown()
            }
        }
    }

    /// Whether the request that did not become complete is one of HEAD, as far as it is here.
    private var isLateHEAD: Bool {
        held?.traits.isHead ?? RequestParser.beginsWithHEAD(unsafe input.contents.span)
    }

    /// Reads once and works on what came.
    private func readInput() -> ConnectionState.Action {
        let outcome: ReadOutcome
        if input.isEmpty {
            outcome = unsafe stream.read(into: loop.inbound)
            if case .bytes(let count) = outcome {
                let bytes = unsafe UnsafeBufferPointer(
                    start: loop.inbound.baseAddress?.assumingMemoryBound(to: UInt8.self), count: count
                )
                let consumed = unsafe process(bytes)
                unsafe input.append(UnsafeBufferPointer(rebasing: bytes[consumed...]))
            }
        } else {
            outcome = input.fill(from: stream, maxBytes: Self.heldReadBytes)
            if case .bytes = outcome { processHeldInput() }
        }
        switch outcome {
        case .bytes(let count):
            loop.counters.add(UInt64(count), to: .bytesIn)
            return sendStaged()
        case .wouldBlock: return .wait
        case .endOfStream: return state.peerFinished()
        case .failed: return state.end()
        }
    }

    private func processHeldInput() {
        let consumed = unsafe process(input.contents)
        input.consume(consumed)
    }

    // MARK: Output

    /// Sends what is staged, and a body behind it in the same call. What that means for the connection is only decided at
    /// the end of its turn, by `sendStaged`.
    /// - Parameter isStored: whether the body stays in memory anyway.
    func transmit(body: [UInt8] = [], isStored: Bool = false) {
        let before = output.sentBytes
        let outcome = unsafe output.send(loop.stage.contents, body: body, to: stream)
        loop.stage.removeAll()
        note(outcome, sentBefore: before)
        countUnsent(outcome == .blocked ? output.copiedBytes + (isStored ? 0 : body.count) : 0)
    }

    /// Sends what is staged and says what follows.
    func sendStaged() -> ConnectionState.Action {
        if !loop.stage.isEmpty { transmit() }
        return afterSending()
    }

    /// Sends what is pending and says what follows.
    private func flush() -> ConnectionState.Action {
        let before = output.sentBytes
        let outcome = output.flush(to: stream)
        note(outcome, sentBefore: before)
        if outcome != .blocked { countUnsent(0) }
        return outcome == .blocked ? .wait : state.outputDrained()
    }

    private func afterSending() -> ConnectionState.Action {
        if state.wantsOutput { return .wait }
        if workLeft <= 0 && (chunks != nil || !input.isEmpty) {
            // A turn that is used up goes on in the next one, as if the socket had been full.
            state.outputBlocked()
            return .wait
        }
        return state.outputDrained()
    }

    private func note(_ outcome: WriteQueue.Outcome, sentBefore before: UInt64) {
        loop.counters.add(output.sentBytes - before, to: .bytesOut)
        switch outcome {
        case .drained: break
        case .blocked: state.outputBlocked()
        case .failed: _ = state.end()
        }
    }

    private func countUnsent(_ bytes: Int) {
        loop.unsentBytes += bytes - unsentBytes
        unsentBytes = bytes
    }

    // MARK: Interest and deadlines

    private func startDraining() {
        state.drainBegan()
        deadlines.drainBegan(now: loop.events.now)
    }

    /// Tells the loop what this connection waits for now.
    private func settle() {
        guard let registration else { return }
        var wantsInput = state.wantsInput
        var wantsOutput = state.wantsOutput
        // What an encrypted stream itself has to do comes first.
        if isEncrypted, wantsInput || wantsOutput, let needed = stream.readinessNeeded {
            wantsInput = needed.contains(.readable)
            wantsOutput = needed.contains(.writable)
        }
        if wantsInput != watchesInput || wantsOutput != watchesOutput {
            watchesInput = wantsInput
            watchesOutput = wantsOutput
            var interest: Readiness = []
            if wantsInput { interest.insert(.readable) }
            if wantsOutput { interest.insert(.writable) }
            loop.events.setInterest(interest, of: registration)
        }
        if let phase { deadlines.progressed(in: phase, now: loop.events.now) }
        armDeadline()
    }

    private func armDeadline() {
        // Nobody is late while we are at work.
        let isWorking = state.reading == .working && !state.wantsOutput
        let due = isWorking ? 0 : deadlines.next(loop.spans).nanoseconds
        guard let registration, due != deadlineNanoseconds else { return }
        if isWorking {
            deadlineNanoseconds = 0
            return loop.events.clearDeadline(of: registration)
        }
        deadlineNanoseconds = due
        loop.events.setDeadline(due, of: registration)
    }

    /// What is waited for; nil when a new connection still waits for its first byte.
    private var phase: ConnectionDeadlines.Phase? {
        if deadlines.phase == .handshake && stream.readinessNeeded != nil { return .handshake }
        if state.wantsOutput { return .writing }
        switch state.reading {
        case .idle: return idlePhase
        case .head: return .head
        case .body: return .body
        case .working, .answering, .finishing: return .writing
        case .lingering, .closed: return .lingering
        }
    }

    private var idlePhase: ConnectionDeadlines.Phase? {
        switch deadlines.phase {
        case .handshake: .fresh
        case .fresh: nil
        case .head, .body, .idle, .writing, .lingering: .idle
        }
    }

    private func tearDown() {
        guard let registration else { return }
        self.registration = nil
        // An answer that was cut off is told with what was made of it.
        if let chunks { finishRecord(status: chunks.status, bodyBytes: chunks.bodyBytes) }
        loop.stage.removeAll()
        dropChunks()
        giveUpWork()
        countUnsent(0)
        loop.events.unregister(registration)
        stream.close()
        loop.closed(self, slot: registration.slot)
    }
}
