import ConflictData
import HTTP

/// Answers the contract: OpenAPI 3.1, made from the tables that the API runs by, with examples of the data it serves.
enum ContractHandler {
    static func answer(_ call: RouteCall) -> Outcome {
        let address = Address(path: call.route.path, explicitFormat: nil)
        let (dataset, release) = (call.dataset, call.service.release)
        // Without a name of its own the server is where the document is.
        let server = call.server.isSet ? call.server.text : "/"
        var plan = Plan(address: address, format: .json) {
            let document = OpenAPIDocument(dataset: dataset, release: release, server: server)
            return Rendering(body: .bytes(document.bytes), links: PageLinks(current: address))
        }
        plan.edition = server
        return .representation(plan)
    }
}
