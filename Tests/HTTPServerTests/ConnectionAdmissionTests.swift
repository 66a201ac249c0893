import Telemetry
import Testing
import Transport

@testable import HTTPServer

struct ConnectionAdmissionTests {
    private func limits(connections: Int, perAddress: Int) -> ServerLimits {
        var limits = ServerLimits()
        limits.maxConnections = connections
        limits.maxConnectionsPerAddress = perAddress
        return limits
    }

    @Test func `admits as many as there may be, and more when some have gone`() {
        let admission = ConnectionAdmission(limits(connections: 2, perAddress: 0))
        let peer = SocketAddress.ipv4(1, port: 1)
        #expect(admission.admit(peer) == .admitted)
        #expect(admission.admit(peer) == .admitted)
        #expect(admission.admit(peer) == .refused(.serverFull))
        admission.release(peer)
        #expect(admission.admit(peer) == .admitted)
    }

    @Test func `counts an IPv4 address and an IPv6 network as one client each`() {
        let admission = ConnectionAdmission(limits(connections: 100, perAddress: 1))
        #expect(admission.admit(.ipv4(1, port: 1)) == .admitted)
        #expect(admission.admit(.ipv4(1, port: 2)) == .refused(.addressFull))
        #expect(admission.admit(.ipv4(2, port: 1)) == .admitted)
        #expect(admission.admit(.ipv6(high: 7, low: 1, port: 1, scope: 0)) == .admitted)
        #expect(admission.admit(.ipv6(high: 7, low: 2, port: 1, scope: 0)) == .refused(.addressFull))
        #expect(admission.admit(.ipv6(high: 8, low: 1, port: 1, scope: 0)) == .admitted)
        admission.release(.ipv4(1, port: 1))
        #expect(admission.admit(.ipv4(1, port: 3)) == .admitted)
    }
}
