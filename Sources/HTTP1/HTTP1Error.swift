/// Why a request cannot be read. The connection answers `statusCode` and closes: after any of these nobody knows
/// for sure where the next request begins.
package enum HTTP1Error: Error, Hashable, Sendable, CaseIterable {
    /// Not `method SP target SP version CRLF` (RFC 9112 §3).
    case malformedRequestLine
    /// Longer than any method there is.
    case methodTooLong
    /// A byte that no target may hold, a bad percent-escape, or a fragment.
    case malformedTarget
    /// A target form that does not go with the method, as `*` with GET (RFC 9112 §3.2).
    case targetFormMismatch
    /// A version with correct syntax, other than 1.0 and 1.1.
    case unsupportedVersion
    case requestLineTooLong
    /// Field name, colon, value or line end is wrong: also folded lines and bare CR or LF (RFC 9112 §5).
    case malformedFieldLine
    case headTooLarge
    case tooManyFieldLines
    /// HTTP/1.1 without a `Host` field (RFC 9112 §3.2).
    case missingHost
    case repeatedHost
    case malformedHost
    /// Not plain digits, with leading zeros, or beyond 64 bits.
    case malformedContentLength
    case repeatedContentLength
    /// Both `Content-Length` and `Transfer-Encoding`: two answers to where the message ends.
    case lengthWithTransferCoding
    /// Codings of which the last is not one plain `chunked`, or any in HTTP/1.0 (RFC 9112 §6.1).
    case malformedTransferCoding
    /// A well-formed coding other than `chunked`.
    case unsupportedTransferCoding
    /// A name that some intermediary might read as a framing field, as `Content_Length`.
    case framingLookAlike
    case bodyTooLarge
    /// Chunk size, extension, line end or trailer is wrong (RFC 9112 §7.1).
    case malformedChunk
    case chunkOverheadTooLarge
    /// An expectation other than `100-continue` (RFC 9110 §10.1.1).
    case unknownExpectation

    /// A bound of `HTTP1Limits` that was passed.
    package enum Limit: Hashable, Sendable {
        case requestLine, method, head, fieldLines, body, chunkOverhead
    }

    /// The status to answer before closing.
    package var statusCode: Int {
        switch self {
        case .requestLineTooLong: 414
        case .headTooLarge, .tooManyFieldLines: 431
        case .bodyTooLarge, .chunkOverheadTooLarge: 413
        case .unknownExpectation: 417
        case .methodTooLong, .unsupportedTransferCoding: 501
        case .unsupportedVersion: 505
        case .malformedRequestLine, .malformedTarget, .targetFormMismatch, .malformedFieldLine, .missingHost,
            .repeatedHost, .malformedHost, .malformedContentLength, .repeatedContentLength,
            .lengthWithTransferCoding, .malformedTransferCoding, .framingLookAlike, .malformedChunk:
            400
        }
    }

    /// Which bound was passed; nil when the request is wrong rather than too large.
    package var limit: Limit? {
        switch self {
        case .requestLineTooLong: .requestLine
        case .methodTooLong: .method
        case .headTooLarge: .head
        case .tooManyFieldLines: .fieldLines
        case .bodyTooLarge: .body
        case .chunkOverheadTooLarge: .chunkOverhead
        default: nil
        }
    }

    /// A few words for the client and the log; never holds bytes of the request.
    package var reason: String {
        switch self {
        case .malformedRequestLine: "malformed request line"
        case .methodTooLong: "method too long"
        case .malformedTarget: "malformed request target"
        case .targetFormMismatch: "request target does not fit the method"
        case .unsupportedVersion: "HTTP version not supported"
        case .requestLineTooLong: "request line too long"
        case .malformedFieldLine: "malformed field line"
        case .headTooLarge: "request head too large"
        case .tooManyFieldLines: "too many field lines"
        case .missingHost: "no Host field"
        case .repeatedHost: "more than one Host field"
        case .malformedHost: "malformed host"
        case .malformedContentLength: "malformed Content-Length"
        case .repeatedContentLength: "more than one Content-Length"
        case .lengthWithTransferCoding: "Content-Length together with Transfer-Encoding"
        case .malformedTransferCoding: "malformed Transfer-Encoding"
        case .unsupportedTransferCoding: "transfer coding not supported"
        case .framingLookAlike: "field name resembles a framing field"
        case .bodyTooLarge: "content too large"
        case .malformedChunk: "malformed chunked body"
        case .chunkOverheadTooLarge: "chunk extensions or trailers too large"
        case .unknownExpectation: "unknown expectation"
        }
    }
}
