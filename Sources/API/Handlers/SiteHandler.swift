import ConflictData
import HTTP
import HTTPTypes

/// Answers what programs ask any host for: what robots may read, whom to tell of a weakness.
enum SiteHandler {
    static let securityPath = "/.well-known/security.txt"

    /// RFC 9309. Whole lists may be read; their filters have no end, so robots are asked to leave questions alone.
    static func robots(_ call: RouteCall) -> Outcome {
        let rules = call.service.site.admitsRobots ? ["Disallow: /v1/*?", "Disallow: /metrics"] : ["Disallow: /"]
        return text((["User-agent: *"] + rules).map { $0 + "\n" }.joined())
    }

    /// RFC 9116.
    static func security(_ call: RouteCall) throws(APIError) -> Outcome {
        let site = call.service.site
        guard let security = site.security else {
            throw APIError(.routeNotFound, "The operator of this server has not said whom to tell of a weakness.")
        }
        var lines = security.contacts.map { "Contact: " + $0 } + ["Expires: " + security.expires]
        if let policy = security.policy { lines.append("Policy: " + policy) }
        if call.server.isSet { lines.append("Canonical: \(call.server.text)\(call.route.path)") }
        return text(lines.map { $0 + "\n" }.joined())
    }

    private static func text(_ text: String) -> Outcome {
        .direct(
            Response(
                status: .ok,
                fields: [.contentType: "text/plain; charset=utf-8", .cacheControl: "public, max-age=3600"],
                body: .bytes(Array(text.utf8)), isCompressible: true))
    }
}
