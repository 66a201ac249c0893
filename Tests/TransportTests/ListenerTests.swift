import Glibc
import Testing

@testable import Transport

struct ListenerTests {
    private static let loopback = SocketAddress.ipv4(0x7F00_0001, port: 0)

    /// A connected descriptor, or nil when nobody listens.
    private static func connect(to address: SocketAddress) -> Int32? {
        let descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue), 0)
        if unsafe address.withKernelForm({ unsafe Glibc.connect(descriptor, $0, $1) }) == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    @Test func `port 0 picks one, and connections arrive with the address of their peer`() throws {
        let listener = try Listener(address: Self.loopback)
        #expect(listener.address.port != 0)
        if case .wouldBlock = listener.accept() {} else { Issue.record("nobody has knocked yet") }
        let client = try #require(Self.connect(to: listener.address))
        switch listener.accept() {
        case .connection(let socket, let peer):
            #expect(peer.hostText == "127.0.0.1")
            socket.close()
        case .wouldBlock:
            Issue.record("the connection waits to be accepted")
        case .exhausted:
            Issue.record("descriptors are plenty")
        }
        close(client)
        listener.close()
    }

    @Test func `our own listeners share an address, but it is no longer unused`() throws {
        let first = try Listener(address: Self.loopback)
        let second = try Listener(address: first.address)
        #expect(throws: TransportError.addressInUse(first.address)) { try Listener.checkUnused(first.address) }
        second.close()
        first.close()
        try Listener.checkUnused(first.address)
    }

    @Test func `an address of another machine is refused with a sentence`() {
        let foreign = SocketAddress.ipv4(0xC000_0201, port: 0)
        #expect { try Listener(address: foreign) } throws: { error in
            "\(error)" == "192.0.2.1:0 is not an address of this machine"
        }
    }

    @Test func `without new handshakes those who wait can still be accepted`() throws {
        let listener = try Listener(address: Self.loopback)
        let early = try #require(Self.connect(to: listener.address))
        #expect(listener.refuseNewHandshakes())
        switch listener.accept() {
        case .connection(let socket, _): socket.close()
        case .wouldBlock: Issue.record("who came before must not be lost")
        case .exhausted: Issue.record("descriptors are plenty")
        }
        close(early)
        listener.close()
        #expect(Self.connect(to: listener.address) == nil)
    }
}
