import HTTP
import HTTPTypes

/// Leads from the bare host to the dataset card, and who would rather have a page to the reference.
enum RootHandler {
    /// Not permanent: a page of its own may stand here one day.
    static func answer(_ call: RouteCall) -> Outcome {
        let offers = [RepresentationFormat.json.mediaType, MediaType("text", "html")]
        let choice = ContentNegotiation.bestMediaType(among: offers, accept: call.request.fields[.accept])
        return .direct(
            Response(
                status: .found,
                fields: [
                    .location: choice == 1 ? "/docs" : "/v1", .cacheControl: "no-cache", .vary: "Accept",
                    .link: LinkField.value(of: [.catalog, .description, .documentation]),
                ]))
    }
}
