/// Where a connection stands: a value that turns events into actions and performs nothing itself. Its owner does what the
/// action says and reports what came of it.
///
/// One request is worked on at a time, and none is looked at while output is blocked, so answers leave in order and a peer
/// that does not read costs no more than one answer.
struct ConnectionState: Equatable {
    /// What the next bytes of the peer mean.
    enum Reading: Equatable {
        /// Between requests; no byte of the next one is here.
        case idle
        /// A part of a head is here.
        case head
        /// The head is complete; its body is being read and dropped.
        case body
        /// A complete request whose answer is being worked out away from the loop.
        case working
        /// A complete request whose answer is not completely made.
        case answering
        /// The last answer is made but perhaps not yet sent.
        case finishing
        /// Everything is said; what still comes is dropped until the peer closes, because closing with unread input
        /// would reset the connection and could destroy the answer on its way (RFC 9112 §9.6).
        case lingering
        case closed
    }

    /// What becomes of output.
    enum Writing: Equatable {
        /// Nothing waits.
        case quiet
        /// Goes on when the socket is writable.
        case blocked
    }

    /// What the owner does with a head that arrived.
    enum HeadAction: Equatable {
        /// Make the answer.
        case respond
        /// Read the body and drop it, after telling the peer to send it if it waits for that.
        case readBody(sendContinue: Bool)
    }

    /// What the owner does next.
    enum Action: Equatable {
        /// Nothing until the next event.
        case wait
        /// Look at the bytes that are here already.
        case processInput
        /// Make the next piece of the answer.
        case pull
        /// Send the answer that was worked out.
        case deliver
        /// Answer that the request came too late.
        case rejectLate
        /// Look once more whether a request has come, and report when none has.
        case readOnceMore
        /// Send FIN, drop what still comes.
        case linger
        case close
    }

    private(set) var reading = Reading.idle
    private(set) var writing = Writing.quiet
    private var isDraining = false
    private var endsAfterAnswer = false
    private var peerHasFinished = false
    /// Input may be here that was not looked at because an answer was under way.
    private var hasPassedOverInput = false
    /// The answer is worked out, but what went before it is not sent yet.
    private var hasWorkedOut = false

    /// Whether requests may be looked at now.
    var takesRequests: Bool {
        guard writing == .quiet else { return false }
        switch reading {
        case .idle, .head, .body: return true
        case .working, .answering, .finishing, .lingering, .closed: return false
        }
    }

    /// Whether to be told of input.
    var wantsInput: Bool { (takesRequests || reading == .lingering) && !peerHasFinished }

    /// Whether to be told of room for output.
    var wantsOutput: Bool { writing == .blocked }

    /// Whether the connection goes on after the answer being made, which tells the peer so.
    var keepsAlive: Bool { !endsAfterAnswer }

    // MARK: Reading

    /// The bytes here are not a complete head; none at all means that no request has begun.
    mutating func headIncomplete(isEmpty: Bool) {
        reading = peerHasFinished ? .finishing : isEmpty ? .idle : .head
    }

    /// A complete head was read.
    mutating func headArrived(keepsAlive: Bool, hasBody: Bool, expectsContinue: Bool) -> HeadAction {
        endsAfterAnswer = !keepsAlive || isDraining
        guard hasBody else {
            reading = .answering
            return .respond
        }
        reading = .body
        return .readBody(sendContinue: expectsContinue)
    }

    /// The body goes on beyond the bytes that are here.
    mutating func bodyIncomplete() {
        if peerHasFinished { reading = .finishing }
    }

    /// The body is behind us, so the request is to be answered.
    mutating func bodyArrived() { reading = .answering }

    /// The request cannot be taken: the owner answers with an error, and the connection ends with that.
    mutating func requestRejected() {
        endsAfterAnswer = true
        reading = .answering
    }

    /// The peer will send nothing more. What it asked before is still answered.
    mutating func peerFinished() -> Action {
        peerHasFinished = true
        switch reading {
        case .idle, .head, .body: return writing == .quiet ? end() : .wait
        case .lingering: return end()
        case .working, .answering, .finishing, .closed: return .wait
        }
    }

    // MARK: Work

    /// The answer is being worked out elsewhere; until it comes the connection rests.
    mutating func workBegan() {
        reading = .working
        hasWorkedOut = false
        hasPassedOverInput = true
    }

    /// The answer is there.
    mutating func workEnded() -> Action {
        guard reading == .working else { return .wait }
        guard writing == .quiet else {
            hasWorkedOut = true
            return .wait
        }
        reading = .answering
        return .deliver
    }

    // MARK: Writing

    /// The answer can only be ended by ending the connection.
    mutating func answerEndsConnection() { endsAfterAnswer = true }

    /// Every byte of the answer is made.
    mutating func answerComplete() {
        reading = endsAfterAnswer ? .finishing : .idle
    }

    /// The socket takes no more for now, or the connection has had its share of the turn.
    mutating func outputBlocked() {
        writing = .blocked
        hasPassedOverInput = true
    }

    /// Everything made so far is with the kernel.
    mutating func outputDrained() -> Action {
        writing = .quiet
        switch reading {
        case .idle, .head, .body:
            defer { hasPassedOverInput = false }
            return hasPassedOverInput ? .processInput : .wait
        case .working:
            guard hasWorkedOut else { return .wait }
            reading = .answering
            return .deliver
        case .answering:
            hasPassedOverInput = true
            return .pull
        case .finishing:
            if peerHasFinished { return end() }
            reading = .lingering
            return .linger
        case .lingering: return .wait
        case .closed: return .close
        }
    }

    // MARK: Time and the end

    mutating func deadlinePassed(_ deadline: Deadline) -> Action {
        switch deadline {
        case .handshake, .idle, .writeProgress, .linger:
            return end()
        case .drainGrace:
            return .readOnceMore
        case .head, .body, .readProgress:
            // A peer that has not sent a byte gets no answer to a request it has not made.
            if reading == .idle { return end() }
            requestRejected()
            return .rejectLate
        }
    }

    /// From now on each answer is the last of its connection.
    mutating func drainBegan() {
        isDraining = true
        endsAfterAnswer = true
    }

    /// The grace of draining is over and no request has come.
    mutating func graceOver() -> Action {
        guard reading == .idle, writing == .quiet else { return .wait }
        reading = .lingering
        return .linger
    }

    /// The connection is lost or given up.
    mutating func end() -> Action {
        reading = .closed
        writing = .quiet
        return .close
    }
}
