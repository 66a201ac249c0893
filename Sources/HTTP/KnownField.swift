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

extension KnownField {
    /// Finds a field by its name in any case. `name` is a token (RFC 9110 §5.1).
    package init?(matching name: Span<UInt8>) {
        switch name.count {
        case 2 where name.spells(.te): self = .te
        case 4 where name.spells(.host): self = .host
        case 5 where name.spells(.range): self = .range
        case 6 where name.spells(.expect): self = .expect
        case 6 where name.spells(.accept): self = .accept
        case 6 where name.spells(.origin): self = .origin
        case 7 where name.spells(.upgrade): self = .upgrade
        case 7 where name.spells(.trailer): self = .trailer
        case 8 where name.spells(.ifMatch): self = .ifMatch
        case 8 where name.spells(.ifRange): self = .ifRange
        case 9 where name.spells(.forwarded): self = .forwarded
        case 10 where name.spells(.connection): self = .connection
        case 10 where name.spells(.userAgent): self = .userAgent
        case 13 where name.spells(.ifNoneMatch): self = .ifNoneMatch
        case 13 where name.spells(.authorization): self = .authorization
        case 14 where name.spells(.contentLength): self = .contentLength
        case 15 where name.spells(.acceptEncoding): self = .acceptEncoding
        case 15 where name.spells(.xForwardedFor): self = .xForwardedFor
        case 17 where name.spells(.transferEncoding): self = .transferEncoding
        case 17 where name.spells(.ifModifiedSince): self = .ifModifiedSince
        case 17 where name.spells(.xForwardedProto): self = .xForwardedProto
        case 19 where name.spells(.ifUnmodifiedSince): self = .ifUnmodifiedSince
        case 29 where name.spells(.accessControlRequestMethod): self = .accessControlRequestMethod
        case 30 where name.spells(.accessControlRequestHeaders): self = .accessControlRequestHeaders
        default: return nil
        }
    }
}

extension Span<UInt8> {
    /// Whether this token is that field's name; the lengths are known to be equal. Among token bytes, setting one bit
    /// makes capitals small and leaves `-` and digits alone, and nothing else becomes a letter.
    @inline(__always)
    fileprivate func spells(_ field: KnownField) -> Bool {
        let expected = field.lowercasedName
        for index in 0..<expected.utf8CodeUnitCount where unsafe self[index] | 0x20 != expected.utf8Start[index] {
            return false
        }
        return true
    }
}
