import ConflictData
import HTTP
import HTTPTypes

/// What tells a client whether its copy is current: known before anything is rendered.
struct Validators: Sendable {
    let entityTag: EntityTag
    let lastModifiedSeconds: Int64

    /// Copies may be kept anywhere but are asked about each time: the data may be corrected at any moment, and the
    /// answer to the question costs next to nothing.
    private static let cacheControl = "public, max-age=0, must-revalidate"
    private static let vary = "Accept, Accept-Encoding"

    /// The tag names what the answer is made of: the data, the question, the format, and the code that renders it.
    init(of plan: Plan, dataset: Dataset, release: String) {
        var digest = Digest()
        digest.combine(release)
        if plan.isOfData { digest.combine(dataset.version) }
        digest.combine(plan.address.text)
        digest.combine(plan.format.rawValue)
        digest.combine(plan.edition)
        entityTag = EntityTag(opaque: digest.hex)
        lastModifiedSeconds = dataset.lastModifiedSeconds
    }

    /// What the client's conditions make of it before any work: 304, 412, or nil to go on.
    ///
    /// A client that takes gzip may hold the gzip twin, whose tag the engine derives; either tag will do, and a 304
    /// carries the one that matched.
    func precluded(by request: Request) throws(APIError) -> Response? {
        let conditions = Preconditions(request.fields)
        guard !conditions.isEmpty else { return nil }
        let takesGzip = ContentNegotiation.coding(acceptEncoding: request.fields[.acceptEncoding]) == .gzip
        var mayProceed = false
        for tag in takesGzip ? [entityTag, entityTag.gzipTwin] : [entityTag] {
            let outcome = conditions.evaluate(
                method: request.method, entityTag: tag, lastModifiedSeconds: lastModifiedSeconds)
            switch outcome {
            case .notModified: return Response(status: .notModified, fields: fields, entityTag: tag)
            case .proceed: mayProceed = true
            case .preconditionFailed: break
            }
        }
        guard mayProceed else {
            throw APIError(.preconditionFailed, "The data has changed since the state that the condition names.")
        }
        return nil
    }

    /// The whole answer, for a client that lacks it.
    func response(_ rendering: Rendering, to plan: Plan, routeIndex: Int) -> Response {
        var response = Response(
            status: .ok, fields: fields, entityTag: entityTag, body: rendering.body,
            isCompressible: rendering.isCompressible, storage: .untilGenerationChanges)
        // Whoever makes an answer in pieces can give it once only.
        if case .chunks = rendering.body { response.storage = .never }
        // The engine knows stored answers by their target, not by the host.
        if !plan.isForEveryHost { response.storage = .never }
        response.fields[.contentType] = (plan.mediaType ?? plan.format.mediaType).fieldValue
        response.fields[.link] = LinkField.value(rendering.links, of: plan, routeIndex: routeIndex)
        for field in rendering.fields { response.fields[field.name] = field.value }
        if plan.format == .svg {
            // Opened by itself a picture is a document of this server: it may show its style, and nothing else.
            response.fields[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        }
        return response
    }

    private var fields: HTTPFields {
        [
            .cacheControl: Self.cacheControl,
            .lastModified: HTTPDate.fieldValue(secondsSince1970: lastModifiedSeconds),
            .vary: Self.vary,
        ]
    }
}

extension HTTPField.Name {
    /// RFC 8288 §3.
    static let link: HTTPField.Name = {
        guard let name = HTTPField.Name("Link") else { preconditionFailure("Link is a token") }
        return name
    }()
}
