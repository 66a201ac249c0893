/// What HTTPS is served with.
struct TLSSettings: Equatable, Sendable {
    let certificatePath: String
    let keyPath: String
    /// 0: any free port.
    let port: UInt16

    /// Nil when no layer names a certificate and none a key. One without the other is an error, and so is one port for
    /// both.
    init?(_ reader: SettingsReader, plainPort: UInt16) throws(SettingError) {
        let certificatePath = try reader.text(.tlsCertificate) ?? ""
        let keyPath = try reader.text(.tlsKey) ?? ""
        port = UInt16(try reader.wholeNumber(.tlsPort))
        if certificatePath.isEmpty && keyPath.isEmpty { return nil }
        guard !keyPath.isEmpty else { throw Self.missing(.tlsKey, beside: .tlsCertificate) }
        guard !certificatePath.isEmpty else { throw Self.missing(.tlsCertificate, beside: .tlsKey) }
        guard port == 0 || port != plainPort else {
            throw SettingError("port and tls_port are both \(port); HTTP and HTTPS need a port each")
        }
        self.certificatePath = certificatePath
        self.keyPath = keyPath
    }

    private static func missing(_ setting: Setting, beside other: Setting) -> SettingError {
        SettingError("\(other.key) is given without \(setting.key); HTTPS needs both")
    }
}
