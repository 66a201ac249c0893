internal import Glibc

/// Encryption by the kernel, which spares a copy of each record.
enum KernelTLS {
    private static let listPath = "/proc/sys/net/ipv4/tcp_available_ulp"

    /// Whether the kernel's `tls` module is loaded. OpenSSL would find out by asking for it anew on each connection, which
    /// makes a kernel without it look for a module to load every time.
    static func isOffered() -> Bool {
        let descriptor = unsafe open(listPath, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // A handful of short names.
        var names = [UInt8](repeating: 0, count: 256)
        let count = unsafe names.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        return lists(names.prefix(max(count, 0)))
    }

    /// Whether `tls` is among the names that the kernel lists.
    static func lists(_ names: some Collection<UInt8>) -> Bool {
        names.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.contains { $0.elementsEqual("tls".utf8) }
    }
}
