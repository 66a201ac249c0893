import TestSupport
import Testing

@testable import Transport

/// Files that cannot be used, and what is said of each.
@Suite struct TLSCredentialsTests {
    struct Row: Sendable {
        /// A line of shell that spoils the files of a good pair.
        let spoil: String
        let sentence: String
    }

    @Test(arguments: [
        Row(spoil: "rm server.pem", sentence: "cannot read F/server.pem: No such file or directory"),
        Row(spoil: "rm server.key", sentence: "cannot read F/server.key: No such file or directory"),
        Row(spoil: ": >server.pem", sentence: "F/server.pem holds no certificate in PEM form"),
        Row(spoil: "cp server.key server.pem", sentence: "F/server.pem holds no certificate in PEM form"),
        Row(spoil: "cp server.pem server.key", sentence: "F/server.key holds no private key in PEM form"),
        Row(
            spoil: "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out server.key",
            sentence: "the key in F/server.key is not that of the certificate in F/server.pem"),
        Row(
            spoil: "openssl genrsa -out server.key 2048",
            sentence: "the key in F/server.key is not that of the certificate in F/server.pem"),
        Row(
            spoil: "openssl pkey -in server.key -aes128 -passout pass:word -out locked && mv locked server.key",
            sentence: "the key in F/server.key is encrypted; store it without a passphrase"),
        Row(
            spoil: "openssl req -x509 -nodes -newkey rsa:1024 -subj /CN=a -keyout server.key -out server.pem",
            sentence: "the certificate in F/server.pem is too weak: use RSA from 2048 bits or ECDSA, with SHA-256"),
    ])
    func `says in one line what is wrong with a file`(_ row: Row) throws {
        let certificates = try TestCertificates()
        #expect(try certificates.shell(row.spoil).status == 0)
        let error = #expect(throws: TLSError.self) {
            try TLSCredentials(certificatePath: certificates.certificatePath, keyPath: certificates.keyPath)
        }
        #expect(error?.description == row.sentence.replacing("F/", with: certificates.folder.path + "/"))
    }

    @Test func `keeps what is in use until files that can be used are there`() throws {
        let certificates = try TestCertificates()
        let credentials = try TLSCredentials(
            certificatePath: certificates.certificatePath, keyPath: certificates.keyPath)
        let first = credentials.current
        try certificates.folder.write("", to: "server.key")
        #expect(throws: TLSError.self) { try credentials.reload() }
        #expect(credentials.current === first)
        try certificates.issue(.rsa)
        try credentials.reload()
        #expect(credentials.current !== first)
    }
}
