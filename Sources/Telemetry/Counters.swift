internal import Synchronization

/// What is counted. The raw value is the index into the table.
package enum Counter: Int, Sendable, CaseIterable {
    case connectionsAccepted
    case connectionsClosed
    case refusedServerFull
    case refusedAddressFull
    case acceptingPaused
    case requestsMalformed
    /// Requests that were answered 503 because too much output was unsent.
    case requestsShed
    case cacheHits
    case cacheMisses
    case bytesIn
    case bytesOut
    case handshakeDeadlines
    case headDeadlines
    case bodyDeadlines
    case readProgressDeadlines
    case idleDeadlines
    case writeProgressDeadlines
    case lingerDeadlines
    case handshakesTLS12
    case handshakesTLS13
    /// Of either version, those that a session ticket made cheap.
    case handshakesResumed
    case handshakesPlaintext
    case handshakesTooOld
    case handshakesWithoutCommonParameters
    case handshakesRefusedByPeer
    case handshakesAbandoned
    case handshakesMalformed

    /// The counter of a reason to turn a connection away.
    package static func refused(_ reason: RefusalReason) -> Counter {
        switch reason {
        case .serverFull: .refusedServerFull
        case .addressFull: .refusedAddressFull
        }
    }

    /// The counter of a deadline.
    package static func passed(_ kind: DeadlineKind) -> Counter {
        switch kind {
        case .handshake: .handshakeDeadlines
        case .head: .headDeadlines
        case .body: .bodyDeadlines
        case .readProgress: .readProgressDeadlines
        case .idle: .idleDeadlines
        case .writeProgress: .writeProgressDeadlines
        case .linger: .lingerDeadlines
        }
    }

    /// The counter of a handshake that failed.
    package static func failedHandshake(_ kind: TLSFailureKind) -> Counter {
        switch kind {
        case .plaintext: .handshakesPlaintext
        case .version: .handshakesTooOld
        case .parameters: .handshakesWithoutCommonParameters
        case .refusedByPeer: .handshakesRefusedByPeer
        case .abandoned: .handshakesAbandoned
        case .malformed: .handshakesMalformed
        }
    }
}

/// The counters of one loop. Only that loop adds; anyone may read, so a sum over loops is never torn but may be a moment
/// old. One writer needs no locked instruction: adding is a plain load and store.
package final class Counters: Sendable {
    private let values = InlineArray<40, Atomic<UInt64>> { _ in Atomic(0) }

    package init() {
        precondition(Counter.allCases.count <= 40, "every counter has its place")
    }

    /// Adds to a counter; on the owning loop only.
    package func add(_ amount: UInt64 = 1, to counter: Counter) {
        let old = values[counter.rawValue].load(ordering: .relaxed)
        values[counter.rawValue].store(old &+ amount, ordering: .relaxed)
    }

    /// The value now; on any thread.
    package func value(of counter: Counter) -> UInt64 {
        values[counter.rawValue].load(ordering: .relaxed)
    }
}
