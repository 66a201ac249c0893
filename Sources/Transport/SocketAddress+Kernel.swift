internal import CLinux
internal import Glibc

/// To and from the kernel's own form.
extension SocketAddress {
    /// The protocol family, for `socket`.
    var family: Int32 {
        switch self {
        case .ipv4: AF_INET
        case .ipv6: AF_INET6
        case .unix: AF_UNIX
        }
    }

    /// Reads what the kernel filled in; nil for a family this server does not speak.
    @unsafe init?(_ pointer: UnsafePointer<sockaddr>) {
        switch Int32(unsafe pointer.pointee.sa_family) {
        case AF_INET:
            let address = unsafe UnsafeRawPointer(pointer).loadUnaligned(as: sockaddr_in.self)
            self = .ipv4(UInt32(bigEndian: address.sin_addr.s_addr), port: UInt16(bigEndian: address.sin_port))
        case AF_INET6:
            let address = unsafe UnsafeRawPointer(pointer).loadUnaligned(as: sockaddr_in6.self)
            let halves = unsafe withUnsafeBytes(of: address.sin6_addr) { bytes in
                unsafe (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
            self = .ipv6(
                high: UInt64(bigEndian: halves.0),
                low: UInt64(bigEndian: halves.1),
                port: UInt16(bigEndian: address.sin6_port),
                scope: address.sin6_scope_id
            )
        case AF_UNIX:
            // A storage that was zeroed before the call ends the path with NUL, also where the kernel does not.
            let path = unsafe UnsafeRawPointer(pointer).advanced(by: Self.unixPathOffset)
            self = unsafe .unix(path: String(cString: path.assumingMemoryBound(to: CChar.self)))
        default:
            return nil
        }
    }

    /// Lends the kernel's form of this address.
    /// - Precondition: a unix path has at most 107 bytes (`sun_path` with its NUL).
    func withKernelForm<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var storage = sockaddr_storage()
        return unsafe withUnsafeMutableBytes(of: &storage) { bytes in
            let length = unsafe store(into: bytes)
            let pointer = unsafe UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
            return unsafe body(pointer.assumingMemoryBound(to: sockaddr.self), socklen_t(length))
        }
    }

    private static var unixPathOffset: Int { MemoryLayout<sa_family_t>.size }

    private func store(into bytes: UnsafeMutableRawBufferPointer) -> Int {
        switch self {
        case .ipv4(let host, let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = host.bigEndian
            unsafe bytes.storeBytes(of: address, as: sockaddr_in.self)
            return MemoryLayout<sockaddr_in>.size
        case .ipv6(let high, let low, let port, let scope):
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_scope_id = scope
            unsafe withUnsafeMutableBytes(of: &address.sin6_addr) { host in
                unsafe host.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
                unsafe host.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            unsafe bytes.storeBytes(of: address, as: sockaddr_in6.self)
            return MemoryLayout<sockaddr_in6>.size
        case .unix(let path):
            unsafe bytes.storeBytes(of: sa_family_t(AF_UNIX), as: sa_family_t.self)
            precondition(path.utf8.count < 108, "a unix socket path has at most 107 bytes")
            for (offset, byte) in path.utf8.enumerated() {
                unsafe bytes[Self.unixPathOffset + offset] = byte
            }
            return Self.unixPathOffset + path.utf8.count + 1
        }
    }
}
