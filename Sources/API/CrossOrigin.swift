import HTTP
import HTTPTypes

/// What lets pages of any origin read the data: it is public, and no answer depends on credentials.
enum CrossOrigin {
    static let allowedMethods = "GET, HEAD, OPTIONS"

    /// Fields that scripts may see besides the few they always may.
    private static let exposedFields = "Allow, Date, ETag, Link, Location, Retry-After"
    /// A day, the longest that any browser keeps the answer to a preflight.
    private static let preflightMaxAgeSeconds = 86_400

    /// The answer to OPTIONS, preflight or not.
    static var preflight: Response {
        Response(
            status: .noContent,
            fields: [
                .allow: allowedMethods,
                .accessControlAllowMethods: allowedMethods,
                .accessControlAllowHeaders: "*",
                .accessControlMaxAge: String(preflightMaxAgeSeconds),
                .cacheControl: "no-store",
            ])
    }

    /// Marks any answer as readable from any origin, errors too, since a script must see what went wrong.
    static func open(_ response: inout Response) {
        response.fields.append(contentsOf: openFields)
    }

    /// No handler sets any of them.
    private static let openFields: [HTTPField] = [
        HTTPField(name: .accessControlAllowOrigin, value: "*"),
        HTTPField(name: .accessControlExposeHeaders, value: exposedFields),
        // Data is what its type says, whatever a browser may read into it.
        HTTPField(name: .xContentTypeOptions, value: "nosniff"),
    ]
}
