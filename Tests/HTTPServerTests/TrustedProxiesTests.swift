import Testing
import Transport

@testable import HTTPServer

struct TrustedProxiesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var xForwardedFor: [String] = []
        var forwarded: [String] = []
        let client: String
        var testDescription: String { "\(xForwardedFor) \(forwarded)" }
    }

    private static let rows: [Row] = [
        Row(client: "10.0.0.1"),
        Row(xForwardedFor: ["192.0.2.1"], client: "192.0.2.1"),
        Row(xForwardedFor: ["6.6.6.6, 192.0.2.1"], client: "192.0.2.1"),
        Row(xForwardedFor: ["6.6.6.6", "192.0.2.1,10.0.0.2"], client: "192.0.2.1"),
        Row(xForwardedFor: ["10.0.0.3, 10.0.0.2"], client: "10.0.0.3"),
        Row(xForwardedFor: ["192.0.2.1:4711"], client: "192.0.2.1"),
        Row(xForwardedFor: ["2001:db8::1"], client: "2001:db8::1"),
        Row(xForwardedFor: ["[2001:db8::1]:80"], client: "2001:db8::1"),
        Row(xForwardedFor: ["::ffff:192.0.2.1"], client: "192.0.2.1"),
        // What cannot be read ends the search at the last hop that could.
        Row(xForwardedFor: ["unknown"], client: "10.0.0.1"),
        Row(xForwardedFor: ["192.0.2.1, nonsense, 10.0.0.2"], client: "10.0.0.2"),
        Row(xForwardedFor: ["192.0.2.1,"], client: "10.0.0.1"),
        Row(xForwardedFor: [""], client: "10.0.0.1"),
        Row(xForwardedFor: ["192.0.2.1:port"], client: "10.0.0.1"),
        Row(xForwardedFor: ["192.0.2.1:"], client: "10.0.0.1"),
        Row(xForwardedFor: ["[192.0.2.1]"], client: "10.0.0.1"),
        Row(xForwardedFor: ["[2001:db8::1"], client: "10.0.0.1"),
        Row(xForwardedFor: ["[2001:db8::1]x"], client: "10.0.0.1"),
        Row(xForwardedFor: ["192.0.2.1\" 200 0"], client: "10.0.0.1"),
        // RFC 7239.
        Row(forwarded: ["for=192.0.2.1"], client: "192.0.2.1"),
        Row(forwarded: ["proto=https;For=\"192.0.2.1:47\" ; by=10.0.0.1"], client: "192.0.2.1"),
        Row(forwarded: ["for=6.6.6.6, for=\"[2001:db8::1]:4711\", for=10.0.0.2"], client: "2001:db8::1"),
        Row(forwarded: ["for=6.6.6.6", "for=192.0.2.1"], client: "192.0.2.1"),
        Row(forwarded: ["for=192.0.2.1;by=\"a,for=6.6.6.6\""], client: "192.0.2.1"),
        Row(forwarded: ["for=192.0.2.1;by=\"a\\\",for=6.6.6.6\""], client: "192.0.2.1"),
        Row(forwarded: ["for=_hidden"], client: "10.0.0.1"),
        Row(forwarded: ["for=192.0.2.1, proto=https"], client: "10.0.0.1"),
        Row(forwarded: ["for=\"192.0.2.1:_port\""], client: "192.0.2.1"),
        Row(forwarded: ["for=\"192.0.2.1"], client: "10.0.0.1"),
        // One field that most proxies set, one that they pass on.
        Row(xForwardedFor: ["192.0.2.1"], forwarded: ["for=6.6.6.6"], client: "192.0.2.1"),
    ]

    @Test(arguments: rows)
    func `finds the nearest hop that is not trusted`(_ row: Row) throws {
        let proxies = TrustedProxies(try NetworkPrefix.list("10.0.0.0/8"))
        let peer = try #require(SocketAddress(literal: "10.0.0.1"))
        let client = proxies.client(of: peer, xForwardedFor: row.xForwardedFor, forwarded: row.forwarded)
        #expect(client.hostText == row.client)
    }
}
