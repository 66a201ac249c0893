import ConflictData

/// A feed as JSON Feed 1.1; places stand in the extension `_geo`.
package enum JSONFeed {
    package static func bytes(of feed: FeedDocument) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 1_024 * (feed.entries.count + 1))
        json.object { json in
            json.member("version", "https://jsonfeed.org/version/1.1")
            json.member("title", feed.title)
            json.memberIfKnown("description", feed.description)
            json.member("home_page_url", feed.base + feed.listPath)
            json.member("feed_url", feed.address)
            json.memberIfKnown("next_url", feed.nextPath.map { feed.base + $0 })
            authors([feed.attribution], to: &json)
            json.array("items", feed.entries) { append($1, feed.base, to: &$0) }
        }
        return json.bytes
    }

    private static func append(_ entry: FeedEntry, _ base: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", base + entry.path)
            json.member("url", base + entry.path)
            json.memberIfKnown("external_url", entry.externalURL)
            json.memberIfKnown("title", entry.title)
            // One of the two contents there must be.
            json.memberIfKnown("content_text", entry.content ?? entry.summary ?? entry.title)
            json.memberIfKnown("summary", entry.summary)
            json.memberIfKnown("date_published", entry.published.map(FeedDate.internet))
            json.member("date_modified", FeedDate.internet(entry.updated))
            if !entry.categories.isEmpty { json.member("tags", entry.categories.map(\.term)) }
            if let author = entry.author { authors([author], to: &json) }
            json.memberIfKnown("language", entry.language)
            if let point = entry.point {
                json.key("_geo")
                json.value { $0.append(contentsOf: "{\"lat\":\(point.latitude),\"lon\":\(point.longitude)}".utf8) }
            }
        }
    }

    private static func authors(_ names: [String], to json: inout JSONWriter) {
        json.array("authors", names) { json, name in
            json.object { $0.member("name", name) }
        }
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
