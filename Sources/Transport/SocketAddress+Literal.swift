internal import CLinux
internal import Glibc

extension SocketAddress {
    /// Reads an IPv4 or IPv6 address as people write it, without port, brackets or zone; nil when it is none. An IPv4
    /// address in IPv6 clothes (`::ffff:192.0.2.1`) is that IPv4 address.
    package init?(literal text: String) {
        // A C string would end at a NUL and hide what follows.
        guard !text.utf8.contains(0) else { return nil }
        var bytes = InlineArray<16, UInt8>(repeating: 0)
        var span = bytes.mutableSpan
        let isIPv6 = text.utf8.contains(UInt8(ascii: ":"))
        // The kernel's form has its most significant byte first.
        let isRead = unsafe span.withUnsafeMutableBytes {
            unsafe inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, $0.baseAddress)
        }
        guard isRead == 1 else { return nil }
        func number(_ range: Range<Int>) -> UInt64 { range.reduce(0) { $0 << 8 | UInt64(bytes[$1]) } }
        guard isIPv6 else {
            self = .ipv4(UInt32(number(0..<4)), port: 0)
            return
        }
        let (high, low) = (number(0..<8), number(8..<16))
        let isMapped = high == 0 && low >> 32 == 0xFFFF
        self =
            isMapped ? .ipv4(UInt32(truncatingIfNeeded: low), port: 0) : .ipv6(high: high, low: low, port: 0, scope: 0)
    }
}
