import HTTP
import HTTPTypes

/// Where this server is reached: what must stand before a path where only whole addresses will do, as in feeds.
struct ServerAddress: Sendable {
    /// Without a final slash: `https://example.org`.
    let text: String
    /// Whether the operator has set it. Else it is what the client called us by, and answers that hold it are for that
    /// client alone.
    let isSet: Bool

    /// - Parameter publicURL: what the operator has set, if anything.
    init(publicURL: String?, of request: Request) {
        if let publicURL {
            text = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
            isSet = true
        } else {
            let host = HTTPField.Name("Host").flatMap { request.fields[$0] } ?? ""
            text = (request.isEncrypted ? "https://" : "http://") + (host.isEmpty ? "localhost" : host)
            isSet = false
        }
    }
}
