/// A network in CIDR form, `10.0.0.0/8` or `2001:db8::/32`; an address alone is a network of one.
package struct NetworkPrefix: Hashable, Sendable {
    /// Why a text is no network; `description` names it and says what is wrong.
    package struct ParseError: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    /// An address as bits from the left: 32 of them in the upper half for IPv4, 128 for IPv6.
    private struct Bits: Hashable {
        let isIPv4: Bool
        var high: UInt64
        var low: UInt64 = 0

        /// Nil for a unix address.
        init?(_ address: SocketAddress) {
            switch address {
            case .ipv4(let host, _): (isIPv4, high) = (true, UInt64(host) << 32)
            case .ipv6(let high, let low, _, _): (isIPv4, self.high, self.low) = (false, high, low)
            case .unix: return nil
            }
        }

        var width: Int { isIPv4 ? 32 : 128 }

        /// The first so many bits, the others zero.
        func prefix(_ length: Int) -> Bits {
            var prefix = self
            // Shifting by the whole width gives zero.
            prefix.high &= ~(UInt64.max >> min(length, 64))
            prefix.low &= ~(UInt64.max >> max(length - 64, 0))
            return prefix
        }
    }

    private let bits: Bits
    private let length: Int

    package init(_ text: String) throws(ParseError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = SocketAddress(literal: String(parts[0])), let bits = Bits(address) else {
            throw ParseError(description: "\"\(text)\" is no IPv4 or IPv6 address or network")
        }
        guard let length = parts.count == 1 ? bits.width : Self.wholeNumber(parts[1]), length <= bits.width else {
            throw ParseError(description: "the prefix of \"\(text)\" is not a whole number from 0 to \(bits.width)")
        }
        self.bits = bits
        self.length = length
        guard bits.prefix(length) == bits else {
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
