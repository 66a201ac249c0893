/// An authority of its own and certificates from it, made by the `openssl` command in a folder that goes away with this
/// object. They are what a public authority would issue: a short life, the host in its alternative names.
package final class TestCertificates {
    /// What the key of a certificate is.
    package enum Key: String, Sendable {
        case ecdsa = "ec -pkeyopt ec_paramgen_curve:P-256"
        case rsa = "rsa:2048"
    }

    package struct Failure: Error {
        package let errors: String
    }

    package let folder: TemporaryFolder

    /// Makes the authority and one certificate for localhost.
    package init(_ key: Key = .ecdsa) throws {
        folder = try TemporaryFolder()
        try folder.write(
            "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature\n",
            to: "extensions")
        try openssl(
            "req -x509 -nodes -days 30 -newkey \(Key.ecdsa.rawValue) -subj /CN=authority"
                + " -keyout authority.key -out authority.pem")
        try issue(key)
    }

    /// Whom a client must trust.
    package var authorityPath: String { folder.path + "/authority.pem" }
    package var certificatePath: String { folder.path + "/server.pem" }
    package var keyPath: String { folder.path + "/server.key" }

    /// What `sitrep serve` is given to use them.
    package var arguments: [String] {
        ["--tls-certificate", certificatePath, "--tls-key", keyPath, "--tls-port", "0"]
    }

    /// Makes a new key and certificate in place of the last.
    package func issue(_ key: Key = .ecdsa, commonName: String = "localhost") throws {
        try openssl("req -nodes -newkey \(key.rawValue) -subj /CN=\(commonName) -keyout server.key -out request")
        try openssl(
            "x509 -req -in request -CA authority.pem -CAkey authority.key -CAcreateserial -days 30"
                + " -extfile extensions -out server.pem")
    }

    /// Runs `openssl` inside the folder; words are split at spaces.
    @discardableResult
    package func openssl(_ command: String) throws -> ChildProcess.Ending {
        let ending = try shell("openssl " + command)
        guard ending.status == 0 else { throw Failure(errors: ending.errors) }
        return ending
    }

    /// Runs a line of shell inside the folder, whatever its status.
    package func shell(_ line: String) throws -> ChildProcess.Ending {
        try ChildProcess.run("/bin/sh", ["-c", "cd '\(folder.path)' && \(line)"])
    }
}
