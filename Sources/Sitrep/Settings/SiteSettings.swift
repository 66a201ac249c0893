import API
import ConflictData

extension Site {
    /// What the settings say of the server as a place on the web. A contact without the time until which it holds, or
    /// the other way round, is an error: RFC 9116 demands both.
    init(_ reader: SettingsReader) throws(SettingError) {
        func given(_ setting: Setting) throws(SettingError) -> String? {
            try reader.text(setting).flatMap { $0.isEmpty ? nil : $0 }
        }
        let contact = try given(.securityContact)
        let expires = try given(.securityExpires)
        let policy = try given(.securityPolicy)
        self.init(publicURL: try given(.publicURL), admitsRobots: try reader.text(.robots) != "refuse")
        guard let contact else {
            if expires != nil || policy != nil {
                let other = expires != nil ? Setting.securityExpires : Setting.securityPolicy
                throw SettingError(
                    "\(other.key) is given without \(Setting.securityContact.key); there is nobody to tell")
            }
            return
        }
        guard let expires else {
            throw SettingError(
                "\(Setting.securityContact.key) is given without \(Setting.securityExpires.key); "
                    + "say until when it holds, at most a year ahead")
        }
        security = SecurityContact(
            contacts: contact.split(separator: ",").map { String($0.drop { $0 == " " }) }, expires: expires,
            policy: policy)
    }
}

extension Setting {
    static let robots = Setting(
        key: "robots", defaultText: "allow", check: .oneOf(["allow", "refuse"]),
        help: "What /robots.txt asks of robots: allow lets them read whole lists, refuse nothing."
    )
    static let securityContact = Setting(
        key: "security_contact", defaultText: nil, check: .contacts,
        help: "Whom /.well-known/security.txt names: mailto:, tel: or https: addresses, separated by commas."
    )
    static let securityExpires = Setting(
        key: "security_expires", defaultText: nil, check: .moment,
        help: "Until when the contact holds, such as 2027-06-30T00:00:00Z; needed with it."
    )
    static let securityPolicy = Setting(
        key: "security_policy", defaultText: nil, check: .webAddress,
        help: "Address of the page that says how reports of weaknesses are dealt with."
    )

    static let site: [Setting] = [publicURL, robots, securityContact, securityExpires, securityPolicy]
}

extension Setting.Check {
    /// What a list of contacts should have been, when it is not.
    static func contactsComplaint(about text: String) -> String? {
        let isFine = text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
            let contact = part.drop { $0 == " " }
            let scheme = ["mailto:", "tel:", "https://"].first(where: contact.hasPrefix)
            let rest = contact.dropFirst(scheme?.count ?? 0).utf8
            return scheme != nil && !rest.isEmpty && rest.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        }
        return isFine || text.isEmpty ? nil : "a contact such as mailto:security@example.org"
    }

    /// What a moment should have been, when it is not (RFC 3339).
    static func momentComplaint(about text: String) -> String? {
        let isMoment = PackedDate(text) != nil && text.utf8.contains(UInt8(ascii: "T"))
        return isMoment || text.isEmpty ? nil : "a moment such as 2027-06-30T00:00:00Z"
    }
}
