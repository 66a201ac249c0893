import ConflictData

/// A feed as JSON Feed 1.1; places stand in the extension `_geo`.
package enum JSONFeed {
    package static func bytes(of feed: FeedDocument) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 1_024 * (feed.entries.count + 1))
        json.beginObject()
        json.member("version", "https://jsonfeed.org/version/1.1")
        json.member("title", feed.title)
        json.member("description", feed.description)
        json.member("home_page_url", feed.base + feed.listPath)
        json.member("feed_url", feed.address)
        json.member("next_url", feed.nextPath.map { feed.base + $0 })
        json.key("authors")
        authors([feed.attribution], to: &json)
        json.key("items")
        json.beginArray()
        for entry in feed.entries { append(entry, feed.base, to: &json) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    private static func append(_ entry: FeedEntry, _ base: String, to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", base + entry.path)
        json.member("url", base + entry.path)
        json.member("external_url", entry.externalURL)
        json.member("title", entry.title)
        // One of the two contents there must be.
        json.member("content_text", entry.content ?? entry.summary ?? entry.title)
        json.member("summary", entry.summary)
        json.member("date_published", entry.published.map(FeedDate.internet))
        json.member("date_modified", FeedDate.internet(entry.updated))
        if !entry.categories.isEmpty {
            json.key("tags")
            json.strings(entry.categories.map(\.term))
        }
        if let author = entry.author {
            json.key("authors")
            authors([author], to: &json)
        }
        json.member("language", entry.language)
        if let point = entry.point {
            json.key("_geo")
            json.value { $0.append(contentsOf: "{\"lat\":\(point.latitude),\"lon\":\(point.longitude)}".utf8) }
        }
        json.endObject()
    }

    private static func authors(_ names: [String], to json: inout JSONWriter) {
        json.beginArray()
        for name in names {
            json.beginObject()
            json.member("name", name)
            json.endObject()
        }
        json.endArray()
    }
}

extension JSONWriter {
    /// Writes a member, unless it has no value.
    fileprivate mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }
}
