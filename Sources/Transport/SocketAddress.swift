internal import CLinux
internal import Glibc

/// Where a socket is bound or whom it talks to.
package enum SocketAddress: Hashable, Sendable {
    /// Address in host byte order.
    case ipv4(UInt32, port: UInt16)
    /// The two halves of the address in host byte order; `scope` is the interface of a link-local address, else 0.
    case ipv6(high: UInt64, low: UInt64, port: UInt16, scope: UInt32)
    /// A path in the file system; empty for the unnamed side of a connection.
    case unix(path: String)

    /// The port, or nil for a unix address.
    package var port: UInt16? {
        switch self {
        case .ipv4(_, let port), .ipv6(_, _, let port, _): port
        case .unix: nil
        }
    }

    /// The same host at another port; a unix address stays as it is.
    package func withPort(_ port: UInt16) -> SocketAddress {
        switch self {
        case .ipv4(let address, _): .ipv4(address, port: port)
        case .ipv6(let high, let low, _, let scope): .ipv6(high: high, low: low, port: port, scope: scope)
        case .unix: self
        }
    }

    /// The address without its port, as access logs show it.
    package var hostText: String {
        switch self {
        case .ipv4(let address, _):
            "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
        case .ipv6(let high, let low, _, _):
            Self.ipv6Text(high: high, low: low)
        case .unix(let path):
            "unix:" + path
        }
    }

    /// Every stream address a host name or literal stands for, in the resolver's order, each once. May block on DNS.
    package static func resolve(host: String, port: UInt16) throws(TransportError) -> [SocketAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var first: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host, String(port), &hints, &first)
        guard status == 0 else {
            let reason = unsafe String(cString: gai_strerror(status))
            throw .hostNotFound(host: host, reason: reason)
        }
        defer { unsafe freeaddrinfo(first) }
        var found: [SocketAddress] = []
        var next = unsafe first
        while let entry = unsafe next {
            if let address = unsafe SocketAddress(entry.pointee.ai_addr), !found.contains(address) {
                found.append(address)
            }
            unsafe next = entry.pointee.ai_next
        }
        return found
    }

    /// RFC 5952 text, without brackets.
    private static func ipv6Text(high: UInt64, low: UInt64) -> String {
        var address = in6_addr()
        unsafe withUnsafeMutableBytes(of: &address) { bytes in
            unsafe bytes.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
            unsafe bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        unsafe inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension SocketAddress: CustomStringConvertible {
    /// `127.0.0.1:8080`, `[::1]:8080` or `unix:/run/sitrep.sock`.
    package var description: String {
        switch self {
        case .ipv4(_, let port): "\(hostText):\(port)"
        case .ipv6(_, _, let port, _): "[\(hostText)]:\(port)"
        case .unix: hostText
        }
    }
}
