import HTTP
import HTTPTypes

/// Leads from the bare host to the dataset card.
enum RootHandler {
    /// Not permanent: a page for people may stand here one day.
    static func answer(_ call: RouteCall) -> Outcome {
        .direct(
            Response(
                status: .found,
                fields: [
                    .location: "/v1", .cacheControl: "no-cache",
                    .link: LinkField.value(of: [.catalog, .description, .documentation]),
                ]))
    }
}
