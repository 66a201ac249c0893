import API
import ConflictData
import HTTP
import HTTPTypes
import Testing

/// A small dataset with one of everything the API tells apart: former, retracted and dotted ids, names that changed
/// hands, checks that warn.
enum SampleAPI {
    /// The API over the sample dataset.
    static func make(release: String = "test") throws -> API {
        API(store: DatasetStore(try dataset()), release: release)
    }

    static func dataset(
        articles: String = articles, tallies: String = tallies, events: String = events
    ) throws -> Dataset {
        let files = [
            ("dataset.json", card), ("sources.json", sources), ("places.json", places), ("actors.json", actors),
            ("events.json", events), ("articles.json", articles), ("tallies.json", tallies),
            ("interviews.json", interviews),
        ]
        let outcome = DatasetLoader(threads: 1, nowSeconds: 1_780_000_000)
            .load(files: files.map { (name: $0.0, bytes: Array($0.1.utf8)) })
        return try #require(outcome.dataset, "\(outcome.findings)")
    }

    private static let card = """
        {"title": "Sample", "license": "CC-BY-4.0", "attribution": "Sample \\"desk\\"", "caveats": ["Small."]}
        """
    private static let sources = """
        [{"id": "monitor", "name": "The Monitor", "source_type": "monitor"},
         {"id": "agency", "name": "The Agency", "source_type": "news_agency"}]
        """
    private static let places = """
        [{"id": "aleppo", "name": "Aleppo", "place_type": "city", "country": "SYR",
          "location": {"lat": 36.2, "lon": 37.16}}]
        """
    private static let actors = """
        [{"id": "hts", "name": "Hayat Tahrir al-Sham", "actor_type": "rebel_group", "former_ids": ["nusra"],
          "names": [{"name": "Nusra Front", "kind": "former", "from": "2012-01-23", "to": "2016-07-28"},
                    {"name": "HTS", "kind": "acronym", "from": "2017-01-28"},
                    {"name": "the rebels", "kind": "weak"}]},
         {"id": "army", "name": "Syrian Arab Army", "actor_type": "state_forces"}]
        """
    static let events = """
        [{"id": "offensive", "name": "Offensive", "event_type": "battles", "date_start": "2024-11-27",
          "place_id": "aleppo"}]
        """
    static let articles = """
        [{"id": "first", "headline": "First", "publisher_id": "agency", "published_at": "2024-11-27T08:00:00Z"},
         {"id": "second", "headline": "Second", "publisher_id": "agency", "published_at": "2024-11-28T08:00:00Z"},
         {"id": "third.json", "headline": "Third", "publisher_id": "agency", "published_at": "2024-11-29T08:00:00Z"},
         {"id": "withdrawn", "headline": "Wrong", "publisher_id": "agency", "published_at": "2024-11-30",
          "retracted_at": "2024-12-01", "retraction_reason": "The photo was from another year."}]
        """
    static let tallies = """
        [{"id": "toll", "attributed_to": "monitor", "event_id": "offensive", "report_date": "2024-11-29",
          "reference_period": {"start": "2024-11-27", "end": "2024-11-29"}, "accumulation": "cumulative",
          "kind": "documented", "counts": [
           {"n": 1, "measure": "killed", "exhaustive": true, "value": {"qualifier": "exact", "value": 10}},
           {"n": 2, "measure": "killed", "part_of": 1, "value": {"qualifier": "exact", "value": 4}},
           {"n": 3, "measure": "killed", "part_of": 1, "value": {"qualifier": "exact", "value": 5}}]},
         {"id": "early", "attributed_to": "monitor", "event_id": "offensive", "report_date": "2024-11-01",
          "reference_period": {"start": "2024-11-01", "end": "2024-11-01"}, "accumulation": "incremental",
          "kind": "claim", "counts": [
           {"n": 1, "measure": "killed", "value": {"qualifier": "exact", "value": 2}},
           {"n": 2, "measure": "killed", "part_of": 1, "value": {"qualifier": "exact", "value": 3}}]}]
        """
    private static let interviews = """
        [{"id": "talk", "title": "Talk", "interviewee": {"name": "An Expert"}, "date": "2024-11-30",
          "verbatim": true, "exchanges": [{"n": 1, "question": "Why?", "answer": "Because."}]}]
        """
}

extension API {
    /// Answers GET, or another method, for a target as it would be sent.
    func answer(
        _ target: String, _ fields: HTTPFields = [:], method: HTTPRequest.Method = .get
    ) -> Response {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let query = parts.count > 1 ? parts[1] : nil
        return respond(
            to: Request(method: method, target: RequestTarget(rawPath: parts[0], rawQuery: query), fields: fields))
    }
}

extension Response {
    /// The body as text.
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The error code that the problem's type names, nil when this is no problem.
    var problem: String? {
        guard fields[.contentType] == "application/problem+json",
            let type = text.firstMatch(of: #/"type":"/problems/([a-z-]+)"/#)
        else { return nil }
        return String(type.output.1)
    }

    /// The suggestions of a problem, as JSON text.
    var suggestions: String? {
        text.firstMatch(of: #/"suggestions":(\[[^\]]*\])/#).map { String($0.output.1) }
    }

    /// The address of a relation in `Link`.
    func link(_ relation: String) -> String? {
        guard let name = HTTPField.Name("Link"), let value = fields[name] else { return nil }
        return value.split(separator: ", ").first { $0.hasSuffix("rel=\"\(relation)\"") }
            .flatMap { $0.split(separator: ">").first }.map { String($0.dropFirst()) }
    }
}
