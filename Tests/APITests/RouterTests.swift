import Testing

@testable import API

struct RouterTests {
    let router = Router(RouteTable.routes)

    private static let found: [([String], String, [String])] = [
        ([], "/", []),
        (["v1"], "/v1", []),
        (["v1", "tallies"], "/v1/tallies", []),
        (["v1", "tallies", "a.1"], "/v1/tallies/{id}", ["a.1"]),
        (["v1", "actors", "resolve"], "/v1/actors/resolve", []),
        (["v1", "actors", "resolved"], "/v1/actors/{id}", ["resolved"]),
        (["v1", "articles", "a/b"], "/v1/articles/{id}", ["a/b"]),
        (["healthz"], "/healthz", []),
    ]

    @Test(arguments: found)
    func `finds the route of a path`(_ segments: [String], _ path: String, _ captures: [String]) {
        let match = router.match(segments)
        #expect(match?.route.path == path)
        #expect(match?.captures == captures)
        #expect(match?.suffix == nil)
    }

    @Test(arguments: [
        (["v1.json"], "/v1", RepresentationFormat.json),
        (["v1", "tallies.csv"], "/v1/tallies", .csv),
        (["v1", "articles.feed.json"], "/v1/articles", .jsonFeed),
        (["v1", "actors", "resolve.json"], "/v1/actors/resolve", .json),
    ])
    func `reads a format suffix on a literal segment`(
        _ segments: [String], _ path: String, _ suffix: RepresentationFormat
    ) {
        #expect(router.match(segments)?.route.path == path)
        #expect(router.match(segments)?.suffix == suffix)
    }

    @Test func `leaves the suffix of an id to the handler`() {
        let match = router.match(["v1", "articles", "a.json"])
        #expect(match?.captures == ["a.json"])
        #expect(match?.suffix == nil)
    }

    @Test(arguments: [
        ["v2"], ["v1", "tallies.exe"], ["v1", "tallies", "a", "b"], ["V1"], ["v1", ""], ["v1", "tallies", ""],
        ["", "v1"], ["healthz.json"],
        [".json"], ["v1", ".json"],
    ])
    func `has no route for other paths`(_ segments: [String]) {
        #expect(router.match(segments) == nil)
    }

    @Test(arguments: [
        (["v1", "tallys"], "/v1/tallies"),
        (["v1", "articels", "x"], "/v1/articles/{id}"),
        (["v2", "counts"], "/v1/counts"),
        (["helthz"], "/healthz"),
    ])
    func `names the nearest route first`(_ segments: [String], _ nearest: String) {
        #expect(router.nearestPaths(to: segments).first == nearest)
    }

    @Test func `names no route for what is like none`() {
        #expect(router.nearestPaths(to: ["wp-login.php"]).isEmpty)
        #expect(router.nearestPaths(to: [String(repeating: "x", count: 10_000)]).isEmpty)
    }
}
