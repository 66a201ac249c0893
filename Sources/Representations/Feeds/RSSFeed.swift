import ConflictData

/// A feed as RSS 2.0, with Atom's links, Dublin Core's author and GeoRSS's places.
package enum RSSFeed {
    package static func bytes(of feed: FeedDocument) -> [UInt8] {
        var xml = XMLText()
        xml.open(
            "rss",
            [
                ("version", "2.0"), ("xmlns:atom", "http://www.w3.org/2005/Atom"),
                ("xmlns:dc", "http://purl.org/dc/elements/1.1/"), ("xmlns:georss", "http://www.georss.org/georss"),
            ])
        xml.open("channel")
        xml.element("title", feed.title)
        xml.element("link", feed.base + feed.listPath)
        xml.element("description", feed.description ?? feed.title)
        xml.element("copyright", feed.attribution + " " + feed.license)
        xml.element("lastBuildDate", FeedDate.mail(feed.updated))
        xml.element("generator", "sitrep")
        xml.empty("atom:link", [("rel", "self"), ("type", "application/rss+xml"), ("href", feed.address)])
        if let next = feed.nextPath {
            xml.empty("atom:link", [("rel", "next"), ("type", "application/rss+xml"), ("href", feed.base + next)])
        }
        for entry in feed.entries { append(entry, feed.base, to: &xml) }
        xml.close("channel")
        xml.close("rss")
        return xml.bytes
    }

    private static func append(_ entry: FeedEntry, _ base: String, to xml: inout XMLText) {
        xml.open("item")
        xml.element("title", entry.title)
        xml.element("link", entry.externalURL ?? base + entry.path)
        xml.element("guid", base + entry.path, [("isPermaLink", "true")])
        // RSS has one date only: that of the last change would make old news new.
        xml.element("pubDate", FeedDate.mail(entry.published ?? entry.updated))
        xml.element("atom:updated", FeedDate.internet(entry.updated))
        xml.element("dc:creator", entry.author)
        for category in entry.categories { xml.element("category", category.term, [("domain", category.scheme)]) }
        xml.element("description", entry.summary ?? entry.content)
        xml.element("georss:point", entry.point.map { "\($0.latitude) \($0.longitude)" })
        xml.close("item")
    }
}
