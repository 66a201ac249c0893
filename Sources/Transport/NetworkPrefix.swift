/// A network in CIDR form, `10.0.0.0/8` or `2001:db8::/32`; an address alone is a network of one.
package struct NetworkPrefix: Hashable, Sendable {
    /// Why a text is no network; `description` names it and says what is wrong.
    package struct ParseError: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    /// An address as 128 bits, IPv4 as IPv6 maps it (RFC 4291 §2.5.5.2), so that both are compared alike.
    private struct Bits: Hashable {
        var high: UInt64
        var low: UInt64

        init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }

        /// Nil for a unix address.
        init?(_ address: SocketAddress) {
            switch address {
            case .ipv4(let host, _): self.init(high: 0, low: 0xFFFF << 32 | UInt64(host))
            case .ipv6(let high, let low, _, _): self.init(high: high, low: low)
            case .unix: return nil
            }
        }

        /// The first so many bits, the others zero. Shifts beyond the width give zero.
        func prefix(_ length: Int) -> Bits {
            Bits(high: high & ~(UInt64.max >> UInt64(min(length, 64))), low: low & ~(UInt64.max >> UInt64(max(length - 64, 0))))
        }
    }

    private let bits: Bits
    /// Of the 128.
    private let length: Int

    package init(_ text: String) throws(ParseError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = SocketAddress(literal: String(parts[0])), let bits = Bits(address) else {
            throw ParseError(description: "\"\(text)\" is no IPv4 or IPv6 address or network")
        }
        let width = if case .ipv4 = address { 32 } else { 128 }
        guard let length = parts.count == 1 ? width : Self.wholeNumber(parts[1]), length <= width else {
            throw ParseError(description: "the prefix of \"\(text)\" is not a whole number from 0 to \(width)")
        }
        self.bits = bits
        self.length = length + 128 - width
        guard bits.prefix(self.length) == bits else {
            throw ParseError(description: "\"\(text)\" has bits behind its prefix")
        }
    }

    /// Reads networks separated by commas, blanks around them allowed; none from blank text.
    package static func list(_ text: String) throws(ParseError) -> [NetworkPrefix] {
        let trimmed = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.trimming { $0 == " " }) }
        if trimmed == [""] { return [] }
        var networks: [NetworkPrefix] = []
        for item in trimmed { networks.append(try NetworkPrefix(item)) }
        return networks
    }

    /// Whether the address is of this network; a unix address is of none.
    package func contains(_ address: SocketAddress) -> Bool {
        Bits(address)?.prefix(length) == bits
    }

    /// Digits only: `Int` would take a sign.
    private static func wholeNumber(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}

extension Substring {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> Substring {
        var rest = drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }
}
