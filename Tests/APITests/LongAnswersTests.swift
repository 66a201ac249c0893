import API
import ConflictData
import HTTP
import HTTPTypes
import Testing

/// Which questions are worked out away from the event loops.
struct LongAnswersTests {
    private static func takesLong(_ target: String, of dataset: Dataset) -> Bool {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let request = Request(
            method: .get, target: RequestTarget(rawPath: parts[0], rawQuery: parts.count > 1 ? parts[1] : nil),
            fields: [:])
        return API(store: DatasetStore(dataset), release: "test").takesLong(request)
    }

    /// More places than are gone over in no time.
    private static let large: Dataset? = {
        let places = (0..<20_100).map {
            #"{"id": "p\#($0)", "name": "P", "place_type": "village", "country": "SYR"}"#
        }
        let card = #"{"title": "Large", "license": "CC0-1.0", "attribution": "Nobody"}"#
        let files = [("dataset.json", card), ("places.ndjson", places.joined(separator: "\n"))]
        return DatasetLoader(threads: 2, nowSeconds: 1_780_000_000)
            .load(files: files.map { (name: $0.0, bytes: Array($0.1.utf8)) }).dataset
    }()

    @Test(arguments: [
        ("/v1/places", true), ("/v1/places?limit=1", true), ("/v1/places/nowhere", true), ("/v1/search?q=a", true),
        ("/v1/places/p7?as_of=2024", true), ("/v1/places/p7?as%5Fof=2024", true), ("/v1?as_of=2024", true),
        ("/v1/places/p7", false), ("/v1", false), ("/v1/schema/tally.json", false),
        ("/healthz", false), ("/metrics", false), ("/", false),
        ("/v1x", false),
    ])
    func `of a large dataset all but the card and records at hand take long`(_ target: String, _ isLong: Bool) throws {
        #expect(Self.takesLong(target, of: try #require(Self.large)) == isLong)
    }

    @Test(arguments: ["/v1/tallies", "/v1/tallies?as_of=2024", "/v1/tallies/nothing"])
    func `of a small dataset nothing takes long`(_ target: String) throws {
        #expect(!Self.takesLong(target, of: try SampleAPI.dataset()))
    }
}
