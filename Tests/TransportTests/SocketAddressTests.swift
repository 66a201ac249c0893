import Testing

@testable import Transport

struct SocketAddressTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let host: String
        let address: SocketAddress
        let text: String
        var testDescription: String { text }
    }

    static let rows = [
        Row(host: "127.0.0.1", address: .ipv4(0x7F00_0001, port: 80), text: "127.0.0.1:80"),
        Row(host: "0.0.0.0", address: .ipv4(0, port: 80), text: "0.0.0.0:80"),
        Row(host: "255.1.2.3", address: .ipv4(0xFF01_0203, port: 80), text: "255.1.2.3:80"),
        Row(host: "::1", address: .ipv6(high: 0, low: 1, port: 80, scope: 0), text: "[::1]:80"),
        Row(
            host: "2001:db8::5",
            address: .ipv6(high: 0x2001_0DB8_0000_0000, low: 5, port: 80, scope: 0),
            text: "[2001:db8::5]:80"
        ),
    ]

    @Test(arguments: rows)
    func `a literal resolves to itself and is written back`(_ row: Row) throws {
        #expect(try SocketAddress.resolve(host: row.host, port: 80) == [row.address])
        #expect(row.address.description == row.text)
        #expect(row.address.hostText == row.host)
    }

    @Test(arguments: rows.map(\.address) + [.unix(path: "/run/sitrep.sock")])
    func `survives the way to the kernel and back`(_ address: SocketAddress) {
        #expect(unsafe address.withKernelForm { pointer, _ in unsafe SocketAddress(pointer) } == address)
    }

    @Test func `a unix address has its path as text and no port`() {
        let address = SocketAddress.unix(path: "/run/sitrep.sock")
        #expect(address.description == "unix:/run/sitrep.sock")
        #expect(address.port == nil)
        #expect(address.withPort(5) == address)
    }

    @Test func `a host name that cannot exist says so in a sentence`() {
        #expect { try SocketAddress.resolve(host: "no such host", port: 80) } throws: { error in
            "\(error)".hasPrefix("cannot find host no such host: ")
        }
    }
}
