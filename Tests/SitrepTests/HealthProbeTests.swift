import Testing

@testable import Sitrep

@Suite struct HealthProbeTests {
    struct Row: Sendable {
        let url: String
        let host: String
        let port: String
        let path: String
    }

    @Test(arguments: [
        Row(url: "http://127.0.0.1:8080/healthz", host: "127.0.0.1", port: "8080", path: "/healthz"),
        Row(url: "http://[::1]:9000/readyz", host: "::1", port: "9000", path: "/readyz"),
        Row(url: "http://[::1]", host: "::1", port: "80", path: "/"),
        Row(url: "http://localhost/a:b", host: "localhost", port: "80", path: "/a:b"),
    ])
    func `takes an address apart`(_ row: Row) {
        let target = HealthProbe.Target(row.url)
        #expect(target?.host == row.host)
        #expect(target?.port == row.port)
        #expect(target?.path == row.path)
    }

    @Test(arguments: ["https://localhost/healthz", "localhost:8080", "http://", "http:///healthz", "http://a:b/"])
    func `refuses what is no plain address`(_ url: String) {
        #expect(HealthProbe.Target(url) == nil)
    }
}
