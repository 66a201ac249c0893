import ConflictData
import HTTP

/// The value of `Link` (RFC 8288): the pages beside an answer, its other formats, and what describes it.
enum LinkField {
    /// - Parameter index: the place of the answer's route in the table.
    static func value(_ links: PageLinks, of plan: Plan, routeIndex index: Int) -> String {
        let route = routes[index]
        var value: [UInt8] = []
        value.reserveCapacity(typicalBytes)
        append(links.current, "self", to: &value)
        if let next = links.next { append(next, "next", to: &value) }
        if let previous = links.previous { append(previous, "prev", to: &value) }
        var query: [UInt8] = []
        if !route.alternates.isEmpty { plan.address.appendQuery(without: route.parametersOfForm, to: &query) }
        for other in route.alternates where other.format != plan.format {
            value += ", <".utf8
            value += plan.address.stem.utf8
            value += other.suffix
            value += query
            value += other.ending
        }
        value += route.descriptions
        return String(decoding: value, as: UTF8.self)
    }

    private static let typicalBytes = 1_536

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
    }

    static func value(of relations: [Relation]) -> String {
        var value: [UInt8] = []
        for relation in relations {
            append(relation.path, relation.name, type: relation.type, to: &value)
        }
        return String(decoding: value, as: UTF8.self)
    }

    /// What is the same for all answers of a route.
    private struct RouteLinks: Sendable {
        struct Alternate: Sendable {
            let format: RepresentationFormat
            let suffix: [UInt8]
            /// What stands behind the address.
            let ending: [UInt8]
        }

        let alternates: [Alternate]
        let parametersOfForm: [String]
        /// The schema of the records, the contract, the reference, and on the card the catalogue.
        let descriptions: [UInt8]

        init(_ route: Route) {
            alternates = (route.formats.count > 1 ? route.formats : []).map { format in
                Alternate(
                    format: format, suffix: Array(".\(format.rawValue)".utf8),
                    ending: Array(">; rel=\"alternate\"; type=\"\(format.mediaType.essence)\"".utf8))
            }
            parametersOfForm = route.parameters.filter(\.isOfForm).map(\.name)
            guard route.path == "/v1" || route.path.hasPrefix("/v1/") else {
                descriptions = []
                return
            }
            let relations = [schema(of: route), .description, .documentation, route.path == "/v1" ? .catalog : nil]
            descriptions = Array(", \(LinkField.value(of: relations.compactMap(\.self)))".utf8)
        }
    }

    /// In the order of the table.
    private static let routes = RouteTable.routes.map(RouteLinks.init)

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

    private static func append(_ target: String, _ relation: String, type: String? = nil, to value: inout [UInt8]) {
        value += (value.isEmpty ? "<" : ", <").utf8
        value += target.utf8
        value += ">; rel=\"".utf8
        value += relation.utf8
        value += "\"".utf8
        if let type {
            value += "; type=\"".utf8
            value += type.utf8
            value += "\"".utf8
        }
    }
}
