import ConflictData

/// A feed as JSON Feed 1.1; places stand in the extension `_geo`.
package enum JSONFeed {
    package static func bytes(of feed: FeedDocument) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 1_024 * (feed.entries.count + 1))
        json.beginObject()
        json.memberIfKnown("version", "https://jsonfeed.org/version/1.1")
        json.memberIfKnown("title", feed.title)
        json.memberIfKnown("description", feed.description)
        json.memberIfKnown("home_page_url", feed.base + feed.listPath)
        json.memberIfKnown("feed_url", feed.address)
        json.memberIfKnown("next_url", feed.nextPath.map { feed.base + $0 })
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
        json.memberIfKnown("id", base + entry.path)
        json.memberIfKnown("url", base + entry.path)
        json.memberIfKnown("external_url", entry.externalURL)
        json.memberIfKnown("title", entry.title)
        // One of the two contents there must be.
        json.memberIfKnown("content_text", entry.content ?? entry.summary ?? entry.title)
        json.memberIfKnown("summary", entry.summary)
        json.memberIfKnown("date_published", entry.published.map(FeedDate.internet))
        json.memberIfKnown("date_modified", FeedDate.internet(entry.updated))
        if !entry.categories.isEmpty {
            json.key("tags")
            json.strings(entry.categories.map(\.term))
        }
        if let author = entry.author {
            json.key("authors")
            authors([author], to: &json)
        }
        json.memberIfKnown("language", entry.language)
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
            json.memberIfKnown("name", name)
            json.endObject()
        }
        json.endArray()
    }
}

extension JSONWriter {
    /// Writes a member, unless it has no value.
    fileprivate mutating func memberIfKnown(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }
}
