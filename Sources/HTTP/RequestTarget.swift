/// The path and query of a request target (RFC 9112 §3.2), as sent.
package struct RequestTarget: Sendable, Hashable {
    /// The path as sent, percent-encoded, beginning with `/`, without query; `*` for the asterisk form.
    package var rawPath: String
    /// What follows the first `?`, as sent; nil when there is none.
    package var rawQuery: String?

    package init(rawPath: String, rawQuery: String?) {
        self.rawPath = rawPath
        self.rawQuery = rawQuery
    }
}

/// Why a target has no meaning here. All but `tooManyQueryItems` and `queryItemTooLong` are plain 400s; those two are
/// 414 in spirit and 400 in practice, because the target as a whole was short enough.
package enum RequestTargetError: Error, Hashable, Sendable {
    /// A path that does not begin with `/`.
    case notAPath
    /// A `%` without two hexadecimal digits.
    case malformedEscape
    /// A NUL, or in a path any control character.
    case controlCharacter
    /// Bytes that are not UTF-8 once decoded; overlong forms count as such.
    case invalidUTF8
    /// `.` or `..`, plain or escaped.
    case dotSegment
    case tooManyQueryItems
    case queryItemTooLong
}

/// A name and a value of a query, decoded.
package struct QueryItem: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension RequestTarget {
    /// More filters than the widest record type has fields.
    package static let maxQueryItems = 64
    /// A name or value, encoded. Long enough for any list of ids that fits into a request line twice.
    package static let maxQueryItemBytes = 4096

    /// The segments between slashes, decoded one by one, so that an escaped slash stays part of its segment.
    ///
    /// `/` gives none; `/a/` gives `a` and an empty segment, which no route has, so that it is not `/a`.
    /// Dot segments are refused: a client takes them out before it sends (RFC 3986 §5.2.4), and a proxy that reads
    /// them otherwise than we do would guard the wrong path.
    package func decodedSegments() throws(RequestTargetError) -> [String] {
        guard rawPath.utf8.first == UInt8(ascii: "/") else { throw .notAPath }
        guard rawPath.utf8.count > 1 else { return [] }
        var segments: [String] = []
        for raw in rawPath.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let segment = try PercentDecoding.decode(raw, refusingControls: true)
            guard segment != ".", segment != ".." else { throw .dotSegment }
            segments.append(segment)
        }
        return segments
    }

    /// The items between `&`, in order, repeats included. `+` is a space, `%2B` a plus; a name without `=` has an
    /// empty value; nothing between two `&` is nothing.
    package func queryItems() throws(RequestTargetError) -> [QueryItem] {
        guard let rawQuery else { return [] }
        let query = rawQuery.utf8
        var items: [QueryItem] = []
        var start = query.startIndex
        while start < query.endIndex {
            let end = query[start...].firstIndex(of: UInt8(ascii: "&")) ?? query.endIndex
            let raw = query[start..<end]
            start = end < query.endIndex ? query.index(after: end) : end
            if raw.isEmpty { continue }
            guard items.count < Self.maxQueryItems else { throw .tooManyQueryItems }
            let equals = raw.firstIndex(of: UInt8(ascii: "=")) ?? raw.endIndex
            let name = raw[..<equals]
            let value = raw[equals...].dropFirst()
            guard name.count <= Self.maxQueryItemBytes, value.count <= Self.maxQueryItemBytes else {
                throw .queryItemTooLong
            }
            items.append(
                QueryItem(
                    name: try PercentDecoding.decode(name, plusIsSpace: true),
                    value: try PercentDecoding.decode(value, plusIsSpace: true)
                )
            )
        }
        return items
    }
}
