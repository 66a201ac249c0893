import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

struct CachingTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    private static let targets = [
        "/v1", "/v1/articles", "/v1/articles?limit=2", "/v1/articles/first", "/v1/actors/resolve?name=hts",
        "/v1/checks",
        "/problems", "/problems/invalid-cursor", "/v1/schema", "/v1/schema/tallies.json",
    ]

    @Test(arguments: targets)
    func `gives validators and may be stored until the data changes`(_ target: String) throws {
        let response = api.answer(target)
        #expect(response.status == .ok)
        #expect(response.entityTag?.isWeak == false)
        #expect(response.fields[.lastModified]?.hasSuffix(" GMT") == true)
        #expect(response.fields[.cacheControl] == "public, max-age=0, must-revalidate")
        #expect(response.fields[.vary] == "Accept, Accept-Encoding")
        guard case .untilGenerationChanges = response.storage else {
            Issue.record("is not stored")
            return
        }
    }

    @Test(arguments: targets)
    func `answers 304 without a body to its own tag`(_ target: String) throws {
        let tag = try #require(api.answer(target).entityTag)
        for value in [tag.fieldValue, "W/" + tag.fieldValue, "\"x\", " + tag.fieldValue, "*"] {
            let response = api.answer(target, [.ifNoneMatch: value])
            #expect(response.status == .notModified)
            #expect(response.entityTag == tag)
            #expect(response.text.isEmpty)
            #expect(response.fields[.vary] == "Accept, Accept-Encoding")
            #expect(response.fields[.cacheControl] != nil)
        }
        #expect(api.answer(target, [.ifNoneMatch: "\"other\""]).status == .ok)
    }

    @Test func `knows the tag of the gzip twin where the client takes gzip`() throws {
        let tag = try #require(api.answer("/v1").entityTag)
        let twin = EntityTag(opaque: tag.opaque + "-gzip")
        let current = api.answer("/v1", [.ifNoneMatch: twin.fieldValue, .acceptEncoding: "gzip, br"])
        #expect(current.status == .notModified)
        #expect(current.entityTag == twin)
        #expect(api.answer("/v1", [.ifNoneMatch: twin.fieldValue]).status == .ok)
        #expect(api.answer("/v1", [.ifMatch: twin.fieldValue, .acceptEncoding: "gzip"]).status == .ok)
    }

    @Test func `compares dates where there is no tag`() throws {
        let date = try #require(api.answer("/v1").fields[.lastModified])
        #expect(api.answer("/v1", [.ifModifiedSince: date]).status == .notModified)
        #expect(api.answer("/v1", [.ifModifiedSince: "Thu, 01 Jan 1970 00:00:00 GMT"]).status == .ok)
        #expect(api.answer("/v1", [.ifModifiedSince: date, .ifNoneMatch: "\"other\""]).status == .ok)
        #expect(api.answer("/v1", [.ifModifiedSince: "yesterday"]).status == .ok)
    }

    @Test func `fails a precondition that does not hold`() throws {
        let tag = try #require(api.answer("/v1").entityTag)
        #expect(api.answer("/v1", [.ifMatch: tag.fieldValue]).status == .ok)
        #expect(api.answer("/v1", [.ifMatch: "\"other\""]).problem == "precondition-failed")
        let old: HTTPFields = [.ifUnmodifiedSince: "Thu, 01 Jan 1970 00:00:00 GMT"]
        #expect(api.answer("/v1", old).status == .preconditionFailed)
    }

    @Test func `has other tags for other questions, data and releases, and the same for the same`() throws {
        let other = API(
            store: DatasetStore(try SampleAPI.dataset(articles: "[]")), release: "test")
        let tags = [
            api.answer("/v1/events").entityTag, api.answer("/v1/events?limit=1").entityTag,
            api.answer("/v1/events.json").entityTag, api.answer("/v1/events/offensive").entityTag,
            try SampleAPI.make(release: "next").answer("/v1/events").entityTag, other.answer("/v1/events").entityTag,
        ]
        #expect(Set(tags).count == tags.count)
        #expect(try SampleAPI.make().answer("/v1/events").entityTag == tags[0])
    }

    @Test func `has another tag for checks when findings move within the files`() throws {
        let moved = try SampleAPI.dataset(tallies: "\n" + SampleAPI.tallies)
        let api = API(store: DatasetStore(moved), release: "test")
        #expect(try moved.version == SampleAPI.dataset().version)
        #expect(api.answer("/v1/checks").entityTag != self.api.answer("/v1/checks").entityTag)
        #expect(api.answer("/v1/tallies").entityTag == self.api.answer("/v1/tallies").entityTag)
    }

    @Test(arguments: ["/v1/articles/none", "/v1/articles?limit=0", "/nowhere", "/v1/articles/withdrawn"])
    func `keeps no problem`(_ target: String) {
        let response = api.answer(target, [.ifNoneMatch: "*"])
        #expect(response.problem != nil)
        #expect(response.entityTag == nil)
        #expect(response.fields[.cacheControl] == "no-store")
        guard case .never = response.storage else {
            Issue.record("is stored")
            return
        }
    }

    @Test func `answers from new data after a swap`() throws {
        let store = DatasetStore(try SampleAPI.dataset())
        let api = API(store: store, release: "test")
        let generation = api.generation
        let tag = api.answer("/v1/articles").entityTag
        store.swap(try SampleAPI.dataset(articles: "[]"), nowSeconds: 1_780_000_100)
        #expect(api.generation != generation)
        #expect(api.answer("/v1/articles", [.ifNoneMatch: tag?.fieldValue ?? ""]).status == .ok)
        #expect(api.answer("/v1/articles").text.hasPrefix(#"{"data":[],"#))
    }
}
