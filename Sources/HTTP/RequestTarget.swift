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
    private static let typicalSegmentCount = 4

    /// The segments between slashes, decoded one by one, so that an escaped slash stays part of its segment.
    ///
    /// `/` gives none; `/a/` gives `a` and an empty segment, which no route has, so that it is not `/a`.
    /// Dot segments are refused: a client takes them out before it sends (RFC 3986 §5.2.4), and a proxy that reads
    /// them otherwise than we do would guard the wrong path.
    package func decodedSegments() throws(RequestTargetError) -> [String] {
        let path = rawPath.utf8.span
        guard !path.isEmpty, path[0] == UInt8(ascii: "/") else { throw .notAPath }
        guard path.count > 1 else { return [] }
        var segments: [String] = []
        segments.reserveCapacity(Self.typicalSegmentCount)
        var start = 1
        while start <= path.count {
            let end = path.firstIndex(of: UInt8(ascii: "/"), from: start) ?? path.count
            let segment = try PercentDecoding.decode(path.extracting(start..<end), refusingControls: true)
            guard segment != ".", segment != ".." else { throw .dotSegment }
            segments.append(segment)
            start = end + 1
        }
        return segments
    }

    /// The items between `&`, in order, repeats included. `+` is a space, `%2B` a plus; a name without `=` has an
    /// empty value; nothing between two `&` is nothing.
    package func queryItems() throws(RequestTargetError) -> [QueryItem] {
        guard let rawQuery else { return [] }
        let query = rawQuery.utf8.span
        var items: [QueryItem] = []
        var start = 0
        while start < query.count {
            let end = query.firstIndex(of: UInt8(ascii: "&"), from: start) ?? query.count
            let raw = query.extracting(start..<end)
            start = end + 1
            if raw.isEmpty { continue }
            guard items.count < Self.maxQueryItems else { throw .tooManyQueryItems }
            let equals = raw.firstIndex(of: UInt8(ascii: "="), from: 0) ?? raw.count
            let name = raw.extracting(..<equals)
            let value = raw.extracting(min(equals + 1, raw.count)...)
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

extension Span<UInt8> {
    fileprivate func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        for index in start..<count where self[index] == byte { return index }
        return nil
    }
}
