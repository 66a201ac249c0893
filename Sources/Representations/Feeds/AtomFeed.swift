import ConflictData

/// A feed as Atom (RFC 4287), with places (GeoRSS) and tombstones for what was withdrawn (RFC 6721).
package enum AtomFeed {
    package static func bytes(of feed: FeedDocument) -> [UInt8] {
        var xml = XMLText()
        xml.open(
            "feed",
            [
                ("xmlns", "http://www.w3.org/2005/Atom"), ("xmlns:georss", "http://www.georss.org/georss"),
                ("xmlns:at", "http://purl.org/atompub/tombstones/1.0"),
            ])
        xml.element("id", feed.address)
        xml.element("title", feed.title)
        xml.element("subtitle", feed.description)
        xml.element("updated", FeedDate.internet(feed.updated))
        xml.open("author")
        xml.element("name", feed.attribution)
        xml.close("author")
        xml.element("rights", feed.license)
        xml.element("generator", "sitrep")
        link("self", feed.address, "application/atom+xml", to: &xml)
        link("alternate", feed.base + feed.listPath, "application/json", to: &xml)
        if let next = feed.nextPath { link("next", feed.base + next, "application/atom+xml", to: &xml) }
        for withdrawal in feed.withdrawals { append(withdrawal, feed.base, to: &xml) }
        for entry in feed.entries { append(entry, feed.base, to: &xml) }
        xml.close("feed")
        return xml.bytes
    }

    private static func append(_ entry: FeedEntry, _ base: String, to xml: inout XMLText) {
        xml.open("entry", [("xml:lang", entry.language)])
        xml.element("id", base + entry.path)
        xml.element("title", entry.title)
        xml.element("updated", FeedDate.internet(entry.updated))
        xml.element("published", entry.published.map(FeedDate.internet))
        if let author = entry.author {
            xml.open("author")
            xml.element("name", author)
            xml.close("author")
        }
        link("alternate", base + entry.path, "application/json", to: &xml)
        if let url = entry.externalURL { link("via", url, nil, to: &xml) }
        for category in entry.categories {
            xml.empty("category", [("term", category.term), ("scheme", base + "/#" + category.scheme)])
        }
        xml.element("summary", entry.summary)
        // An entry without content has a link to it, which it has.
        xml.element("content", entry.content, [("type", "text")])
        xml.element("georss:point", entry.point.map { "\($0.latitude) \($0.longitude)" })
        xml.close("entry")
    }

    private static func append(_ withdrawal: FeedWithdrawal, _ base: String, to xml: inout XMLText) {
        xml.open(
            "at:deleted-entry",
            [("ref", base + withdrawal.path), ("when", FeedDate.internet(withdrawal.when))])
        xml.element("at:comment", withdrawal.reason)
        xml.close("at:deleted-entry")
    }

    private static func link(_ relation: String, _ address: String, _ type: String?, to xml: inout XMLText) {
        xml.empty("link", [("rel", relation), ("type", type), ("href", address)])
    }
}
