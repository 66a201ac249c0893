import ConflictData
import Telemetry

/// Every route of the API as data. What is here is routed, linked and documented; what is not here does not exist.
package enum RouteTable {
    package static let routes: [Route] = (data + records).map(\.atAnyMoment) + operations + discovery

    /// Routes about the dataset as a whole.
    private static let data: [Route] = [
        Route(
            "/v1", "The dataset card: title, licence, attribution, caveats, counts per type, data version, links.",
            parameters: CardHandler.parameters, shape: .card, handler: CardHandler.answer),
        Route(
            "/v1/actors/resolve", "Which actor a name means, at a date if one is given, with alternatives.",
            parameters: ResolveHandler.parameters, relation: "resolve", shape: .resolve, handler: ResolveHandler.answer),
        Route(
            "/v1/search", "Ranked full text over articles, excerpts, events, actors and places.",
            parameters: SearchHandler.parameters, filters: Dataset.searchedTypes,
            formats: RepresentationFormat.ofAnswers, relation: "search", shape: .search, handler: SearchHandler.answer),
        Route(
            "/v1/counts/aggregate", "Sums of counts by group, with bounds; what overlaps is not added.",
            parameters: AggregateHandler.parameters, filters: [.count], formats: AggregateHandler.formats,
            relation: "aggregate",
            shape: .aggregate, handler: AggregateHandler.answer),
        Route(
            "/v1/timeseries", "Figures over time: one series for each party, measure and population.",
            parameters: TimeSeriesHandler.parameters, filters: [.count], formats: TimeSeriesHandler.formats,
            relation: "timeseries",
            shape: .timeSeries, handler: TimeSeriesHandler.answer),
        Route(
            "/v1/checks", "What the checks of the dataset found, one row a finding.",
            parameters: ChecksHandler.parameters, formats: RepresentationFormat.ofAnswers, relation: "checks",
            shape: .checks, handler: ChecksHandler.answer),
        Route(
            "/v1/changes", "What was created, updated and retracted, oldest first, one row a change.",
            parameters: ChangesHandler.parameters, formats: RepresentationFormat.ofAnswers, relation: "changes",
            shape: .changes, handler: ChangesHandler.answer),
        Route(
            ExportHandler.path, "Every list as a file: how many rows and bytes, and the SHA-256 of each.",
            parameters: ExportHandler.indexParameters, relation: "export", shape: .files,
            handler: ExportHandler.index),
        Route(
            ExportHandler.path + "/{file}", "A whole list as a file: lines of JSON, the same in gzip, or a sheet.",
            parameters: [ExportHandler.file], formats: [], shape: .file, handler: ExportHandler.file),
        Route(
            "/v1/tallies/{id}/revisions", "The statements that a tally replaced and that replace it, oldest first.",
            parameters: RevisionsHandler.parameters, formats: RepresentationFormat.ofAnswers, shape: .revisions,
            handler: RevisionsHandler.answer),
        Route(
            "/v1/events/{id}/toll", "Who says how many, of one event: the statements of all parties side by side.",
            parameters: TollHandler.parameters, filters: [.count], formats: TollHandler.formats,
            shape: .toll, handler: TollHandler.answer),
    ]

    /// A list and a record route for each type.
    private static let records: [Route] = RecordType.allCases.flatMap { type in
        [
            Route(
                "/v1/\(type.plural)", listSummary(of: type),
                parameters: ListHandler.parameters(of: type), filters: [type], formats: ListHandler.formats(of: type),
                relation: type.plural, shape: .list(type)
            ) { call throws(APIError) in try ListHandler.answer(call, type) },
            Route(
                "/v1/\(type.plural)/{id}", "One \(type.rawValue) by its id.",
                parameters: RecordHandler.parameters, shape: .record(type)
            ) { call throws(APIError) in try RecordHandler.answer(call, type) },
        ]
    }

    /// Routes that are about the service, not the data.
    private static let operations: [Route] = [
        Route(
            "/feeds", "The feeds there are: those of whole lists; any filter of a list makes another.",
            parameters: FeedsHandler.parameters, relation: "feeds", shape: .feeds, handler: FeedsHandler.answer),
        Route(
            "/v1/schema", "The JSON Schemas of dataset files, for editors and validators.",
            parameters: SchemaHandler.parameters, relation: "schema", shape: .schemas, handler: SchemaHandler.list),
        Route(
            "/v1/schema/{type}.json", "The JSON Schema of the files of a type, or of dataset.json.",
            parameters: [SchemaHandler.type], formats: [], shape: .schema, handler: SchemaHandler.one),
        Route(
            "/openapi.json", "The contract of this API for machines: OpenAPI 3.1, made from the tables it runs by.",
            formats: [], relation: "service-desc", shape: .contract, handler: ContractHandler.answer),
        Route(
            "/docs", "This reference, for people.", formats: [], relation: "docs",
            shape: .document(mediaType: DocsHandler.type, operation: "getDocs"),
            handler: DocsHandler.answer),
        Route(
            "/", "The way in: leads to the dataset card, browsers to the reference.", formats: [], shape: .redirect,
            handler: RootHandler.answer),
        Route(
            "/problems", "Every kind of problem that the API answers with.",
            parameters: [.format], shape: .problems, handler: ProblemsHandler.list),
        Route(
            "/problems/{code}", "What a problem's type means.",
            parameters: [ProblemsHandler.code, .format], shape: .problem, handler: ProblemsHandler.one),
        Route("/healthz", "Whether the process answers.", formats: [], shape: .live, handler: HealthHandler.live),
        Route(
            "/readyz", "Whether a dataset is served, and its version.", formats: [], shape: .ready,
            handler: HealthHandler.ready),
        Route(
            "/metrics", "What the service counts, as Prometheus reads it.", formats: [],
            shape: .document(mediaType: PrometheusText.mediaType, operation: "getMetrics"),
            handler: MetricsHandler.answer),
    ]

    /// Routes by which programs find their way at any host.
    private static let discovery: [Route] = [
        Route(
            "/.well-known/api-catalog", "Where this API and what describes it are found (RFC 9727).", formats: [],
            shape: .document(mediaType: CatalogHandler.type, operation: "getCatalog"),
            handler: CatalogHandler.answer),
        Route(
            SiteHandler.securityPath, "Whom to tell of a weakness (RFC 9116), where the operator has said so.",
            formats: [], shape: .document(mediaType: "text/plain", operation: "getSecurityContact"),
            handler: SiteHandler.security),
        Route(
            "/robots.txt", "What robots may read (RFC 9309).", formats: [],
            shape: .document(mediaType: "text/plain", operation: "getRobotsRules"), handler: SiteHandler.robots),
        Route(
            "/favicon.ico", "The mark of sitrep, for browsers of any age.", formats: [],
            shape: .document(mediaType: "image/vnd.microsoft.icon", operation: "getIcon"), handler: IconHandler.ico),
        Route(
            "/favicon.svg", "The mark of sitrep as a drawing.", formats: [],
            shape: .document(mediaType: "image/svg+xml", operation: "getIconDrawing"), handler: IconHandler.svg),
    ]

    private static func listSummary(of type: RecordType) -> String {
        switch type {
        case .article: "News items, newest first."
        case .actor: "Armed groups, states, civilians as a party, organisations."
        case .tally: "Casualty tallies: what one party stated at one time about one scope; newest first."
        case .interview: "Interviews, newest first."
        case .excerpt: "Every exchange of every interview: a question and its answer."
        case .event: "What happened, where and when; newest first."
        case .place: "The gazetteer."
        case .source: "Who publishes or counts."
        case .count: "Every count of every tally as one flat row."
        }
    }
}
