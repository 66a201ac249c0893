import Testing

@testable import Sitrep

@Suite struct TLSSettingsTests {
    private func settings(_ flags: [String: String], _ environment: [String: String] = [:]) throws -> TLSSettings? {
        try ServeSettings(flags: flags, environment: environment, configPath: nil).tls
    }

    @Test func `a certificate and a key turn HTTPS on`() throws {
        let tls = try #require(try settings(["tls_certificate": "a.pem", "tls_key": "b.pem"]))
        #expect(tls.certificatePath == "a.pem")
        #expect(tls.keyPath == "b.pem")
        #expect(tls.port == 8443)
    }

    @Test func `an empty text takes back what a weaker layer gives`() throws {
        let environment = ["SITREP_TLS_CERTIFICATE": "a.pem", "SITREP_TLS_KEY": "b.pem"]
        #expect(try settings([:], environment) != nil)
        #expect(try settings(["tls_certificate": "", "tls_key": ""], environment) == nil)
    }

    @Test(arguments: [
        (["tls_certificate": "a"], "tls_certificate is given without tls_key; HTTPS needs both"),
        (["tls_key": "a"], "tls_key is given without tls_certificate; HTTPS needs both"),
        (
            ["tls_certificate": "a", "tls_key": "b", "port": "8443"],
            "port and tls_port are both 8443; HTTP and HTTPS need a port each"
        ),
        (["tls_port": "https"], "--tls-port: \"https\" is not a whole number from 0 to 65535"),
    ])
    func `says what does not go together`(_ flags: [String: String], _ sentence: String) {
        #expect(throws: SettingError(sentence)) { try settings(flags) }
    }

    @Test func `both ports may be picked by the kernel`() throws {
        let tls = try settings(["tls_certificate": "a", "tls_key": "b", "port": "0", "tls_port": "0"])
        #expect(tls?.port == 0)
    }
}
