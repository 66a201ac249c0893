package import ConflictData
package import HTTP
import HTTPTypes
package import Telemetry

/// The API: a pure function from a request and the current snapshot to a response.
package struct API: RequestHandler {
    private let store: DatasetStore
    private let release: String
    private let metrics: EngineMetrics
    private let site: Site
    private let documents = DocumentShelf()
    private let router = Router(RouteTable.routes)

    /// How metrics call the routes; `Response.routeIndex` is the place in this list.
    package static var routeNames: [String] { RouteTable.routes.map(\.path) }

    /// - Parameters:
    ///   - release: names the build. It goes into every entity tag, because another release may render the same data
    ///     differently.
    ///   - metrics: what the engine counts, with `routeNames`; the default is for those who run no engine.
    package init(
        store: DatasetStore, release: String, metrics: EngineMetrics = EngineMetrics(loopCount: 0),
        site: Site = Site()
    ) {
        self.site = site
        self.store = store
        self.release = release
        self.metrics = metrics
    }

    package var generation: UInt64 { store.generation }

    /// Questions to a large dataset are worked out away from the loops, but for short ones, and so are the contract and the
    /// reference, which are long and look for examples; the card, the schemas of files and a record by its id, about which
    /// nothing more is asked, are found at once. A query, however it is spelled, may ask for another moment.
    package func takesLong(_ request: Request) -> Bool {
        let path = request.target.rawPath
        if takesVeryLong(request) { return true }
        if Self.documentPaths.contains(path) { return true }
        guard path == "/v1" || path.hasPrefix("/v1/"), store.current.isLarge else { return false }
        guard let segments = try? request.target.decodedSegments() else { return true }
        if request.target.rawQuery == nil {
            if path == "/v1" || path.hasPrefix("/v1/schema") { return false }
            if segments.count == 3, let type = RecordType.allCases.first(where: { $0.plural == segments[1] }),
                store.current.knows(segments[2], in: type)
            {
                return false
            }
        }
        return !ShortQuestion(dataset: store.current).covers(segments, request.target)
    }

    private static let documentPaths: Set = [
        LinkField.Relation.description.path, LinkField.Relation.documentation.path,
    ]

    /// Files are measured, and some made, before they are sent for the first time: whole lists are gone through.
    package func takesVeryLong(_ request: Request) -> Bool {
        let path = request.target.rawPath
        guard path.utf8.contains(UInt8(ascii: "%")) else { return path.hasPrefix(ExportHandler.path) }
        return (try? request.target.decodedSegments())?.prefix(2) == ["v1", "export"]
    }

    package func respond(to request: Request) -> Response {
        var response: Response
        var routeIndex: Int?
        do throws(APIError) {
            response = try answer(request, routeIndex: &routeIndex)
        } catch {
            response = ProblemDetails.response(to: error, instance: request.target)
            if error.code == .methodNotAllowed { response.fields[.allow] = CrossOrigin.allowedMethods }
        }
        CrossOrigin.open(&response)
        response.routeIndex = routeIndex
        return response
    }

    /// - Parameter routeIndex: set once the route is known, so that its errors are counted as its own.
    private func answer(_ request: Request, routeIndex: inout Int?) throws(APIError) -> Response {
        if request.target.rawPath == "*" { return CrossOrigin.preflight }
        let segments = try Self.reading(request.target.decodedSegments)
        guard let match = router.match(segments) else { return try unmatched(segments, request.target) }
        routeIndex = match.index
        switch request.method {
        case .get, .head: break
        case .options: return CrossOrigin.preflight
        default:
            throw APIError(.methodNotAllowed, "\(request.method.rawValue) is not allowed: the data can only be read.")
        }
        let parameters = try QueryParameters(Self.reading(request.target.queryItems), of: match.route)
        let served = store.served
        let dataset = try APIError.translating { () throws(QueryError) in
            try served.dataset.view(asOf: parameters.text(.asOf))
        }
        let service = Service(
            release: release, metrics: metrics, lastLoad: served.load, history: served.history, site: site,
            documents: documents)
        let call = RouteCall(
            dataset: dataset, service: service, route: match.route, captures: match.captures,
            suffix: match.suffix, parameters: parameters, request: request)
        switch try match.route.handler(call) {
        case .direct(let response): return response
        case .moved(let address): return Self.redirect(to: address)
        case .representation(let plan):
            let validators = Validators(of: plan, dataset: call.dataset, release: release)
            if let response = try validators.precluded(by: request) { return response }
            return validators.response(try plan.render(), to: plan, routeIndex: match.index)
        }
    }

    /// A path that differs from a route's by a final slash leads there; any other is unknown.
    private func unmatched(_ segments: [String], _ target: RequestTarget) throws(APIError) -> Response {
        if segments.last == "", router.match(segments.dropLast()) != nil {
            return Self.redirect(to: target.rawPath.dropLast() + (target.rawQuery.map { "?" + $0 } ?? ""))
        }
        throw APIError(
            .routeNotFound, "There is nothing at this address; the routes are listed at /v1.",
            suggestions: router.nearestPaths(to: segments))
    }

    private static func redirect(to address: String) -> Response {
        Response(status: .permanentRedirect, fields: [.location: address, .cacheControl: "no-cache"])
    }

    /// Reads part of the target, and says what is wrong with it in our terms.
    private static func reading<Part>(
        _ part: () throws(RequestTargetError) -> Part
    ) throws(APIError) -> Part {
        do throws(RequestTargetError) {
            return try part()
        } catch {
            throw APIError(error)
        }
    }
}
