internal import Transport

/// The proxies whose word on their clients counts. Anybody can send `Forwarded` or `X-Forwarded-For`; only what a trusted
/// proxy added at the right end is true, so hops are read from there to the first that is not trusted.
struct TrustedProxies: Sendable {
    private let networks: [NetworkPrefix]

    init(_ networks: [NetworkPrefix]) { self.networks = networks }

    func contains(_ address: SocketAddress) -> Bool {
        networks.contains { $0.contains(address) }
    }

    /// Whose request a trusted peer passes on; the peer itself when it says nothing that can be read.
    /// - Parameters:
    ///   - xForwardedFor: the field's lines in order. It wins, because most proxies set this field and pass the other on
    ///     from clients.
    ///   - forwarded: the lines of that field (RFC 7239).
    func client(of peer: SocketAddress, xForwardedFor: [String], forwarded: [String]) -> SocketAddress {
        let hops = xForwardedFor.isEmpty ? Self.hops(forwarded: forwarded) : Self.hops(xForwardedFor: xForwardedFor)
        var client = peer
        for hop in hops.reversed() {
            // Whatever stands left of a hop that cannot be read was not checked by anybody we know.
            guard let address = Self.address(ofNode: hop) else { return client }
            client = address
            guard contains(address) else { return client }
        }
        return client
    }

    private static func hops(xForwardedFor lines: [String]) -> [Substring] {
        lines.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map(trimmed)
    }

    /// The `for` of each element; empty where it has none.
    private static func hops(forwarded lines: [String]) -> [Substring] {
        lines.flatMap { split($0[...], at: ",") }.map { element in
            for pair in split(element, at: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2, trimmed(parts[0]).lowercased() == "for" { return unquoted(trimmed(parts[1])) }
            }
            return ""
        }
    }

    /// Splits outside quoted strings (RFC 9110 §5.6.4).
    private static func split(_ text: Substring, at separator: Character) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var isQuoted = false
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isEscaped {
                isEscaped = false
            } else if isQuoted && character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == separator && !isQuoted {
                parts.append(text[start..<index])
                start = text.index(after: index)
            }
        }
        return parts + [text[start...]]
    }

    /// No address needs an escape, so one that has any is left as it is and then not read.
    private static func unquoted(_ text: Substring) -> Substring {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        return text.dropFirst().dropLast()
    }

    /// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:80` (RFC 7239 §6).
    private static func address(ofNode node: Substring) -> SocketAddress? {
        if node.first == "[" {
            guard let end = node.firstIndex(of: "]") else { return nil }
            let port = node[node.index(after: end)...]
            guard port.isEmpty || isPort(port) else { return nil }
            let literal = String(node[..<end].dropFirst())
            return literal.contains(":") ? SocketAddress(literal: literal) : nil
        }
        if let colon = node.firstIndex(of: ":"), colon == node.lastIndex(of: ":") {
            guard isPort(node[colon...]) else { return nil }
            return SocketAddress(literal: String(node[..<colon]))
        }
        return SocketAddress(literal: String(node))
    }

    /// A colon and one to five digits, or the name that may stand for them (RFC 7239 §6.2).
    private static func isPort(_ text: Substring) -> Bool {
        let digits = text.dropFirst()
        if digits.first == "_" { return true }
        return (1...5).contains(digits.utf8.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text.drop { $0 == " " || $0 == "\t" }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return rest
    }
}
