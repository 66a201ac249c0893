/// An entity tag (RFC 9110 §8.8.3): `"opaque"`, or `W/"opaque"` when weak.
package struct EntityTag: Hashable, Sendable {
    /// How two tags are compared (RFC 9110 §8.8.3.2).
    package enum Comparison: Hashable, Sendable {
        /// Equal characters do; for `If-None-Match`.
        case weak
        /// Both must be strong as well; for `If-Match`.
        case strong
    }

    /// The characters between the quotes.
    package var opaque: String
    package var isWeak: Bool

    package init(opaque: String, isWeak: Bool = false) {
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// Reads one tag; nil when it is malformed or something follows it.
    package init?(parsing text: String) {
        let bytes = text.utf8.span
        var cursor = FieldCursor()
        guard let (opaque, isWeak) = Self.read(bytes, at: &cursor), cursor.isAtEnd(bytes) else { return nil }
        self.init(opaque: bytes.text(in: opaque), isWeak: isWeak)
    }

    /// The tag under which the same content is sent in gzip: another representation, so another strong tag
    /// (RFC 9110 §8.8.3.3).
    package var gzipTwin: EntityTag { EntityTag(opaque: opaque + "-gzip", isWeak: isWeak) }

    /// The field value, quotes included.
    package var fieldValue: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }

    /// Whether `If-Match` or `If-None-Match` names this tag; see `list(_:names:isWeak:comparing:)`.
    package func isNamed(in list: String, comparing comparison: Comparison) -> Bool {
        Self.list(list.utf8.span, names: opaque.utf8.span, isWeak: isWeak, comparing: comparison)
    }

    /// Whether the value of `If-Match` or `If-None-Match` is `*` or holds a tag equal to the one with these characters
    /// between its quotes. Works on bytes and allocates nothing. What follows a malformed element is not read, and a
    /// malformed element names nothing: so a broken `If-None-Match` gets the full answer, a broken `If-Match` 412.
    package static func list(
        _ list: Span<UInt8>, names opaque: Span<UInt8>, isWeak: Bool, comparing comparison: Comparison
    ) -> Bool {
        var cursor = FieldCursor()
        cursor.skipWhitespace(list)
        if cursor.take(UInt8(ascii: "*"), list) {
            cursor.skipWhitespace(list)
            return cursor.isAtEnd(list)
        }
        while !cursor.isAtEnd(list) {
            if cursor.isAtElementEnd(list) {
                cursor.index += 1
                continue
            }
            guard let (candidate, candidateIsWeak) = read(list, at: &cursor), cursor.isAtElementEnd(list) else {
                return false
            }
            let mayMatch = comparison == .weak || (!isWeak && !candidateIsWeak)
            if mayMatch, list.extracting(candidate).hasSameBytes(as: opaque) {
                return true
            }
        }
        return false
    }

    /// `[ W/ ] DQUOTE *etagc DQUOTE`; `W` is case-sensitive, and no space stands inside.
    private static func read(
        _ bytes: Span<UInt8>, at cursor: inout FieldCursor
    ) -> (opaque: Range<Int>, isWeak: Bool)? {
        let isWeak = cursor.take(UInt8(ascii: "W"), bytes)
        if isWeak, !cursor.take(UInt8(ascii: "/"), bytes) { return nil }
        guard cursor.take(UInt8(ascii: "\""), bytes) else { return nil }
        let start = cursor.index
        while let byte = cursor.peek(bytes), byte > 0x20, byte != 0x7F, byte != UInt8(ascii: "\"") { cursor.index += 1 }
        let opaque = start..<cursor.index
        return cursor.take(UInt8(ascii: "\""), bytes) ? (opaque, isWeak) : nil
    }
}

extension Span<UInt8> {
    fileprivate func hasSameBytes(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] {
            return false
        }
        return true
    }
}
