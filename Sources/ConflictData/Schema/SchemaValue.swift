/// A piece of a document for machines (JSON Schema, OpenAPI) as it will be written: members keep their order, so that
/// the same tables give the same bytes.
package indirect enum SchemaValue: Equatable, Sendable {
    case string(String)
    case integer(Int64)
    /// Finite.
    case number(Double)
    case flag(Bool)
    case null
    case list([SchemaValue])
    case object([Member])

    /// A key and its value.
    package struct Member: Equatable, Sendable {
        package let key: String
        package let value: SchemaValue

        package init(_ key: String, _ value: SchemaValue) {
            self.key = key
            self.value = value
        }
    }

    /// An object of these members, in this order.
    package static func members(_ members: KeyValuePairs<String, SchemaValue>) -> SchemaValue {
        .object(members.map { Member($0.key, $0.value) })
    }

    package static func strings(_ texts: [String]) -> SchemaValue { .list(texts.map(SchemaValue.string)) }

    /// The members of an object; of anything else, none.
    package var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// The members of both, those of `self` first.
    package func adding(_ more: SchemaValue) -> SchemaValue { .object(members + more.members) }

    package func adding(_ key: String, _ value: SchemaValue) -> SchemaValue { .object(members + [Member(key, value)]) }

    /// The value of a key, where there is one.
    package subscript(key: String) -> SchemaValue? { members.first { $0.key == key }?.value }

    // MARK: Text

    /// For people and for files: indented by two spaces, with a line end.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same in UTF-8.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(indent: 0, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func append(indent: Int, to bytes: inout [UInt8]) {
        switch self {
        case .string(let text): JSONText.append(text, to: &bytes)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let value): bytes.append(contentsOf: "\(value)".utf8)
        case .flag(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .null: bytes.append(contentsOf: "null".utf8)
        case .list(let values):
            Self.append("[", values, "]", indent, to: &bytes) { value, bytes in
                value.append(indent: indent + 1, to: &bytes)
            }
        case .object(let members):
            Self.append("{", members, "}", indent, to: &bytes) { member, bytes in
                JSONText.append(member.key, to: &bytes)
                bytes.append(contentsOf: ": ".utf8)
                member.value.append(indent: indent + 1, to: &bytes)
            }
        }
    }

    private static func append<Element>(
        _ open: String,
        _ elements: [Element],
        _ close: String,
        _ indent: Int,
        to bytes: inout [UInt8],
        _ write: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(contentsOf: open.utf8)
        for (index, element) in elements.enumerated() {
            bytes.append(contentsOf: ((index > 0 ? ",\n" : "\n") + String(repeating: "  ", count: indent + 1)).utf8)
            write(element, &bytes)
        }
        if !elements.isEmpty { bytes.append(contentsOf: ("\n" + String(repeating: "  ", count: indent)).utf8) }
        bytes.append(contentsOf: close.utf8)
    }
}
