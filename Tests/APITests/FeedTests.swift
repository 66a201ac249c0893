import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

/// Lists as feeds.
struct FeedTests {
    let api: API

    init() throws {
        api = API(
            store: DatasetStore(try SampleAPI.dataset()), release: "test",
            site: Site(publicURL: "https://data.example.org/"))
    }

    @Test(arguments: RecordType.allCases, [RepresentationFormat.atom, .rss, .jsonFeed])
    func `answers a feed of every type`(_ type: RecordType, _ format: RepresentationFormat) throws {
        let response = api.answer("/v1/\(type.plural).\(format.rawValue)")
        #expect(response.status == .ok)
        #expect(response.fields[.contentType] == format.mediaType.fieldValue)
        let address = "https://data.example.org/v1/\(type.plural).\(format.rawValue)"
        #expect(response.text.contains(address))
        let entries = response.text.matches(of: #/<entry|<item>|"title":"[^"]*","content_text"/#)
        #expect(entries.count == (try SampleAPI.dataset().count(of: type)))
    }

    @Test func `writes an Atom feed with what was withdrawn, its next page and itself`() throws {
        let text = api.answer("/v1/articles.atom?limit=1").text
        #expect(
            text
                == """
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" \
                xmlns:at="http://purl.org/atompub/tombstones/1.0">
                <id>https://data.example.org/v1/articles.atom?limit=1</id>
                <title>Sample: articles</title>
                <subtitle>Small.</subtitle>
                <updated>2024-12-01T00:00:00Z</updated>
                <author>
                <name>Sample &quot;desk&quot;</name>
                </author>
                <rights>CC-BY-4.0</rights>
                <generator>sitrep</generator>
                <link rel="self" type="application/atom+xml" href="https://data.example.org/v1/articles.atom?limit=1"/>
                <link rel="alternate" type="application/json" href="https://data.example.org/v1/articles?limit=1"/>
                <link rel="next" type="application/atom+xml" \
                href="https://data.example.org\(try #require(api.answer("/v1/articles.atom?limit=1").link("next")).replacing("&", with: "&amp;"))"/>
                <at:deleted-entry ref="https://data.example.org/v1/articles/withdrawn" when="2024-12-01T00:00:00Z">
                <at:comment>The photo was from another year.</at:comment>
                </at:deleted-entry>
                <entry>
                <id>https://data.example.org/v1/articles/third.json</id>
                <title>Third</title>
                <updated>2024-11-29T08:00:00Z</updated>
                <published>2024-11-29T08:00:00Z</published>
                <author>
                <name>The Agency</name>
                </author>
                <link rel="alternate" type="application/json" href="https://data.example.org/v1/articles/third.json"/>
                </entry>
                </feed>

                """)
    }

    @Test func `writes RSS and JSON Feed of the same entries`() {
        let rss = api.answer("/v1/tallies.rss?attributed_to=monitor&limit=1").text
        #expect(rss.contains("<title>The Monitor: 10 killed, Aleppo, 27–29 November 2024</title>"))
        #expect(rss.contains("<guid isPermaLink=\"true\">https://data.example.org/v1/tallies/toll</guid>"))
        #expect(rss.contains("<pubDate>Fri, 29 Nov 2024 00:00:00 +0000</pubDate>"))
        #expect(rss.contains("<georss:point>36.2 37.16</georss:point>"))
        let json = api.answer("/v1/tallies.feed.json?attributed_to=monitor&limit=1").text
        #expect(json.hasPrefix(#"{"version":"https://jsonfeed.org/version/1.1","title":"Sample: tallies","#))
        #expect(json.contains(#""id":"https://data.example.org/v1/tallies/toll""#))
        #expect(json.contains(#""date_published":"2024-11-29T00:00:00Z""#))
        #expect(json.contains(#""_geo":{"lat":36.2,"lon":37.16}"#))
        #expect(
            json.contains(
                #""next_url":"https://data.example.org/v1/tallies.feed.json?attributed_to=monitor&limit=1&cursor="#))
    }

    @Test func `lets XML hold any text`() throws {
        let articles = #"""
            [{"id": "a", "headline": "A < B & \"C\" > D\u0001\r\nحلب ]]>", "publisher_id": "agency", "published_at": "2024"}]
            """#
        let api = API(store: DatasetStore(try SampleAPI.dataset(articles: articles)), release: "test")
        let text = api.answer("/v1/articles.atom").text
        #expect(text.contains("<title>A &lt; B &amp; &quot;C&quot; &gt; D&#13;\nحلب ]]&gt;</title>"))
    }

    @Test func `calls itself as the client does when nobody says how it is called`() throws {
        let api = try SampleAPI.make()
        let host = try #require(HTTPField.Name("Host"))
        let one = api.answer("/v1/articles.rss", [host: "one.example:8080"])
        #expect(one.text.contains("<link>http://one.example:8080/v1/articles</link>"))
        let two = api.answer("/v1/articles.rss", [host: "two.example"])
        #expect(one.entityTag != two.entityTag)
        // Or one client would get what another was told.
        if case .untilGenerationChanges = one.storage { Issue.record("stored") }
        if case .never = self.api.answer("/v1/articles.rss", [host: "one.example"]).storage {
            Issue.record("not stored")
        }
    }

    @Test func `lists the feeds and links them on the card`() {
        let feeds = api.answer("/feeds?envelope=false").text
        #expect(
            feeds.hasPrefix(#"[{"list":"/v1/articles","title":"News items, newest first.","atom":"/v1/articles.atom","#)
        )
        #expect(feeds.matches(of: #/"rss":/#).count == RecordType.allCases.count)
        #expect(api.answer("/v1").text.contains(#""feeds":"/feeds""#))
    }

    @Test(arguments: ["fields=id", "envelope=true", "facets=genre", "hxl=true"])
    func `refuses what no feed has`(_ query: String) {
        #expect(api.answer("/v1/articles.atom?" + query).problem == "parameter-not-applicable")
    }
}
