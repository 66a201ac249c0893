internal import Telemetry

/// A moment that ends a phase of a connection.
enum Deadline: Equatable {
    case handshake
    case head
    case body
    case readProgress
    case idle
    case writeProgress
    case linger
    /// Not a failure: time to close an idle connection of a server that shuts down.
    case drainGrace

    /// How telemetry calls it; nil when it is not worth telling.
    var kind: DeadlineKind? {
        switch self {
        case .handshake: .handshake
        case .head: .head
        case .body: .body
        case .readProgress: .readProgress
        case .idle: .idle
        case .writeProgress: .writeProgress
        case .linger: .linger
        case .drainGrace: nil
        }
    }
}

/// The limits in nanoseconds, converted once.
struct DeadlineSpans {
    let handshake: UInt64
    let head: UInt64
    let body: UInt64
    let readProgress: UInt64
    let idle: UInt64
    let writeProgress: UInt64
    let linger: UInt64
    let drainGrace: UInt64

    init(_ limits: ServerLimits) {
        func nanoseconds(_ seconds: Double) -> UInt64 { UInt64(max(seconds, 0) * 1_000_000_000) }
        handshake = nanoseconds(limits.handshakeDeadlineSeconds)
        head = nanoseconds(limits.headDeadlineSeconds)
        body = nanoseconds(limits.bodyDeadlineSeconds)
        readProgress = nanoseconds(limits.readProgressSeconds)
        idle = nanoseconds(limits.idleDeadlineSeconds)
        writeProgress = nanoseconds(limits.writeProgressSeconds)
        linger = nanoseconds(limits.lingerSeconds)
        drainGrace = nanoseconds(limits.drainGraceSeconds)
    }
}

/// When a connection is due next and why. A begun request has two deadlines, for its whole and for progress, because
/// progress alone would let a dripping client live for ever.
struct ConnectionDeadlines {
    /// What the connection waits for.
    enum Phase: Equatable {
        /// The end of a TLS handshake.
        case handshake
        /// A first request on a new connection.
        case fresh
        case head, body, idle, writing, lingering
    }

    private(set) var phase: Phase
    private var phaseStart: UInt64
    private var lastProgress: UInt64
    /// When draining began; nil before.
    private var drainStart: UInt64?

    init(now: UInt64, beginsWithHandshake: Bool = false) {
        phase = beginsWithHandshake ? .handshake : .fresh
        phaseStart = now
        lastProgress = now
    }

    /// The connection stands in that phase and bytes have moved.
    mutating func progressed(in phase: Phase, now: UInt64) {
        if phase != self.phase {
            self.phase = phase
            phaseStart = now
        }
        lastProgress = now
    }

    /// A head is complete, so what comes next is another request with a time of its own.
    mutating func headArrived() { phase = .idle }

    mutating func drainBegan(now: UInt64) { drainStart = now }

    /// The earliest moment at which something is to be done.
    func next(_ spans: DeadlineSpans) -> (nanoseconds: UInt64, deadline: Deadline) {
        switch phase {
        case .handshake: beforeGrace(phaseStart + spans.handshake, .handshake, spans)
        case .fresh: beforeGrace(phaseStart + spans.head, .head, spans)
        case .idle: beforeGrace(lastProgress + spans.idle, .idle, spans)
        case .head: beforeProgress(phaseStart + spans.head, .head, spans)
        case .body: beforeProgress(phaseStart + spans.body, .body, spans)
        case .writing: (lastProgress + spans.writeProgress, .writeProgress)
        case .lingering: (phaseStart + spans.linger, .linger)
        }
    }

    private func beforeProgress(
        _ whole: UInt64, _ deadline: Deadline, _ spans: DeadlineSpans
    ) -> (nanoseconds: UInt64, deadline: Deadline) {
        let progress = lastProgress + spans.readProgress
        return progress < whole ? (progress, .readProgress) : (whole, deadline)
    }

    private func beforeGrace(
        _ due: UInt64, _ deadline: Deadline, _ spans: DeadlineSpans
    ) -> (nanoseconds: UInt64, deadline: Deadline) {
        guard let drainStart, drainStart + spans.drainGrace <= due else { return (due, deadline) }
        return (drainStart + spans.drainGrace, .drainGrace)
    }
}
