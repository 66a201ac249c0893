/// A media type (RFC 9110 §8.3.1) or, where `*` stands for either part, a media range.
package struct MediaType: Hashable, Sendable {
    package struct Parameter: Hashable, Sendable {
        /// In lowercase.
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name.lowercased()
            self.value = value
        }
    }

    /// In lowercase, as is `subtype`.
    package var type: String
    package var subtype: String
    package var parameters: [Parameter]

    package init(_ type: String, _ subtype: String, parameters: [Parameter] = []) {
        self.type = type.lowercased()
        self.subtype = subtype.lowercased()
        self.parameters = parameters
    }

    /// Reads one media type; nil when it is malformed or something follows it.
    package init?(parsing text: String) {
        let bytes = text.utf8.span
        var cursor = FieldCursor()
        cursor.skipWhitespace(bytes)
        guard let (mediaType, _) = MediaType.read(bytes, at: &cursor, stoppingAtWeight: false), cursor.isAtEnd(bytes)
        else { return nil }
        self = mediaType
    }

    /// The type without its parameters.
    package var essence: String { type + "/" + subtype }

    /// The type as a field value, with parameter values quoted where they are no tokens.
    package var fieldValue: String {
        parameters.reduce("\(type)/\(subtype)") { text, parameter in
            let bytes = parameter.value.utf8.span
            var cursor = FieldCursor()
            let isToken = !cursor.token(bytes).isEmpty && cursor.isAtEnd(bytes)
            return text + "; \(parameter.name)=" + (isToken ? parameter.value : Self.quoted(parameter.value))
        }
    }

    /// Reads one element of a list: a type, its parameters, and the weight if `q` is one of them (which in `Accept`
    /// is never a parameter of the type). Nil when malformed; the cursor is then anywhere inside the element.
    static func read(
        _ bytes: Span<UInt8>, at cursor: inout FieldCursor, stoppingAtWeight: Bool
    ) -> (mediaType: MediaType, weight: QualityValue)? {
        let type = cursor.token(bytes)
        guard !type.isEmpty, cursor.take(UInt8(ascii: "/"), bytes) else { return nil }
        let subtype = cursor.token(bytes)
        guard !subtype.isEmpty else { return nil }

        var mediaType = MediaType(bytes.text(in: type), bytes.text(in: subtype))
        var weight = QualityValue.full
        while !cursor.isAtElementEnd(bytes) {
            guard let (name, value) = cursor.parameter(bytes) else { return nil }
            if stoppingAtWeight, bytes.isWord("q", in: name) {
                guard let given = QualityValue(bytes, in: value) else { return nil }
                weight = given
            } else {
                let text = bytes.text(in: value)
                mediaType.parameters.append(Parameter(name: bytes.text(in: name), value: unescaped(text)))
            }
        }
        return (mediaType, weight)
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var isEscaped = false
        return String(
            text.filter { character in
                isEscaped = character == "\\" && !isEscaped
                return !isEscaped
            }
        )
    }

    private static func quoted(_ text: String) -> String {
        text.reduce("\"") { $0 + ($1 == "\"" || $1 == "\\" ? "\\" : "") + String($1) } + "\""
    }
}
