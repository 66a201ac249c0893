import Testing

@testable import Transport

struct NetworkPrefixTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.6", false),
        ("0.0.0.0/0", "255.255.255.255", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("128.0.0.0/1", "200.0.0.1", true), ("128.0.0.0/1", "127.0.0.1", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
        ("2001:db8:0:1::/64", "2001:db8:0:1:ffff::", true), ("2001:db8:0:1::/64", "2001:db8:0:2::", false),
        ("2001:db8::ff00/120", "2001:db8::ffaa", true), ("2001:db8::ff00/120", "2001:db8::fe00", false),
        ("::1", "::1", true), ("::/0", "2001:db8::1", true), ("::/0", "10.0.0.1", false),
    ])
    func `holds the addresses that begin with its prefix`(_ network: String, _ address: String, _ isInside: Bool) throws
    {
        #expect(try NetworkPrefix(network).contains(#require(SocketAddress(literal: address))) == isInside)
    }

    @Test(arguments: [
        ("", "\"\" is no IPv4 or IPv6 address or network"),
        ("10.0.0/8", "\"10.0.0/8\" is no IPv4 or IPv6 address or network"),
        ("example.org", "\"example.org\" is no IPv4 or IPv6 address or network"),
        ("[::1]", "\"[::1]\" is no IPv4 or IPv6 address or network"),
        ("10.0.0.0/33", "the prefix of \"10.0.0.0/33\" is not a whole number from 0 to 32"),
        ("10.0.0.0/", "the prefix of \"10.0.0.0/\" is not a whole number from 0 to 32"),
        ("10.0.0.0/+8", "the prefix of \"10.0.0.0/+8\" is not a whole number from 0 to 32"),
        ("10.0.0.0/8/8", "the prefix of \"10.0.0.0/8/8\" is not a whole number from 0 to 32"),
        ("fd00::/129", "the prefix of \"fd00::/129\" is not a whole number from 0 to 128"),
        ("::ffff:10.0.0.0/104", "the prefix of \"::ffff:10.0.0.0/104\" is not a whole number from 0 to 32"),
        ("10.0.0.1/8", "\"10.0.0.1/8\" has bits behind its prefix"),
        ("fd00::1/64", "\"fd00::1/64\" has bits behind its prefix"),
    ])
    func `says why a text is no network`(_ text: String, _ sentence: String) {
        let error = #expect(throws: NetworkPrefix.ParseError.self) { try NetworkPrefix(text) }
        #expect(error?.description == sentence)
    }

    @Test func `reads lists`() throws {
        #expect(try NetworkPrefix.list(" ") == [])
        #expect(try NetworkPrefix.list("10.0.0.0/8 ,::1") == [NetworkPrefix("10.0.0.0/8"), NetworkPrefix("::1")])
        #expect(throws: NetworkPrefix.ParseError.self) { try NetworkPrefix.list("10.0.0.0/8,") }
    }

    @Test func `holds no unix address`() throws {
        #expect(try !NetworkPrefix("::/0").contains(.unix(path: "")))
    }

    @Test(arguments: ["127.0.0.1", "255.1.2.3", "::1", "2001:db8::8:800:200c:417a"])
    func `reads the text that addresses are written as`(_ text: String) {
        #expect(SocketAddress(literal: text)?.hostText == text)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", ":::", "fe80::1%eth0", "1.2.3.4 ", "1.2.3.4\0",
    ])
    func `reads no address from anything else`(_ text: String) {
        #expect(SocketAddress(literal: text) == nil)
    }

    @Test func `takes an IPv4 address out of its IPv6 clothes`() {
        #expect(SocketAddress(literal: "::ffff:192.0.2.1") == .ipv4(0xC000_0201, port: 0))
    }
}
