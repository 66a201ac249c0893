internal import Dispatch
package import HTTP
internal import Synchronization
package import Telemetry
package import Transport

/// How a server runs.
package struct ServerConfiguration: Sendable {
    /// Where to listen; each loop has a listener for each of these.
    package var addresses: [SocketAddress]
    /// Where to listen for TLS beside that, and with what; nil for plain connections only.
    package var encrypted: EncryptedEndpoint?
    /// One loop for each core that this process may use is best.
    package var loopCount: Int
    package var limits = ServerLimits()
    /// Networks of the proxies in front: what they say of their clients is believed.
    package var trustedProxies: [NetworkPrefix] = []
    /// Where everything is counted; one for each loop.
    package var metrics: EngineMetrics
    /// Descriptors that this process may have: when they do not suffice for `limits.maxConnections`, fewer are let in.
    package var descriptorLimit = Int.max
    /// Who is told of requests and refusals; nil makes telling cost nothing.
    package var events: (any EventSink)?
    /// The grain of deadlines; tests take a small one.
    package var tickMilliseconds = EventLoop.tickMilliseconds

    package init(
        addresses: [SocketAddress],
        loopCount: Int = ProcessorCount.available(),
        metrics: EngineMetrics? = nil,
        events: (any EventSink)? = nil
    ) {
        self.addresses = addresses
        self.loopCount = max(loopCount, 1)
        self.metrics = metrics ?? EngineMetrics(loopCount: self.loopCount)
        self.events = events
    }
}

/// Where connections are encrypted.
package struct EncryptedEndpoint: Sendable {
    package var addresses: [SocketAddress]
    /// Read anew for each connection, so that a renewed certificate is used from then on.
    package var credentials: TLSCredentials

    package init(addresses: [SocketAddress], credentials: TLSCredentials) {
        self.addresses = addresses
        self.credentials = credentials
    }
}

extension ServerConfiguration {
    /// How many connections may be open at a time: as many as allowed, or as descriptors do for.
    package var maxConnections: Int { min(limits.maxConnections, budget.maxConnections) }

    var budget: DescriptorBudget { DescriptorBudget(descriptorLimit: descriptorLimit, loopCount: loopCount) }
}

/// How draining ended.
package struct DrainOutcome: Sendable, Equatable {
    /// Connections closed by force at the deadline; 0 when everything was answered.
    package var connectionsCutOff: Int
}

/// The engine: loops that serve one handler on some addresses until drained.
package final class Server: Sendable {
    private enum Phase {
        case new
        case running([ServerLoop])
        case draining([ServerLoop])
    }

    private let handler: any RequestHandler
    private let configuration: ServerConfiguration
    private let phase = Mutex(Phase.new)

    package init(handler: any RequestHandler, configuration: ServerConfiguration) {
        self.handler = handler
        self.configuration = configuration
    }

    /// Listens and serves; returns the addresses as bound, the plain ones first. Where port 0 was asked for, the kernel
    /// picks one, and every other address of the same kind, plain or encrypted, that asked for 0 gets the same. When this
    /// returns, connections are accepted. Called once.
    package func start() throws(TransportError) -> [SocketAddress] {
        let admission = ConnectionAdmission(configuration)
        var loops: [ServerLoop] = []
        var plain = configuration.addresses
        var encrypted = configuration.encrypted?.addresses ?? []
        do throws(TransportError) {
            // Sharing an address is for our own loops: with the listener of another process it is an error.
            for address in plain + encrypted { try Listener.checkUnused(address) }
            for index in 0..<configuration.loopCount {
                let loop = try ServerLoop(
                    index: index, handler: handler, configuration: configuration, admission: admission
                )
                loops.append(loop)
                loop.events.start()
                plain = try Self.listen(loop, on: plain, credentials: nil)
                encrypted = try Self.listen(loop, on: encrypted, credentials: configuration.encrypted?.credentials)
            }
        } catch {
            for loop in loops {
                loop.events.perform {
                    loop.drain(whenEmpty: {})
                    loop.closeAll()
                }
            }
            throw error
        }
        phase.withLock { $0 = .running(loops) }
        return plain + encrypted
    }

    /// Listens on the loop's own queue, one address after the other, each port 0 replaced by the first one picked.
    private static func listen(
        _ loop: ServerLoop, on addresses: [SocketAddress], credentials: TLSCredentials?
    ) throws(TransportError) -> [SocketAddress] {
        try loop.events.performAndWait { () -> Result<[SocketAddress], TransportError> in
            Result { () throws(TransportError) in try loop.listen(on: addresses, credentials: credentials) }
        }.get()
    }

    /// Stops accepting, answers every request that has arrived or is on its way, tells clients to close, and calls
    /// `completion` when nothing is left or, at the latest, after `deadlineSeconds`, when what is left is cut off.
    /// Further calls do nothing. The completion comes on a queue of the engine.
    package func drain(deadlineSeconds: Double, completion: @escaping @Sendable (DrainOutcome) -> Void) {
        let loops: [ServerLoop] = phase.withLock { phase in
            guard case .running(let loops) = phase else { return [] }
            phase = .draining(loops)
            return loops
        }
        guard !loops.isEmpty else { return }
        let group = DispatchGroup()
        for loop in loops {
            group.enter()
            loop.events.perform { loop.drain { group.leave() } }
        }
        let counter = CutOffCounter()
        let deadline = DispatchTime.now() + deadlineSeconds
        for loop in loops {
            loop.events.perform(at: deadline) {
                // Counted first: closing the last one completes the drain.
                counter.add(loop.openCount)
                loop.closeAll()
            }
        }
        group.notify(queue: .global()) { completion(DrainOutcome(connectionsCutOff: counter.total)) }
    }

    /// The sum of a counter over all loops.
    package func total(of counter: Counter) -> UInt64 {
        configuration.metrics.total(of: counter)
    }
}

/// How many connections the loops cut off, added up across their queues.
private final class CutOffCounter: Sendable {
    private let count = Mutex(0)

    var total: Int { count.withLock { $0 } }

    func add(_ more: Int) { count.withLock { $0 += more } }
}
