package import ConflictData

/// One route as data: what the router, OPTIONS, the links of `/v1`, the documentation and its tests read.
package struct Route: Sendable {
    /// The path; a segment in braces, `{id}`, stands for any one segment.
    package let path: String
    /// One line on what it answers.
    package let summary: String
    /// The route's own parameters, those of the path first.
    package private(set) var parameters: [RouteParameter] { didSet { queryNames = Self.queryNames(parameters) } }
    /// The names of what the query may hold.
    private(set) var queryNames: [String]
    /// The types whose filterable fields are parameters of this route too.
    package let filters: [RecordType]
    /// The formats it serves, the default first; none where the answer has one fixed form.
    package let formats: [RepresentationFormat]
    /// The name under which `/v1` links to it, if it does.
    package let relation: String?
    /// What the contract says of its answer.
    let shape: AnswerShape
    let handler: Handler

    /// Answers a call of a route whose parameters are known names, each given once.
    typealias Handler = @Sendable (RouteCall) throws(APIError) -> Outcome

    init(
        _ path: String,
        _ summary: String,
        parameters: [RouteParameter] = [],
        filters: [RecordType] = [],
        formats: [RepresentationFormat] = [.json],
        relation: String? = nil,
        shape: AnswerShape,
        handler: @escaping Handler
    ) {
        self.path = path
        self.summary = summary
        self.parameters = parameters
        queryNames = Self.queryNames(parameters)
        self.filters = filters
        self.formats = formats
        self.relation = relation
        self.shape = shape
        self.handler = handler
    }

    /// What the query may hold.
    package var queryParameters: [RouteParameter] { parameters.filter { $0.place == .query } }

    private static func queryNames(_ parameters: [RouteParameter]) -> [String] {
        parameters.filter { $0.place == .query }.map(\.name)
    }

    /// The same route, which can be asked what was known at a moment.
    var atAnyMoment: Route {
        var route = self
        route.parameters.append(.asOf)
        return route
    }
}
