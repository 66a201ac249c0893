import ConflictData
import HTTP

/// The value of `Link` (RFC 8288): the pages beside an answer, its other formats, and what describes it.
enum LinkField {
    /// - Parameter index: the place of the answer's route in the table.
    static func value(_ links: PageLinks, of plan: Plan, routeIndex index: Int) -> String {
        var value = ""
        append(links.current, "self", to: &value)
        if let next = links.next { append(next, "next", to: &value) }
        if let previous = links.previous { append(previous, "prev", to: &value) }
        let route = RouteTable.routes[index]
        if route.formats.count > 1 {
            let query = plan.address.query(without: route.parametersOfForm)
            for format in route.formats where format != plan.format {
                append(plan.address.path(as: format) + query, "alternate", type: format.mediaType.essence, to: &value)
            }
        }
        return value + descriptions[index]
    }

    /// A resource that tells about others, as the field and the catalogue name it.
    struct Relation: Sendable {
        let path: String
        let name: String
        let type: String

        /// RFC 8631, as are the next two.
        static let description = Relation(
            path: "/openapi.json", name: "service-desc", type: "application/json")
        static let documentation = Relation(path: "/docs", name: "service-doc", type: "text/html")
        static let status = Relation(path: "/healthz", name: "status", type: "application/json")
        /// RFC 9727 §3.
        static let catalog = Relation(
            path: "/.well-known/api-catalog", name: "api-catalog", type: CatalogHandler.mediaType.essence)

        /// Whether this program serves it.
        var isServed: Bool {
            let segments = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
            return Self.router.match(segments).map { !$0.route.path.hasSuffix("{id}") } ?? false
        }

        private static let router = Router(RouteTable.routes)
    }

    static func value(of relations: [Relation]) -> String {
        var value = ""
        for relation in relations where relation.isServed {
            append(relation.path, relation.name, type: relation.type, to: &value)
        }
        return value
    }

    /// What follows in answers of each route of the table: the schema of its records, the contract, the reference, and
    /// on the card the catalogue.
    private static let descriptions: [String] = RouteTable.routes.map { route in
        guard route.path == "/v1" || route.path.hasPrefix("/v1/") else { return "" }
        var relations = [Relation.description, .documentation]
        if route.path == "/v1" { relations.append(.catalog) }
        if let schema = schema(of: route) { relations.insert(schema, at: 0) }
        let value = Self.value(of: relations)
        return value.isEmpty ? "" : ", " + value
    }

    /// The schema of the files that the records of a route come from.
    private static func schema(of route: Route) -> Relation? {
        let type = RecordType.allCases.first {
            route.path == "/v1/\($0.plural)" || route.path == "/v1/\($0.plural)/{id}"
        }
        guard let type else { return nil }
        let stored: RecordType =
            switch type {
            case .count: .tally
            case .excerpt: .interview
            default: type
            }
        return Relation(
            path: "/v1/schema/\(stored.plural).json", name: "describedby", type: "application/schema+json")
    }

    private static func append(_ target: String, _ relation: String, type: String? = nil, to value: inout String) {
        if !value.isEmpty { value += ", " }
        value += "<"
        value += target
        value += ">; rel=\""
        value += relation
        value += "\""
        if let type {
            value += "; type=\""
            value += type
            value += "\""
        }
    }
}
