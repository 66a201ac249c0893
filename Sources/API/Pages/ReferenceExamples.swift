import ConflictData
import Representations

/// Addresses that answer from the dataset at hand: an example that finds nothing teaches the wrong thing.
struct ReferenceExamples: Sendable {
    /// Paths that have no answer here.
    private let unset: Set<String>
    /// The first record of each type as lists have them.
    private let ids: [RecordType: String]
    /// The event that most tallies are about.
    private let event: String?
    private let actorName: String?

    /// - Parameter unset: paths that answer only where the operator has set something, and has not.
    init(_ dataset: Dataset, unset: Set<String> = []) {
        self.unset = unset
        var ids: [RecordType: String] = [:]
        for type in RecordType.allCases {
            ids[type] = Self.firstRow(of: type, in: dataset).map { dataset.id(ofRow: $0, in: type) }
        }
        self.ids = ids
        event = Self.mostCounted(in: dataset) ?? ids[.event]
        actorName = Self.firstRow(of: .actor, in: dataset).flatMap { dataset.title(ofRow: $0, in: .actor) }
    }

    private static func firstRow(of type: RecordType, in dataset: Dataset) -> Int? {
        guard let query = try? dataset.query(type, filters: [], others: []) else { return nil }
        return try? dataset.find(query).page(limit: 1, cursor: nil).rows.first
    }

    private static func mostCounted(in dataset: Dataset) -> String? {
        guard let query = try? dataset.query(.tally, filters: [], others: []),
            let fields = try? FacetField.list("event_id", of: .tally),
            let entry = dataset.find(query).facets(fields, limit: 1).first?.entries.first,
            case .text(let id) = entry.value
        else { return nil }
        return id
    }

    /// What to ask first, as far as the dataset has something to answer with.
    var questions: [ReferencePage.Question] {
        var questions: [ReferencePage.Question] = []
        if let event {
            questions += [
                ReferencePage.Question(
                    "Who says how many were killed, in what words, and how far apart are they?",
                    "/v1/events/\(event)/toll?measure=killed"),
                ReferencePage.Question(
                    "Every figure on it as a sheet, with a row of HXL tags?",
                    "/v1/counts.csv?event_id=\(event)&hxl=true"),
            ]
        }
        if let actorName {
            let name = Address.percentEncoded(actorName)
            questions += [
                ReferencePage.Question("Who goes by this name?", "/v1/actors/resolve?name=\(name)"),
                ReferencePage.Question("Which articles concern them, under any name?", "/v1/articles?actor=\(name)"),
            ]
        }
        return questions + [
            ReferencePage.Question("What do the checks say about the data?", "/v1/checks"),
            ReferencePage.Question("What has changed?", "/v1/changes"),
        ]
    }

    /// An address of a route with all that it needs; nil when the dataset has nothing to fill it with.
    func address(of route: Route) -> String? {
        guard !unset.contains(route.path) else { return nil }
        var segments: [String] = []
        for segment in route.path.split(separator: "/") {
            guard segment.hasPrefix("{") else {
                segments.append(String(segment))
                continue
            }
            guard let value = capture(segment, of: route, after: segments.last) else { return nil }
            segments.append(value)
        }
        var query: [String] = []
        for parameter in route.queryParameters where parameter.isRequired {
            guard let value = value(of: parameter) else { return nil }
            query.append(parameter.name + "=" + Address.percentEncoded(value))
        }
        return "/" + segments.joined(separator: "/") + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private func capture(_ segment: Substring, of route: Route, after plural: String?) -> String? {
        switch segment {
        case "{id}": plural.flatMap(RecordType.init(plural:)).flatMap { $0 == .event ? event : ids[$0] }
        case "{type}.json": JSONSchema.Subject.records(.tally).name + ".json"
        case "{code}": ErrorCode.unknownParameter.rawValue
        default: nil
        }
    }

    private func value(of parameter: RouteParameter) -> String? {
        switch parameter.name {
        case "name", "q": actorName
        case "group_by": "attributed_to"
        default: nil
        }
    }
}
