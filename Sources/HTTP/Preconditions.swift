package import HTTPTypes

/// The `If-*` fields of a request and what they make of it (RFC 9110 §13).
package struct Preconditions: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case proceed
        /// 304: the client has it already.
        case notModified
        /// 412.
        case preconditionFailed
    }

    package var ifMatch: String?
    package var ifNoneMatch: String?
    package var ifModifiedSince: String?
    package var ifUnmodifiedSince: String?

    package init(
        ifMatch: String? = nil,
        ifNoneMatch: String? = nil,
        ifModifiedSince: String? = nil,
        ifUnmodifiedSince: String? = nil
    ) {
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
        self.ifModifiedSince = ifModifiedSince
        self.ifUnmodifiedSince = ifUnmodifiedSince
    }

    /// The preconditions of a request.
    package init(_ fields: HTTPFields) {
        self.init(
            ifMatch: Self.value(of: .ifMatch, in: fields),
            ifNoneMatch: Self.value(of: .ifNoneMatch, in: fields),
            ifModifiedSince: Self.value(of: .ifModifiedSince, in: fields),
            ifUnmodifiedSince: Self.value(of: .ifUnmodifiedSince, in: fields)
        )
    }

    /// Whether a request has none.
    package var isEmpty: Bool {
        ifMatch == nil && ifNoneMatch == nil && ifModifiedSince == nil && ifUnmodifiedSince == nil
    }

    /// Most requests have none of these, and to look whether it is there takes less than to ask for what it says.
    private static func value(of name: HTTPField.Name, in fields: HTTPFields) -> String? {
        fields.contains(name) ? fields[name] : nil
    }

    /// Evaluates them in the order of RFC 9110 §13.2.2 for a resource that exists. `If-Range` plays no part, because
    /// ranges are not served. Methods that neither select nor change a representation have no preconditions (§13.2.1).
    package func evaluate(
        method: HTTPRequest.Method,
        entityTag: EntityTag?,
        lastModifiedSeconds: Int64?
    ) -> Outcome {
        guard method != .options, method != .connect, method != .trace else { return .proceed }
        let isReading = method == .get || method == .head

        if let ifMatch {
            guard isNamed(entityTag, in: ifMatch, comparing: .strong) else { return .preconditionFailed }
        } else if let limit = ifUnmodifiedSince.flatMap({ HTTPDate.seconds(parsing: $0) }),
            let lastModifiedSeconds, lastModifiedSeconds > limit
        {
            return .preconditionFailed
        }

        if let ifNoneMatch {
            guard isNamed(entityTag, in: ifNoneMatch, comparing: .weak) else { return .proceed }
            return isReading ? .notModified : .preconditionFailed
        }
        if isReading, let known = ifModifiedSince.flatMap({ HTTPDate.seconds(parsing: $0) }),
            let lastModifiedSeconds, lastModifiedSeconds <= known
        {
            return .notModified
        }
        return .proceed
    }

    /// Without a tag to compare, only `*` holds.
    private func isNamed(_ tag: EntityTag?, in list: String, comparing comparison: EntityTag.Comparison) -> Bool {
        guard let tag else { return list.utf8.elementsEqual("*".utf8) }
        return tag.isNamed(in: list, comparing: comparison)
    }
}
