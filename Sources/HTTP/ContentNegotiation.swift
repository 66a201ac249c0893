/// Which representation a client gets (RFC 9110 §12).
package enum ContentNegotiation {
    /// The content coding of an answer that can be had plain or as gzip.
    package enum Coding: Hashable, Sendable {
        case gzip
        case identity
        /// Neither is acceptable: 406.
        case none
    }

    /// The offer with the highest weight, and of equals the first; nil when none is acceptable (406).
    ///
    /// Each offer has the weight of the most specific range that covers it, so `*/*;q=0` excludes only what nothing
    /// else names. Malformed elements are passed over; a field with no element left says nothing, as an absent one.
    package static func bestMediaType(among offers: [MediaType], accept: String?) -> Int? {
        let ranges = accept.map(mediaRanges) ?? []
        guard !ranges.isEmpty else { return offers.isEmpty ? nil : 0 }
        var best: (index: Int, weight: QualityValue)?
        for (index, offer) in offers.enumerated() {
            let weight = self.weight(of: offer, in: ranges)
            if weight > (best?.weight ?? .unacceptable) {
                best = (index, weight)
            }
        }
        return best?.index
    }

    /// Whether to send gzip. An absent field asks for nothing, so the answer is plain; so is it when the client likes
    /// plain better. `x-gzip` is gzip (RFC 9110 §8.4.1.3).
    package static func coding(acceptEncoding: String?) -> Coding {
        guard let acceptEncoding else { return .identity }
        return coding(acceptEncoding: acceptEncoding.utf8.span)
    }

    /// The same on the bytes of the field value, without allocation.
    package static func coding(acceptEncoding bytes: Span<UInt8>) -> Coding {
        var gzip: QualityValue?
        var identity: QualityValue?
        var others: QualityValue?
        var cursor = FieldCursor()
        while !cursor.isAtEnd(bytes) {
            cursor.skipWhitespace(bytes)
            let name = cursor.token(bytes)
            if let weight = weight(bytes, at: &cursor), !name.isEmpty {
                if bytes.isWord("gzip", in: name) || bytes.isWord("x-gzip", in: name) {
                    gzip = max(gzip ?? weight, weight)
                } else if bytes.isWord("identity", in: name) {
                    identity = weight
                } else if name.count == 1, bytes[name.lowerBound] == UInt8(ascii: "*") {
                    others = weight
                }
            }
            cursor.skipElement(bytes)
        }
        let gzipWeight = gzip ?? others ?? .unacceptable
        if gzipWeight > .unacceptable, gzipWeight >= identity ?? .unacceptable {
            return .gzip
        }
        // Plain is acceptable unless excluded by name or by "*" (RFC 9110 §12.5.3).
        return (identity ?? others) == .unacceptable ? .none : .identity
    }

    /// The weight at the end of a coding; nil when something else stands there.
    private static func weight(_ bytes: Span<UInt8>, at cursor: inout FieldCursor) -> QualityValue? {
        guard !cursor.isAtElementEnd(bytes) else { return .full }
        guard let (name, value) = cursor.parameter(bytes), bytes.isWord("q", in: name),
            cursor.isAtElementEnd(bytes)
        else { return nil }
        return QualityValue(bytes, in: value)
    }

    private static func mediaRanges(in accept: String) -> [(range: MediaType, weight: QualityValue)] {
        let bytes = accept.utf8.span
        var ranges: [(range: MediaType, weight: QualityValue)] = []
        var cursor = FieldCursor()
        while !cursor.isAtEnd(bytes) {
            cursor.skipWhitespace(bytes)
            if let (range, weight) = MediaType.read(bytes, at: &cursor, stoppingAtWeight: true),
                range.type != "*" || range.subtype == "*"
            {
                ranges.append((range, weight))
            }
            cursor.skipElement(bytes)
        }
        return ranges
    }

    private static func weight(
        of offer: MediaType, in ranges: [(range: MediaType, weight: QualityValue)]
    ) -> QualityValue {
        var best: (specificity: Int, weight: QualityValue) = (-1, .unacceptable)
        for (range, weight) in ranges {
            if let specificity = specificity(of: range, for: offer), specificity > best.specificity {
                best = (specificity, weight)
            }
        }
        return best.weight
    }

    /// How closely a range names an offer; nil when it does not cover it.
    private static func specificity(of range: MediaType, for offer: MediaType) -> Int? {
        if range.type == "*" { return 0 }
        guard range.type == offer.type else { return nil }
        if range.subtype == "*" { return 1 }
        guard range.subtype == offer.subtype, range.parameters.allSatisfy({ covers($0, offer) }) else { return nil }
        return 2 + range.parameters.count
    }

    /// All text we send is UTF-8, so a client that asks for it gets what it wants even where the type does not say so.
    private static func covers(_ parameter: MediaType.Parameter, _ offer: MediaType) -> Bool {
        let isUTF8 = parameter.name == "charset" && parameter.value.lowercased() == "utf-8"
        return isUTF8
            || offer.parameters.contains {
                $0.name == parameter.name && $0.value.lowercased() == parameter.value.lowercased()
            }
    }
}
