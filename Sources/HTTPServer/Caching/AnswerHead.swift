internal import HTTP
internal import HTTP1
internal import HTTPTypes

/// The coding in which a body is sent (RFC 9110 §8.4).
enum ContentCoding {
    case identity
    case gzip
}

/// The bytes of a response head but for what differs from one sending to the next: the value of `Date`, for which there is
/// a hole, and the end with its `Connection` line.
struct AnswerHead {
    /// How the end of the body is told.
    enum Framing {
        /// 204 and 304 have no body and say nothing of its length (RFC 9110 §8.6).
        case noBody
        case length(Int)
        case chunked
        /// For HTTP/1.0, which knows no chunks: the body ends with the connection.
        case untilClose
    }

    let bytes: [UInt8]
    let dateOffset: Int

    /// The status line, the names of fields and what the engine adds.
    private static let typicalOtherBytes = 480

    /// What only the engine may write; a handler that sets one of these is overruled.
    private static let ownFields: Set<HTTPField.Name> = [
        .date, .contentLength, .transferEncoding, .connection, .eTag, .contentEncoding, .keepAlive,
    ]

    /// The head of a response in one coding.
    init(of response: Response, coding: ContentCoding, framing: Framing) throws(ResponseHeadWriter.Failure) {
        try self.init(status: response.status, response: response, coding: coding, framing: framing)
    }

    /// The head of the 304 that stands for a response (RFC 9110 §15.4.5).
    static func notModified(
        insteadOf response: Response, coding: ContentCoding
    ) throws(ResponseHeadWriter.Failure) -> AnswerHead {
        try AnswerHead(status: .notModified, response: response, coding: coding, framing: .noBody)
    }

    private init(
        status: HTTPResponse.Status, response: Response, coding: ContentCoding, framing: Framing
    ) throws(ResponseHeadWriter.Failure) {
        let valueBytes = response.fields.reduce(0) { $0 + $1.value.utf8.count }
        var writer = ResponseHeadWriter(reservedBytes: valueBytes + Self.typicalOtherBytes)
        writer.writeStatusLine(status)
        writer.writeDateHole()
        let isNotModified = status == .notModified
        var handlersVary: String?
        for field in response.fields where !Self.ownFields.contains(field.name) {
            if field.name == .vary {
                handlersVary = (handlersVary.map { $0 + ", " } ?? "") + field.value
            } else if !isNotModified || field.name != .contentType {
                try writer.writeField(field.name.rawName, field.value)
            }
        }
        if let vary = Self.vary(of: response, handlersVary) { try writer.writeField("Vary", vary) }
        if let tag = Self.entityTag(of: response, in: coding) { try writer.writeField("ETag", tag.fieldValue) }
        switch framing {
        case .noBody, .untilClose: break
        case .length(let count): try writer.writeField("Content-Length", count)
        case .chunked: try writer.writeField("Transfer-Encoding", "chunked")
        }
        if coding == .gzip && !isNotModified { try writer.writeField("Content-Encoding", "gzip") }
        dateOffset = writer.dateOffset ?? 0
        bytes = writer.bytes
    }

    /// The tag of a representation in that coding: another coding is another representation (RFC 9110 §8.8.3.3).
    static func entityTag(of response: Response, in coding: ContentCoding) -> EntityTag? {
        guard let tag = response.entityTag else { return nil }
        switch coding {
        case .identity: return tag
        case .gzip: return tag.gzipTwin
        }
    }

    /// What the handler says, and `Accept-Encoding` wherever the coding was open to negotiation, used or not.
    private static func vary(of response: Response, _ handlers: String?) -> String? {
        guard response.isCompressible else { return handlers }
        guard let handlers, !handlers.isEmpty else { return "Accept-Encoding" }
        // What most handlers say, without a look into it.
        if handlers == "Accept, Accept-Encoding" { return handlers }
        let isListed = handlers == "*" || handlers.lowercased().contains("accept-encoding")
        return isListed ? handlers : handlers + ", Accept-Encoding"
    }
}

extension HTTPField.Name {
    fileprivate static var keepAlive: HTTPField.Name { HTTPField.Name(parsed: "keep-alive") ?? .connection }
}
