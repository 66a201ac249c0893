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
        ("/openapi.json", true),
        ("/v1/places/p7", false), ("/v1", false), ("/v1/schema/tally.json", false),
        ("/healthz", false), ("/metrics", false), ("/", false),
        ("/v1x", false),
    ])
    func `of a large dataset all but the card and records at hand take long`(_ target: String, _ isLong: Bool) throws {
        #expect(Self.takesLong(target, of: try #require(Self.large)) == isLong)
    }

    /// An event with few statements and one with many, reported on two days; and places enough to make it large.
    private static let reported: Dataset? = {
        let places = (0..<20_100).map {
            #"{"id": "p\#($0)", "name": "P", "place_type": "village", "country": "SYR"}"#
        }
        let events = ["few", "many", "inside"].map {
            #"{"id": "\#($0)", "name": "E", "event_type": "battles", "date_start": "2024-01-01""#
                + ($0 == "inside" ? #", "parent_event_id": "many"}"# : "}")
        }
        let tallies = (0..<16_500).map { number in
            let event = number < 10 ? "few" : number < 400 ? "inside" : nil
            return #"{"id": "t\#(number)", "attributed_to": "s", "accumulation": "incremental", "kind": "claim","#
                + #""report_date": "2024-01-0\#(number < 10 ? 2 : 3)", "#
                + (event.map { #""event_id": "\#($0)","# } ?? "")
                + #""reference_period": {"start": "2024-01-01", "end": "2024-01-01"}, "counts": [{"n": 1, "#
                + #""measure": "killed", "unit": "persons", "value": {"qualifier": "exact", "value": 1}}]}"#
        }
        let card = #"{"title": "Reported", "license": "CC0-1.0", "attribution": "Nobody"}"#
        let source = #"{"id": "s", "name": "S", "source_type": "monitor"}"#
        let files = [
            ("dataset.json", card), ("sources.ndjson", source), ("places.ndjson", places.joined(separator: "\n")),
            ("events.ndjson", events.joined(separator: "\n")), ("tallies.ndjson", tallies.joined(separator: "\n")),
        ]
        return DatasetLoader(threads: 2, nowSeconds: 1_780_000_000)
            .load(files: files.map { (name: $0.0, bytes: Array($0.1.utf8)) }).dataset
    }()

    @Test(arguments: [
        ("/v1/counts?reported_since=2024-01-01&reported_until=2024-01-02&within=p7&sort=-value&limit=50", false),
        ("/v1/tallies?reported_since=2024-01-02&reported_until=2024-01-02&envelope=false", false),
        // More was reported than is looked at in no time, or nobody says until when.
        ("/v1/counts?reported_since=2024-01-01&reported_until=2024-01-03&within=p7", true),
        ("/v1/counts?reported_since=2025", true), ("/v1/counts?reported_since=2024&reported_until=soon", true),
        // Something else is asked, too; or what the nearest to a name is that nobody has.
        ("/v1/counts?reported_since=2024-01-01&reported_until=2024-01-02&q=a", true),
        ("/v1/counts?reported_since=2024-01-01&reported_until=2024-01-02&as_of=2024", true),
        ("/v1/counts?reported_since=2024-01-01&reported_until=2024-01-02&facets=measure", true),
        ("/v1/counts?reported_since=2024-01-01&reported_until=2024-01-02&limit=101", true),
        ("/v1/counts?reported_since=2024-01-01&reported_until=2024-01-02&within=nowhere", true),
        ("/v1/events?reported_since=2024-01-01&reported_until=2024-01-02", true),
        ("/v1/tallies?event_id=few&limit=5", false), ("/v1/counts?event_id=inside", false),
        ("/v1/tallies?event_id=nothing", true), ("/v1/tallies?event_id=few,many", true),
        ("/v1/events/few/toll", false), ("/v1/events/few/toll?measure=injured&policy=maximum", false),
        ("/v1/events/few/toll?as_of=2024", true), ("/v1/events/few/toll?sources=s", true),
        ("/v1/events/inside/toll", true), ("/v1/events/many/toll", true), ("/v1/events/nothing/toll", true),
    ])
    func `a question that looks at little does not take long`(_ target: String, _ isLong: Bool) throws {
        #expect(Self.takesLong(target, of: try #require(Self.reported)) == isLong)
    }

    @Test(arguments: ["/v1/tallies", "/v1/tallies?as_of=2024", "/v1/tallies/nothing"])
    func `of a small dataset nothing takes long`(_ target: String) throws {
        #expect(!Self.takesLong(target, of: try SampleAPI.dataset()))
    }
}
