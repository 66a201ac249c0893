import API
import ConflictData
import HTTP
import HTTPTypes
import Testing

struct SchemaTests {
    private let api: API

    init() throws { api = try SampleAPI.make() }

    @Test(arguments: JSONSchema.Subject.all)
    func `serves the schema that the command prints`(_ subject: JSONSchema.Subject) {
        let answer = api.answer("/v1/schema/\(subject.name).json")
        #expect(answer.status == .ok)
        #expect(answer.fields[.contentType] == "application/schema+json")
        #expect(answer.text == JSONSchema.schema(of: subject).text)
        #expect(answer.isCompressible)
    }

    @Test(arguments: ["tally", "tallies"])
    func `takes the singular and the plural, and is one answer`(_ name: String) {
        let answer = api.answer("/v1/schema/\(name).json")
        #expect(answer.entityTag == api.answer("/v1/schema/tallies.json").entityTag)
    }

    @Test func `leads from a name without the suffix to the file`() {
        let answer = api.answer("/v1/schema/tally")
        #expect(answer.status == .permanentRedirect)
        #expect(answer.fields[.location] == "/v1/schema/tally.json")
    }

    @Test func `is not there for other names, and says which are near`() {
        let answer = api.answer("/v1/schema/tallys.json")
        #expect(answer.status == .notFound)
        #expect(answer.problem == "route-not-found")
        #expect(answer.text.contains("\"suggestions\":[\"tally\""))
        #expect(api.answer("/v1/schema/counts.json").status == .notFound)
    }

    @Test func `is the same whatever the data`() throws {
        let other = API(store: DatasetStore(try SampleAPI.dataset(articles: "[]")), release: "test")
        let tags = [api, other].map { $0.answer("/v1/schema/articles.json").entityTag }
        #expect(tags[0] == tags[1])
        #expect(api.answer("/v1/schema").entityTag != other.answer("/v1/schema").entityTag)
    }

    @Test func `lists every schema`() {
        let text = api.answer("/v1/schema?envelope=false").text
        for subject in JSONSchema.Subject.all {
            #expect(text.contains("\"url\":\"/v1/schema/\(subject.name).json\""))
        }
    }

    @Test func `takes no parameters`() {
        #expect(api.answer("/v1/schema/tallies.json?fields=id").problem == "unknown-parameter")
    }
}
