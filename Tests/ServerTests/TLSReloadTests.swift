import TestSupport
import Testing

@Suite struct TLSReloadTests {
    /// Whose certificate a newcomer is shown.
    private func shownName(_ certificates: TestCertificates, _ server: ServerProcess) throws -> String {
        let port = try #require(server.tlsPort)
        let said = try certificates.shell("openssl s_client -connect localhost:\(port) </dev/null 2>/dev/null").output
        let name = said.split(separator: "\n").first { $0.hasPrefix("subject=") }
        return String(name?.split(separator: " ").last ?? "")
    }

    @Test func `HUP brings in a renewed certificate and leaves open connections open`() throws {
        let certificates = try TestCertificates()
        let server = try ServerProcess(certificates.arguments)
        let client = try RawClient(
            tlsPort: try #require(server.tlsPort), authorityPath: certificates.authorityPath)
        #expect(try client.request("GET", "/healthz").status == 200)
        #expect(try shownName(certificates, server) == "localhost")

        try certificates.issue(.rsa, commonName: "renewed")
        server.hangUp()
        #expect(try eventually { try shownName(certificates, server) == "renewed" })
        #expect(server.errors.contains("reloaded the certificate"))
        #expect(try client.request("GET", "/healthz").status == 200)
    }

    @Test func `a certificate that cannot be used leaves the old one and is logged`() throws {
        let certificates = try TestCertificates()
        let server = try ServerProcess(certificates.arguments)
        try certificates.folder.write("nothing", to: "server.pem")
        server.hangUp()
        #expect(eventually { server.errors.contains("reload of the certificate failed, the old one stays: ") })
        #expect(server.errors.contains("server.pem holds no certificate in PEM form"))
        #expect(try shownName(certificates, server) == "localhost")
    }

    @Test func `a certificate that cannot be used at the start is one clear line and exit 2`() throws {
        let certificates = try TestCertificates()
        try certificates.openssl("genpkey -algorithm ED25519 -out server.key")
        let ending = try ChildProcess.run(
            SitrepProgram.path, ["serve", "--port", "0"] + certificates.arguments)
        #expect(ending.status == 2)
        #expect(ending.output == "")
        #expect(
            ending.errors == "sitrep: the key in \(certificates.keyPath) is not that of the certificate in "
                + "\(certificates.certificatePath)\n")
    }
}
