/// What the operator says of the server as a place on the web.
package struct Site: Sendable {
    /// Where clients reach the server, for answers that need whole addresses; nil: by the name they use.
    package var publicURL: String?
    /// Whether robots may read the data.
    package var admitsRobots: Bool
    /// Whom to tell of a weakness; nil: there is no such file.
    package var security: SecurityContact?

    package init(publicURL: String? = nil, admitsRobots: Bool = true, security: SecurityContact? = nil) {
        self.publicURL = publicURL
        self.admitsRobots = admitsRobots
        self.security = security
    }
}

/// Whom to tell of a weakness, as RFC 9116 has it.
package struct SecurityContact: Sendable {
    /// Addresses, the preferred one first: `mailto:`, `tel:` or `https:`.
    let contacts: [String]
    /// RFC 3339: from when on this is no longer to be relied on.
    let expires: String
    /// Where it is said how reports are dealt with.
    let policy: String?

    package init(contacts: [String], expires: String, policy: String?) {
        self.contacts = contacts
        self.expires = expires
        self.policy = policy
    }
}
