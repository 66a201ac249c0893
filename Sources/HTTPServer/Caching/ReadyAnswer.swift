internal import HTTP
internal import HTTP1
internal import HTTPTypes

/// A whole answer in one coding, ready to be sent again and again.
final class AnswerForm {
    let head: AnswerHead
    let body: [UInt8]
    let entityTag: EntityTag?
    /// Sent when the client has this answer already; nil when it cannot be asked for conditionally. Most answers are asked
    /// for once, so it is made when it is first needed.
    private(set) lazy var notModifiedHead: AnswerHead? =
        isConditional ? try? .notModified(insteadOf: response, coding: coding) : nil
    private let isConditional: Bool
    private let response: Response
    private let coding: ContentCoding

    /// - Parameter isKept: whether it will be asked for again, perhaps conditionally.
    init(
        _ response: Response, body: [UInt8], coding: ContentCoding, isKept: Bool
    ) throws(ResponseHeadWriter.Failure) {
        let status = response.status
        let hasNoBody = status == .noContent || status == .notModified
        self.body = hasNoBody ? [] : body
        head = try AnswerHead(of: response, coding: coding, framing: hasNoBody ? .noBody : .length(body.count))
        // Conditions concern only what would be 200 without them (RFC 9110 §13.2.1).
        isConditional =
            isKept && status == .ok && (response.entityTag != nil || response.fields[.lastModified] != nil)
        entityTag = AnswerHead.entityTag(of: response, in: coding)
        (self.response, self.coding) = (response, coding)
    }

    /// The head of the 304 is counted before it is there; it is shorter than that of the answer.
    var byteCount: Int {
        head.bytes.count * (isConditional ? 2 : 1) + body.count + (entityTag?.opaque.utf8.count ?? 0)
    }
}

/// An answer of a handler with all its bytes: identity, and a gzip twin that is made when first asked for.
final class ReadyAnswer {
    private enum Twin {
        case untried
        /// Compressing does not pay.
        case none
        case made(AnswerForm)
    }

    let status: Int
    let identity: AnswerForm
    /// The value of `Last-Modified`, as bytes and in seconds since 1970; nil without one. Only stored answers are asked.
    private(set) lazy var lastModified: (bytes: [UInt8], seconds: Int64)? =
        response.fields[.lastModified].flatMap { text in
            HTTPDate.seconds(parsing: text).map { (Array(text.utf8), $0) }
        }
    var routeIndex: Int? { response.routeIndex }
    private let response: Response
    private let isKept: Bool
    private var twin = Twin.untried

    /// Nil when the body comes in chunks or a field of the handler cannot be written.
    /// - Parameter isKept: whether it is to be stored and sent again.
    init?(_ response: Response, isKept: Bool) {
        let body: [UInt8]
        switch response.body {
        case .none: body = []
        case .bytes(let bytes): body = bytes
        case .chunks: return nil
        }
        guard let identity = try? AnswerForm(response, body: body, coding: .identity, isKept: isKept) else {
            return nil
        }
        self.response = response
        self.isKept = isKept
        self.identity = identity
        status = response.status.code
        if !response.isCompressible || !CompressionPolicy.mayPay(bodyBytes: body.count) { twin = .none }
    }

    /// The form for a client, compressed if it takes that and it pays.
    /// - Parameter compress: makes the gzip coding of the body; nil when it would not be shorter.
    func form(acceptsGzip: Bool, compress: ([UInt8]) -> [UInt8]?) -> AnswerForm {
        guard acceptsGzip else { return identity }
        switch twin {
        case .none: return identity
        case .made(let form): return form
        case .untried:
            guard let body = compress(identity.body),
                let form = try? AnswerForm(response, body: body, coding: .gzip, isKept: isKept)
            else {
                twin = .none
                return identity
            }
            twin = .made(form)
            return form
        }
    }

    /// Memory held, roughly.
    var byteCount: Int {
        if case .made(let form) = twin { return identity.byteCount + form.byteCount }
        return identity.byteCount
    }
}
