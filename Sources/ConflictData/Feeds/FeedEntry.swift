/// A record as an entry of a feed, whichever format the feed has.
package struct FeedEntry: Sendable {
    /// What kind of thing a category names, and its term there.
    package struct Category: Sendable, Equatable {
        package let scheme: String
        package let term: String
    }

    /// The record's address on this server, which also identifies the entry: it never changes.
    package let path: String
    package let title: String
    package let summary: String?
    /// The whole text, where there is more of it than the summary.
    package let content: String?
    /// Where the record was published first.
    package let externalURL: String?
    package let author: String?
    /// Seconds since 1970.
    package let published: Int64?
    package let updated: Int64
    package let categories: [Category]
    package let point: (longitude: Double, latitude: Double)?
    package let language: String?
}

/// A record that a feed had and that has been withdrawn since.
package struct FeedWithdrawal: Sendable {
    package let path: String
    /// Seconds since 1970.
    package let when: Int64
    package let reason: String?
}
