/// The field names the server itself looks at. The raw value is the index into tables kept per field.
package enum KnownField: Int, CaseIterable, Sendable {
    case host
    case connection
    case contentLength
    case transferEncoding
    case expect
    case accept
    case acceptEncoding
    case ifMatch
    case ifNoneMatch
    case ifModifiedSince
    case ifUnmodifiedSince
    case ifRange
    case range
    case origin
    case upgrade
    case te
    case trailer
    case userAgent
    case forwarded
    case xForwardedFor
    case xForwardedProto
    case accessControlRequestMethod
    case accessControlRequestHeaders
    case authorization

    /// How many there are: the size of a table indexed by raw value.
    package static let count = 24

    /// The name in lowercase, as it is compared.
    package var lowercasedName: StaticString {
        switch self {
        case .host: "host"
        case .connection: "connection"
        case .contentLength: "content-length"
        case .transferEncoding: "transfer-encoding"
        case .expect: "expect"
        case .accept: "accept"
        case .acceptEncoding: "accept-encoding"
        case .ifMatch: "if-match"
        case .ifNoneMatch: "if-none-match"
        case .ifModifiedSince: "if-modified-since"
        case .ifUnmodifiedSince: "if-unmodified-since"
        case .ifRange: "if-range"
        case .range: "range"
        case .origin: "origin"
        case .upgrade: "upgrade"
        case .te: "te"
        case .trailer: "trailer"
        case .userAgent: "user-agent"
        case .forwarded: "forwarded"
        case .xForwardedFor: "x-forwarded-for"
        case .xForwardedProto: "x-forwarded-proto"
        case .accessControlRequestMethod: "access-control-request-method"
        case .accessControlRequestHeaders: "access-control-request-headers"
        case .authorization: "authorization"
        }
    }
}
