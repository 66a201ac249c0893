package import HTTPTypes

/// What a handler answers. The engine adds what belongs to the connection: `Date`, `Content-Length` or
/// `Transfer-Encoding`, `Connection`, `Content-Encoding`, and for HEAD leaves the body out.
package struct Response: Sendable {
    /// Whether the engine may keep the whole answer and give it again to the same target and `Accept`.
    package enum Storage: Sendable {
        /// Made anew for each request.
        case never
        /// True until the handler's `generation` changes.
        case untilGenerationChanges
    }

    package var status: HTTPResponse.Status
    /// Without `Date`, `Content-Length`, `Connection`, `ETag` and `Content-Encoding`, which the engine writes.
    package var fields: HTTPFields
    /// The tag of the identity coding; the engine derives the tag of the gzip twin (RFC 9110 §8.8.3.3).
    package var entityTag: EntityTag?
    package var body: ResponseBody
    /// Whether gzip may pay: true for text, false for what is compressed already.
    package var isCompressible: Bool
    package var storage: Storage
    /// The place of the answering route among those that metrics know by name; nil: none.
    package var routeIndex: Int?

    package init(
        status: HTTPResponse.Status,
        fields: HTTPFields = [:],
        entityTag: EntityTag? = nil,
        body: ResponseBody = .none,
        isCompressible: Bool = false,
        storage: Storage = .never
    ) {
        self.status = status
        self.fields = fields
        self.entityTag = entityTag
        self.body = body
        self.isCompressible = isCompressible
        self.storage = storage
    }
}
