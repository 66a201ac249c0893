import ConflictData
import HTTP

/// Answers the contract: OpenAPI 3.1, made from the tables that the API runs by, with examples of the data it serves.
enum ContractHandler {
    static func answer(_ call: RouteCall) -> Outcome {
        let address = Address(path: call.route.path, explicitFormat: nil)
        let (dataset, release, documents) = (call.dataset, call.service.release, call.service.documents)
        // Without a name of its own the server is where the document is.
        let server = call.server.isSet ? call.server.text : "/"
        var plan = Plan(address: address, format: .json) {
            let pieces = documents.pieces(of: address.text, dataset) {
                [OpenAPIDocument(dataset: dataset, release: release, server: server).bytes]
            }
            return Rendering(body: .bytes(Array(pieces.joined())), links: PageLinks(current: address))
        }
        plan.edition = server
        return .representation(plan)
    }
}
