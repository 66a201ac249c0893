import API
import HTTP
import HTTPTypes
import Testing

/// Pictures as clients see them.
@Suite struct ChartTests {
    private let api: API

    init() throws { api = try SampleAPI.make() }

    private static let paths = [
        "/v1/counts", "/v1/counts/aggregate?group_by=attributed_to", "/v1/timeseries", "/v1/events/offensive/toll",
    ]

    private static func svg(_ path: String) -> String {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        return parts[0] + ".svg" + (parts.count > 1 ? "?" + parts[1] : "")
    }

    @Test(arguments: paths)
    func `are asked for by suffix, parameter and field`(_ path: String) {
        let join = path.contains("?") ? "&" : "?"
        for answer in [
            api.answer(Self.svg(path)), api.answer(path + join + "format=svg"),
            api.answer(path, [.accept: "image/svg+xml"]),
        ] {
            #expect(answer.status == .ok)
            #expect(answer.fields[.contentType] == "image/svg+xml")
            #expect(answer.text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
            #expect(answer.text.contains("Source: Sample. Sample &quot;desk&quot;. Licence: CC-BY-4.0."))
            #expect(answer.fields[.contentSecurityPolicy] == "default-src 'none'; style-src 'unsafe-inline'; sandbox")
            #expect(answer.fields[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test(arguments: paths)
    func `have a tag of their own, by which a copy is known to be current`(_ path: String) throws {
        let answer = api.answer(Self.svg(path))
        let tag = try #require(answer.entityTag)
        #expect(api.answer(path).entityTag != tag)
        #expect(api.answer(Self.svg(path), [.ifNoneMatch: tag.fieldValue]).status == .notModified)
        let join = path.contains("?") ? "&" : "?"
        #expect(api.answer(Self.svg(path) + join + "width=500").entityTag != tag)
    }

    @Test(arguments: [
        ("width=319", "invalid-parameter"), ("width=1601", "invalid-parameter"), ("width=wide", "invalid-parameter"),
        ("height=100", "invalid-parameter"), ("height=-1", "invalid-parameter"), ("height=", "invalid-parameter"),
        ("widht=400", "unknown-parameter"), ("hxl=true", "parameter-not-applicable"),
        ("envelope=true", "parameter-not-applicable"),
    ])
    func `refuse sizes that are none`(_ query: String, _ problem: String) {
        for path in Self.paths {
            let address = Self.svg(path)
            #expect(
                api.answer(address + (path.contains("?") ? "&" : "?") + query).problem == problem, "\(address) \(query)"
            )
        }
    }

    @Test func `have the size that is asked for`() {
        let text = api.answer("/v1/counts.svg?width=400&height=640").text
        #expect(text.contains("width=\"400\" height=\"640\" viewBox=\"0 0 400 640\""))
    }

    @Test(arguments: paths)
    func `other formats know no size`(_ path: String) {
        #expect(
            api.answer(path + (path.contains("?") ? "&" : "?") + "width=400").problem == "parameter-not-applicable")
    }

    @Test(arguments: [
        ("/v1/counts.svg?limit=201", "parameter-not-applicable"),
        ("/v1/counts.svg?fields=id", "parameter-not-applicable"),
        ("/v1/counts.svg?facets=measure", "parameter-not-applicable"),
        ("/v1/counts/aggregate.svg?group_by=month&limit=201", "parameter-not-applicable"),
        ("/v1/counts/aggregate.svg?group_by=month&cursor=abc", "parameter-not-applicable"),
        ("/v1/articles.svg", "not-acceptable"), ("/v1/events/offensive.svg", "not-acceptable"),
    ])
    func `refuse what has no place in them`(_ target: String, _ problem: String) {
        #expect(api.answer(target).problem == problem)
    }

    @Test func `show what was known when`() {
        let then = api.answer("/v1/counts.svg?as_of=2024-11-15").text
        #expect(then.contains("as known at 2024-11-15"))
        #expect(!then.contains("29 November 2024"))
        #expect(api.answer("/v1/counts.svg").text.contains("29 November 2024"))
    }

    @Test func `a page leads to the next one`() throws {
        let answer = api.answer("/v1/counts.svg?limit=2")
        #expect(answer.text.contains("2 of 5 counts are shown."))
        let next = try #require(answer.link("next"))
        #expect(next.hasPrefix("/v1/counts.svg?limit=2&cursor="))
        #expect(api.answer(next).status == .ok)
    }

    @Test func `nothing is a picture too`() {
        for target in [
            "/v1/counts.svg?measure=injured", "/v1/timeseries.svg?measure=injured",
            "/v1/counts/aggregate.svg?group_by=month&measure=injured", "/v1/events/offensive/toll.svg?measure=injured",
        ] {
            let answer = api.answer(target)
            #expect(answer.status == .ok)
            #expect(
                answer.text.contains("No counts match this question.") || answer.text.contains("Nobody gives a figure"))
        }
    }

    @Test func `a toll names its parties and what they say`() {
        let text = api.answer("/v1/events/offensive/toll.svg").text
        #expect(text.contains("<title id="))
        #expect(text.contains(">Offensive: killed</title>"))
        #expect(text.contains(">The Monitor</text>"))
    }
}
