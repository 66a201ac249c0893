package import ConflictData

/// A feed whatever its format: what it is about, where it is, and its entries in order.
package struct FeedDocument: Sendable {
    package let title: String
    package let description: String?
    /// Whom to credit, and under which terms.
    package let attribution: String
    package let license: String
    /// The address of the server, without a final slash: what paths are put behind.
    package let base: String
    /// Paths of this feed, of the next page of it, and of the list it is made of.
    package let path: String
    package let nextPath: String?
    package let listPath: String
    /// Seconds since 1970.
    package let updated: Int64
    package let entries: [FeedEntry]
    /// Records that the feed no longer has; only Atom can tell of them.
    package let withdrawals: [FeedWithdrawal]

    package init(
        title: String, description: String?, attribution: String, license: String, base: String, path: String,
        nextPath: String?, listPath: String, updated: Int64, entries: [FeedEntry], withdrawals: [FeedWithdrawal]
    ) {
        self.title = title
        self.description = description
        self.attribution = attribution
        self.license = license
        self.base = base
        self.path = path
        self.nextPath = nextPath
        self.listPath = listPath
        self.updated = updated
        self.entries = entries
        self.withdrawals = withdrawals
    }

    var address: String { base + path }
}
