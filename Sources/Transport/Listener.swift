internal import CLinux
internal import Glibc

/// What one attempt to accept gave.
package enum AcceptOutcome: ~Copyable {
    /// A connected, non-blocking socket and its peer.
    case connection(Socket, peer: SocketAddress)
    /// Nobody waits.
    case wouldBlock
    /// No descriptor or memory left; who waits stays in the kernel's queue. Trying again at once cannot help.
    case exhausted
}

/// A bound and listening socket. Several listeners share one TCP address (`SO_REUSEPORT`), one for each loop, and the
/// kernel deals new connections out among them.
package final class Listener {
    /// The address as bound: with the port the kernel picked when 0 was asked for.
    package let address: SocketAddress
    package let descriptor: Int32
    private var socket: Socket?

    /// Binds and listens; connections made from now on wait until accepted.
    /// - Parameter backlog: the length of that queue; the kernel caps it at `net.core.somaxconn`.
    package init(address: SocketAddress, backlog: Int32 = 4096) throws(TransportError) {
        let flags = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = Glibc.socket(address.family, flags, 0)
        guard descriptor >= 0 else { throw SystemCalls.failure("socket") }
        let socket = Socket(owning: descriptor)
        do throws(TransportError) {
            try Self.prepare(descriptor, for: address)
            try Self.bind(descriptor, to: address)
            guard Glibc.listen(descriptor, backlog) == 0 else { throw SystemCalls.failure("listen") }
            self.address = Self.boundAddress(of: descriptor) ?? address
        } catch {
            socket.close()
            throw error
        }
        self.descriptor = descriptor
        self.socket = consume socket
    }

    /// Throws when a process, this one included, listens on the address already. Sharing an address would hide that: of
    /// two servers started by mistake each would get a part of the clients.
    package static func checkUnused(_ address: SocketAddress) throws(TransportError) {
        guard let port = address.port, port != 0 else { return }
        let descriptor = Glibc.socket(address.family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemCalls.failure("socket") }
        let socket = Socket(owning: descriptor)
        do throws(TransportError) {
            try SystemCalls.setOption(descriptor, level: SOL_SOCKET, name: SO_REUSEADDR, value: 1)
            if case .ipv6 = address {
                try SystemCalls.setOption(descriptor, level: Int32(IPPROTO_IPV6), name: IPV6_V6ONLY, value: 1)
            }
            try bind(descriptor, to: address)
        } catch {
            socket.close()
            throw error
        }
        socket.close()
    }

    /// Takes one connection from the queue.
    package func accept() -> AcceptOutcome {
        var storage = sockaddr_storage()
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        while true {
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let accepted = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    unsafe accept4(descriptor, address, &length, flags)
                }
            }
            if accepted >= 0 {
                let peer = unsafe withUnsafeBytes(of: &storage) { bytes in
                    unsafe SocketAddress(bytes.assumingMemoryBound(to: sockaddr.self).baseAddress.unsafelyUnwrapped)
                }
                return .connection(Self.connected(accepted, like: address), peer: peer ?? .unix(path: ""))
            }
            switch errno {
            case EAGAIN: return .wouldBlock
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            // Everything else concerns a connection that failed before it was ours (accept(2)): take the next.
            default: _ = SystemCalls.checkedError()
            }
        }
    }

    /// Lets handshakes under way finish but starts no new ones, so that the queue can be accepted empty before `close()`,
    /// which would reset whoever still waits in it. A peer that knocks meanwhile tries again a second later and then
    /// finds the next server, or a refusal. Returns false where the kernel does not allow it.
    @discardableResult
    package func refuseNewHandshakes() -> Bool {
        if case .unix = address { return false }
        return sitrep_drop_new_handshakes(descriptor) == 0
    }

    /// Stops listening.
    package func close() {
        if let open = socket.take() { open.close() }
    }

    private static func prepare(_ descriptor: Int32, for address: SocketAddress) throws(TransportError) {
        if case .unix = address { return }
        // A restart may bind again although connections of the last run are in TIME_WAIT.
        try SystemCalls.setOption(descriptor, level: SOL_SOCKET, name: SO_REUSEADDR, value: 1)
        try SystemCalls.setOption(descriptor, level: SOL_SOCKET, name: SO_REUSEPORT, value: 1)
        if case .ipv6 = address {
            // `::` and `0.0.0.0` are two addresses, so that both can be listened on.
            try SystemCalls.setOption(descriptor, level: Int32(IPPROTO_IPV6), name: IPV6_V6ONLY, value: 1)
        }
    }

    private static func bind(_ descriptor: Int32, to address: SocketAddress) throws(TransportError) {
        let result = unsafe address.withKernelForm { unsafe Glibc.bind(descriptor, $0, $1) }
        guard result != 0 else { return }
        switch errno {
        case EADDRINUSE: throw .addressInUse(address)
        case EADDRNOTAVAIL: throw .addressNotAvailable(address)
        case EACCES, EPERM: throw .permissionDenied(address)
        default: throw SystemCalls.failure("bind")
        }
    }

    private static func boundAddress(of descriptor: Int32) -> SocketAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard unsafe getsockname(descriptor, address, &length) == 0 else { return nil }
                return unsafe SocketAddress(address)
            }
        }
    }

    private static func connected(_ descriptor: Int32, like address: SocketAddress) -> Socket {
        if address.port != nil {
            // Answers leave whole; waiting for more would only delay them. A peer already gone makes this fail: no harm.
            try? SystemCalls.setOption(descriptor, level: Int32(IPPROTO_TCP), name: TCP_NODELAY, value: 1)
        }
        return Socket(owning: descriptor)
    }
}
