import ConflictData

/// What a route answers: its name for programs, the chapter it belongs to, and the form of its JSON. The contract is
/// made from it.
enum AnswerShape: Sendable, Equatable {
    case list(RecordType)
    case record(RecordType)
    case card, resolve, search, aggregate, timeSeries, checks, changes, revisions, toll
    case feeds, problems, problem, contract, schemas, schema
    case files, file
    case live, ready
    /// An answer that is no JSON, of this media type.
    case document(mediaType: String, operation: String)
    /// Leads elsewhere (302).
    case redirect

    /// The chapters of the reference, in order, each with what belongs to it.
    static let chapters: [(name: String, summary: String)] = [
        ("Records", "Lists of records by one grammar, and each record at its own address."),
        (
            "Figures",
            "What statements come to, kept apart by who says it: tolls, sums, series. What overlaps is never added."
        ),
        ("Search", "Full text over everything, and names in any spelling."),
        ("Dataset", "The whole: its terms, its checks, its changes."),
        ("Contract", "What machines and people read before they ask: this document, the kinds of problem, the feeds."),
        ("Operations", "Whether the service is well."),
    ]

    var chapter: String {
        switch self {
        case .list, .record, .revisions: "Records"
        case .aggregate, .timeSeries, .toll: "Figures"
        case .resolve, .search: "Search"
        case .card, .checks, .changes, .files, .file: "Dataset"
        case .feeds, .problems, .problem, .contract, .schemas, .schema, .document, .redirect: "Contract"
        case .live, .ready: "Operations"
        }
    }

    /// What clients made from the contract call the function.
    var operation: String {
        switch self {
        case .list(let type): "list" + type.schemaName(plural: true)
        case .record(let type): "get" + type.schemaName
        case .card: "getDataset"
        case .resolve: "resolveActor"
        case .search: "search"
        case .aggregate: "aggregateCounts"
        case .timeSeries: "getTimeSeries"
        case .checks: "listChecks"
        case .changes: "listChanges"
        case .revisions: "listRevisions"
        case .toll: "getToll"
        case .feeds: "listFeeds"
        case .problems: "listProblems"
        case .problem: "getProblem"
        case .contract: "getContract"
        case .schemas: "listSchemas"
        case .schema: "getSchema"
        case .files: "listFiles"
        case .file: "getFile"
        case .live: "getLiveness"
        case .ready: "getReadiness"
        case .document(_, let operation): operation
        case .redirect: "enter"
        }
    }

    /// The name of the schema of its JSON in an envelope; nil: there is none around it.
    var envelopeName: String? {
        switch self {
        case .list(let type): type.schemaName + "List"
        case .record(let type): type.schemaName + "Answer"
        case .card: "DatasetAnswer"
        case .resolve: "ResolutionAnswer"
        case .search: "SearchHitList"
        case .aggregate: "AggregateRowList"
        case .timeSeries: "TimeSeriesPointList"
        case .checks: "CheckList"
        case .changes: "ChangeList"
        case .revisions: "StatementList"
        case .toll: "TollAnswer"
        case .feeds: "FeedList"
        case .schemas: "FileSchemaList"
        case .files: "ExportedFileList"
        case .problems, .problem, .contract, .schema, .file, .live, .ready, .document, .redirect: nil
        }
    }

    /// The name of the schema of what `data` holds: of one row, where it holds rows.
    var dataName: String? {
        switch self {
        case .list(let type), .record(let type): type.schemaName
        case .card: "Dataset"
        case .resolve: "Resolution"
        case .search: "SearchHit"
        case .aggregate: "AggregateRow"
        case .timeSeries: "TimeSeriesPoint"
        case .checks: "Check"
        case .changes: "Change"
        case .revisions: "Statement"
        case .toll: "Toll"
        case .feeds: "Feed"
        case .problems, .problem: "ProblemKind"
        case .contract: "OpenAPI"
        case .schemas: "FileSchema"
        case .schema: "JSONSchema"
        case .files: "ExportedFile"
        case .live: "Liveness"
        case .ready: "Readiness"
        case .document, .file, .redirect: nil
        }
    }

    /// Whether `data` is an array.
    var isRows: Bool {
        switch self {
        case .list, .search, .aggregate, .timeSeries, .checks, .changes, .revisions, .feeds, .problems, .schemas,
            .files:
            true
        default: false
        }
    }

    /// The type of record that `fields`, `sort`, `facets` and `include` name members of.
    var type: RecordType? {
        switch self {
        case .list(let type), .record(let type): type
        case .resolve: .actor
        case .revisions: .tally
        default: nil
        }
    }

    /// The type of the record that `{id}` in the path is of.
    var owner: RecordType? {
        switch self {
        case .record(let type): type
        case .revisions: .tally
        case .toll: .event
        default: nil
        }
    }

    /// Whether what is asked for may have another address (308), or have been withdrawn (410).
    var mayHaveMoved: Bool { owner != nil || self == .schema }
    var mayBeGone: Bool { owner != nil && self != .revisions }
}

extension RecordType {
    /// As schemas and generated classes are named: `Tally`, of several `Tallies`.
    var schemaName: String { schemaName(plural: false) }

    func schemaName(plural: Bool) -> String {
        let name = plural ? self.plural : rawValue
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
