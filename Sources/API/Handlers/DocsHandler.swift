import ConflictData
import HTTP
import HTTPTypes
import Representations

/// Answers the reference of the API for people, made from the tables that the program goes by.
enum DocsHandler {
    static func answer(_ call: RouteCall) -> Outcome {
        let address = Address(path: call.route.path, explicitFormat: nil)
        let (dataset, service, server) = (call.dataset, call.service, call.server)
        var plan = Plan(address: address, format: .json, mediaType: mediaType) {
            let pieces = service.documents.pieces(of: address.text, dataset) { page(of: dataset, service).pieces }
            return Rendering(
                body: .bytes(ReferencePage.bytes(of: pieces, server: server.text)), links: PageLinks(current: address),
                fields: [.contentSecurityPolicy: ReferencePage.contentSecurityPolicy])
        }
        // Its commands hold the server's name.
        plan.edition = server.text
        plan.isForEveryHost = server.isSet
        return .representation(plan)
    }

    private static func page(of dataset: Dataset, _ service: Service) -> ReferencePage {
        let examples = ReferenceExamples(
            dataset, unset: service.site.security == nil ? [SiteHandler.securityPath] : [])
        return ReferencePage(
            card: dataset.card, dataVersion: dataset.version, release: service.release,
            questions: examples.questions, routes: RouteTable.routes.map { route(of: $0, examples) },
            formats: RepresentationFormat.allCases.map { ($0.rawValue, $0.mediaType.fieldValue) },
            problems: ErrorCode.allCases.map { code in
                ReferencePage.Problem(
                    code: code.rawValue, status: code.statusCode, title: code.title, explanation: code.explanation)
            })
    }

    private static let mediaType = MediaType(
        "text", "html", parameters: [MediaType.Parameter(name: "charset", value: "utf-8")])

    /// Without its charset.
    static let type = mediaType.essence

    private static func route(of route: Route, _ examples: ReferenceExamples) -> ReferencePage.Route {
        ReferencePage.Route(
            path: route.path, summary: route.summary,
            parameters: route.parameters.map { parameter in
                ReferencePage.Parameter(
                    name: parameter.name, takes: parameter.takes, standard: parameter.defaultText,
                    isRequired: parameter.isRequired, summary: parameter.summary)
            },
            filters: route.filters, formats: route.formats.map(\.rawValue), example: examples.address(of: route))
    }
}

extension RouteParameter {
    /// What may be written, in a few words for people.
    var takes: String {
        switch kind {
        case .integer(let range, _): "\(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .word(let words): "one of " + words.joined(separator: ", ")
        case .words(let words): "any of " + words.joined(separator: ", ")
        case .values: "names, separated by commas"
        case .text: "text"
        case .date: "a date, or a moment"
        case .identifier: "an id"
        case .cursor: "a cursor"
        case .sort: "fields, each with - before it or not"
        case .fields: "fields, separated by commas"
        case .format: "a format of the route"
        }
    }
}
