/// `host [":" port]`, as in `Host`, in the absolute form and in CONNECT (RFC 9110 §7.2, RFC 3986 §3.2).
enum Authority {
    /// Host and port of a well-formed authority; nil for anything else, user information and lists included.
    static func parse(_ bytes: Span<UInt8>, in range: Range<Int>) -> (host: Range<Int>, port: Range<Int>)? {
        guard let hostEnd = endOfHost(bytes, in: range), hostEnd > range.lowerBound else { return nil }
        let host = range.lowerBound..<hostEnd
        guard hostEnd < range.upperBound else { return (host, hostEnd..<hostEnd) }
        guard bytes[hostEnd] == UInt8(ascii: ":") else { return nil }
        let port = hostEnd + 1..<range.upperBound
        return isPort(bytes, port) ? (host, port) : nil
    }

    /// Where a name, an IPv4 address or a bracketed IPv6 address ends.
    private static func endOfHost(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        var index = range.lowerBound
        if bytes[index] == UInt8(ascii: "[") {
            index += 1
            while index < range.upperBound, ByteClasses.addressLiteral.contains(bytes[index]) { index += 1 }
            // The shortest address is "::".
            let isClosed = index < range.upperBound && bytes[index] == UInt8(ascii: "]")
            return isClosed && index - range.lowerBound > 2 ? index + 1 : nil
        }
        while index < range.upperBound {
            if ByteClasses.hostName.contains(bytes[index]) {
                index += 1
            } else if bytes[index] == UInt8(ascii: "%") {
                guard range.upperBound - index > 2, ByteClasses.hexValue(bytes[index + 1]) != nil,
                    ByteClasses.hexValue(bytes[index + 2]) != nil
                else { return nil }
                index += 3
            } else {
                break
            }
        }
        return index
    }

    /// Digits up to 65,535. Empty counts: `example.org:` is legal.
    private static func isPort(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= 5 else { return false }
        var port = 0
        for index in range {
            guard ByteClasses.isDigit(bytes[index]) else { return false }
            port = port * 10 + Int(bytes[index] &- UInt8(ascii: "0"))
        }
        return port <= 65_535
    }
}
