import Testing

@testable import HTTP

@Suite struct ContentNegotiationTests {
    private let offers = [
        MediaType("application", "json"), MediaType("text", "csv"), MediaType("application", "geo+json"),
    ]

    @Test(
        arguments: [
            (nil, 0),
            ("", 0),
            ("*/*", 0),
            ("application/json", 0),
            ("APPLICATION/JSON", 0),
            ("text/csv", 1),
            ("text/*", 1),
            ("text/csv, application/json", 0),
            ("application/json;q=0.5, text/csv", 1),
            ("application/json;q=0.5, text/csv;q=0.500", 0),
            ("application/*;q=0.2, application/geo+json;q=0.9", 2),
            ("*/*;q=0, text/csv", 1),
            ("*/*;q=0", nil),
            ("application/json;q=0, */*;q=0.1", 1),
            ("text/html", nil),
            ("text/html, */*;q=0.1", 0),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 0),
            ("application/json; charset=utf-8", 0),
            ("application/json; charset=\"UTF-8\"", 0),
            ("application/json; version=2", nil),
            ("application/json;version=2, text/csv;q=0.1", 1),
            (" text/csv ; q=1.000 , , application/json ; q=0.999", 1),
            ("text/html;level=\"1,2\", text/csv", 1),
            ("application/json;q=2, text/csv;q=0.1", 1),
            ("application/json;q=0.1234, text/csv;q=0.1", 1),
            ("application/json;q=, text/csv;q=0.1", 1),
            ("nonsense", 0),
            ("*/json", 0),
            ("*/json, text/csv", 1),
            ("text/csv;q=\"0.5", 0),
        ] as [(String?, Int?)]
    )
    func `takes the best media type by weight, specificity and own order`(_ accept: String?, _ expected: Int?) {
        #expect(ContentNegotiation.bestMediaType(among: offers, accept: accept) == expected)
    }

    @Test func `finds nothing among no offers`() {
        #expect(ContentNegotiation.bestMediaType(among: [], accept: nil) == nil)
    }

    @Test func `gives the range with most parameters the last word`() {
        let offers = [
            MediaType("text", "csv", parameters: [.init(name: "header", value: "present")]), MediaType("text", "csv"),
        ]
        #expect(ContentNegotiation.bestMediaType(among: offers, accept: "text/csv;header=present;q=0, text/csv") == 1)
        #expect(ContentNegotiation.bestMediaType(among: offers, accept: "text/csv;q=0.1, text/csv;header=present") == 0)
    }

    @Test(
        arguments: [
            (nil, .identity),
            ("", .identity),
            ("gzip", .gzip),
            ("GZip", .gzip),
            ("x-gzip", .gzip),
            ("gzip, deflate, br, zstd", .gzip),
            ("br", .identity),
            ("*", .gzip),
            ("*;q=0.5", .gzip),
            ("gzip;q=0", .identity),
            ("gzip;q=0.0", .identity),
            ("gzip;q=0, *", .identity),
            ("identity;q=0", .none),
            ("identity;q=0, gzip", .gzip),
            ("identity;q=0, gzip;q=0", .none),
            ("*;q=0", .none),
            ("*;q=0, identity", .identity),
            ("*;q=0, gzip;q=0.1", .gzip),
            ("identity, gzip;q=0.5", .identity),
            ("identity;q=0.5, gzip;q=0.5", .gzip),
            ("gzip;q=0, x-gzip;q=0.3", .gzip),
            ("gzip;q=x", .identity),
            ("gzip;q=1.001", .identity),
            ("gzip;level=9", .identity),
            ("gzip zip", .identity),
            ("deflate , , gzip ; q=0.8 ", .gzip),
            ("gzipped", .identity),
        ] as [(String?, ContentNegotiation.Coding)]
    )
    func `chooses the content coding by weight`(_ acceptEncoding: String?, _ expected: ContentNegotiation.Coding) {
        #expect(ContentNegotiation.coding(acceptEncoding: acceptEncoding) == expected)
    }

    @Test(
        arguments: [
            ("text/csv", "text/csv"),
            ("Text/CSV;Header=Present", "text/csv; header=Present"),
            ("text/csv ; header=\"two words\"", "text/csv; header=\"two words\""),
            ("text/csv;a=\"\\\"\\\\\"", "text/csv; a=\"\\\"\\\\\""),
            ("text/csv;q=1", "text/csv; q=1"),
        ]
    )
    func `reads and writes media types`(_ text: String, _ expected: String) throws {
        #expect(try #require(MediaType(parsing: text)).fieldValue == expected)
    }

    @Test(
        arguments: [
            "", "text", "text/", "/csv", "text/csv;", "text/csv;a", "text/csv;a=\"b", "text/csv, a/b", "t t/c",
        ]
    )
    func `refuses what is no media type`(_ text: String) {
        #expect(MediaType(parsing: text) == nil)
    }
}
