import Telemetry
import Testing
import Transport

@testable import HTTPServer

struct ConnectionAdmissionTests {
    private func admission(connections: Int, perAddress: Int, proxies: String = "") throws -> ConnectionAdmission {
        var configuration = ServerConfiguration(addresses: [], loopCount: 1)
        configuration.limits.maxConnections = connections
        configuration.limits.maxConnectionsPerAddress = perAddress
        configuration.trustedProxies = try NetworkPrefix.list(proxies)
        return ConnectionAdmission(configuration)
    }

    @Test func `admits as many as there may be, and more when some have gone`() throws {
        let admission = try admission(connections: 2, perAddress: 0)
        let peer = SocketAddress.ipv4(1, port: 1)
        #expect(admission.admit(peer) == .admitted)
        #expect(admission.admit(peer) == .admitted)
        #expect(admission.admit(peer) == .refused(.serverFull))
        admission.release(peer)
        #expect(admission.admit(peer) == .admitted)
    }

    @Test func `counts an IPv4 address and an IPv6 network as one client each`() throws {
        let admission = try admission(connections: 100, perAddress: 1)
        #expect(admission.admit(.ipv4(1, port: 1)) == .admitted)
        #expect(admission.admit(.ipv4(1, port: 2)) == .refused(.addressFull))
        #expect(admission.admit(.ipv4(2, port: 1)) == .admitted)
        #expect(admission.admit(.ipv6(high: 7, low: 1, port: 1, scope: 0)) == .admitted)
        #expect(admission.admit(.ipv6(high: 7, low: 2, port: 1, scope: 0)) == .refused(.addressFull))
        #expect(admission.admit(.ipv6(high: 8, low: 1, port: 1, scope: 0)) == .admitted)
        admission.release(.ipv4(1, port: 1))
        #expect(admission.admit(.ipv4(1, port: 3)) == .admitted)
    }

    @Test func `does not count the connections of a trusted proxy by address`() throws {
        let admission = try admission(connections: 2, perAddress: 1, proxies: "0.0.0.0/24")
        for port in 1...2 { #expect(admission.admit(.ipv4(1, port: UInt16(port))) == .admitted) }
        #expect(admission.admit(.ipv4(1, port: 3)) == .refused(.serverFull))
        admission.release(.ipv4(1, port: 1))
        #expect(admission.admit(.ipv4(256, port: 1)) == .admitted)
        admission.release(.ipv4(1, port: 2))
        #expect(admission.admit(.ipv4(256, port: 2)) == .refused(.addressFull))
    }
}
