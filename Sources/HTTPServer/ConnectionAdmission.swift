internal import Synchronization
internal import Telemetry
internal import Transport

/// Counts open connections of all loops, in all and by address, and says who may come in.
final class ConnectionAdmission: Sendable {
    enum Verdict: Equatable {
        case admitted
        case refused(RefusalReason)
    }

    /// Who counts as one client: an IPv4 address, or an IPv6 /64 network, which is what one household or host gets.
    private enum Client: Hashable {
        case ipv4(UInt32)
        case ipv6Network(UInt64)
        case local

        init(_ address: SocketAddress) {
            switch address {
            case .ipv4(let host, _): self = .ipv4(host)
            case .ipv6(let high, _, _, _): self = .ipv6Network(high)
            case .unix: self = .local
            }
        }
    }

    private struct Tally {
        var open = 0
        var openByClient: [Client: Int] = [:]
    }

    private let maxConnections: Int
    /// 0 for no bound.
    private let maxPerClient: Int
    /// All their clients come from one address, so that bound says nothing of them.
    private let proxies: TrustedProxies
    private let tally = Mutex(Tally())

    init(_ configuration: ServerConfiguration) {
        proxies = TrustedProxies(configuration.trustedProxies)
        maxConnections = configuration.maxConnections
        maxPerClient = configuration.limits.maxConnectionsPerAddress
    }

    /// Counts the connection in if there is room for it.
    func admit(_ address: SocketAddress) -> Verdict {
        let client = countedClient(address)
        return tally.withLock { tally in
            guard tally.open < maxConnections else { return .refused(.serverFull) }
            if let client {
                guard tally.openByClient[client, default: 0] < maxPerClient else { return .refused(.addressFull) }
                tally.openByClient[client, default: 0] += 1
            }
            tally.open += 1
            return .admitted
        }
    }

    /// Counts an admitted connection out.
    func release(_ address: SocketAddress) {
        let client = countedClient(address)
        tally.withLock { tally in
            tally.open -= 1
            guard let client, let count = tally.openByClient[client] else { return }
            tally.openByClient[client] = count > 1 ? count - 1 : nil
        }
    }

    /// Nil when nobody counts how many connections this one has.
    private func countedClient(_ address: SocketAddress) -> Client? {
        maxPerClient > 0 && !proxies.contains(address) ? Client(address) : nil
    }
}
