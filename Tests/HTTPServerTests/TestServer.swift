import Dispatch
import HTTP
import Synchronization
import Telemetry
import Transport

@testable import HTTPServer

/// Keeps what the engine tells.
final class EventRecorder: EventSink {
    private let recorded = Mutex<[ServerEvent]>([])
    private let hasMore = DispatchSemaphore(value: 0)

    var events: [ServerEvent] { recorded.withLock { $0 } }

    func record(_ event: ServerEvent) {
        recorded.withLock { $0.append(event) }
        hasMore.signal()
    }

    /// Waits until such an event was told; false after ten seconds.
    func waits(for isExpected: (ServerEvent) -> Bool) -> Bool {
        let deadline = DispatchTime.now() + 10
        while !events.contains(where: isExpected) {
            guard hasMore.wait(timeout: deadline) == .success else { return false }
        }
        return true
    }

    /// Waits until a deadline of that kind has passed for somebody.
    func waits(for kind: DeadlineKind) -> Bool {
        waits { event in
            if case .deadlinePassed(kind, _) = event { true } else { false }
        }
    }
}

/// A server on loopback with one loop and quick ticks, which ends with its test.
final class TestServer {
    let server: Server
    let handler = TestHandler()
    let recorder = EventRecorder()
    let address: SocketAddress
    private let metrics: EngineMetrics
    private var isDrained = false

    init(host: String = "127.0.0.1", _ change: (inout ServerLimits) -> Void = { _ in }) throws {
        let addresses = try SocketAddress.resolve(host: host, port: 0)
        var configuration = ServerConfiguration(addresses: addresses, loopCount: 1, events: recorder)
        configuration.tickMilliseconds = 10
        configuration.limits.handshakeGraceSeconds = 0.01
        configuration.limits.drainGraceSeconds = 0.05
        change(&configuration.limits)
        metrics = configuration.metrics
        server = Server(handler: handler, configuration: configuration)
        address = try server.start()[0]
    }

    deinit {
        if !isDrained { _ = drain(deadlineSeconds: 0) }
    }

    var openConnections: UInt64 {
        let accepted = metrics.total(of: .connectionsAccepted)
        return accepted - metrics.total(of: .connectionsClosed)
    }

    func client() throws -> RawClient { try RawClient(address) }

    /// Begins to drain; the returned function waits for the end.
    func beginDraining(deadlineSeconds: Double) -> () -> DrainOutcome {
        isDrained = true
        let box = OutcomeBox()
        server.drain(deadlineSeconds: deadlineSeconds) { box.set($0) }
        return { box.wait() }
    }

    func drain(deadlineSeconds: Double) -> DrainOutcome {
        beginDraining(deadlineSeconds: deadlineSeconds)()
    }
}

/// Hands an outcome from a queue to a waiting test.
private final class OutcomeBox: Sendable {
    private let outcome = Mutex<DrainOutcome?>(nil)
    private let isSet = DispatchSemaphore(value: 0)

    func set(_ value: DrainOutcome) {
        outcome.withLock { $0 = value }
        isSet.signal()
    }

    func wait() -> DrainOutcome {
        guard isSet.wait(timeout: .now() + 20) == .success, let value = outcome.withLock({ $0 }) else {
            return DrainOutcome(connectionsCutOff: -1)
        }
        return value
    }
}
