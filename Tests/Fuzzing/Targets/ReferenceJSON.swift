/// Reads JSON by the grammar of RFC 8259, scalar by scalar, into a tree. Slow and simple on purpose: it shares nothing
/// with the scanner but the rules that the codebook adds: no key twice, numbers within 64 bits, bounded depth.
struct ReferenceJSON {
    indirect enum Value: Equatable {
        case object([Member])
        case list([Value])
        case string(String)
        /// As written.
        case number(String)
        case word(String)
    }

    struct Member: Equatable {
        let key: String
        let value: Value
    }

    struct Malformed: Error {}

    static let maxDepth = 128

    private let scalars: [Unicode.Scalar]
    private var index = 0

    static func read(_ bytes: [UInt8]) throws(Malformed) -> Value {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed() }
        var reader = ReferenceJSON(scalars: Array(text.unicodeScalars))
        reader.skipSpace()
        let value = try reader.readValue(depth: 0)
        reader.skipSpace()
        guard reader.index == reader.scalars.count else { throw Malformed() }
        return value
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ wanted: String) -> Bool {
        guard let next, wanted.unicodeScalars.contains(next) else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ scalar: Unicode.Scalar) throws(Malformed) {
        guard next == scalar else { throw Malformed() }
        index += 1
    }

    private mutating func skipSpace() {
        while take(" \t\r\n") {}
    }

    private mutating func readValue(depth: Int) throws(Malformed) -> Value {
        switch next {
        case "{":
            return try .object(
                readItems(to: "}", depth) { reader throws(Malformed) in
                    let key = try reader.readString()
                    reader.skipSpace()
                    try reader.expect(":")
                    reader.skipSpace()
                    return Member(key: key, value: try reader.readValue(depth: depth + 1))
                }
            ).checkingKeys()
        case "[":
            return try .list(
                readItems(to: "]", depth) { reader throws(Malformed) in
                    try reader.readValue(depth: depth + 1)
                })
        case "\"": return .string(try readString())
        case "t", "f", "n": return try readWord()
        default: return try readNumber()
        }
    }

    private mutating func readItems<Item>(
        to end: Unicode.Scalar, _ depth: Int, _ readItem: (inout ReferenceJSON) throws(Malformed) -> Item
    ) throws(Malformed) -> [Item] {
        guard depth < Self.maxDepth else { throw Malformed() }
        index += 1
        skipSpace()
        var items: [Item] = []
        while next != end {
            if !items.isEmpty {
                try expect(",")
                skipSpace()
            }
            items.append(try readItem(&self))
            skipSpace()
        }
        index += 1
        return items
    }

    private mutating func readString() throws(Malformed) -> String {
        try expect("\"")
        // Escapes give UTF-16 units, so all is gathered as such; halves of pairs that stand alone do not decode.
        var units: [UInt16] = []
        while let scalar = next, scalar != "\"" {
            index += 1
            guard scalar.value >= 0x20 else { throw Malformed() }
            if scalar == "\\" {
                units.append(try readEscape())
            } else {
                // A raw scalar between two halves of an escaped pair parts them, as it should.
                units.append(contentsOf: Array(String(scalar).utf16))
            }
        }
        try expect("\"")
        guard let text = String(validating: units, as: UTF16.self) else { throw Malformed() }
        return text
    }

    private mutating func readEscape() throws(Malformed) -> UInt16 {
        guard let kind = next else { throw Malformed() }
        index += 1
        switch kind {
        case "\"", "\\", "/": return UInt16(kind.value)
        case "b": return 8
        case "t": return 9
        case "n": return 10
        case "f": return 12
        case "r": return 13
        case "u":
            var digits = ""
            while digits.count < 4, let digit = next, digit.properties.isASCIIHexDigit {
                digits.unicodeScalars.append(digit)
                index += 1
            }
            guard digits.count == 4, let unit = UInt16(digits, radix: 16) else { throw Malformed() }
            return unit
        default: throw Malformed()
        }
    }

    private mutating func readWord() throws(Malformed) -> Value {
        for word in ["true", "false", "null"] where scalars[index...].starts(with: word.unicodeScalars) {
            index += word.count
            return .word(word)
        }
        throw Malformed()
    }

    private mutating func readNumber() throws(Malformed) -> Value {
        let start = index
        let digits = "0123456789"
        _ = take("-")
        if !take("0") {
            guard take(digits) else { throw Malformed() }
            while take(digits) {}
        }
        let isInteger = next != "." && next != "e" && next != "E"
        if take(".") {
            guard take(digits) else { throw Malformed() }
            while take(digits) {}
        }
        if take("eE") {
            _ = take("+-")
            guard take(digits) else { throw Malformed() }
            while take(digits) {}
        }
        let text = String(String.UnicodeScalarView(scalars[start..<index]))
        if isInteger {
            guard Int64(text) != nil else { throw Malformed() }
        } else {
            guard let number = Double(text), number.isFinite else { throw Malformed() }
        }
        return .number(text)
    }
}

extension ReferenceJSON.Value {
    /// Throws when an object has a key twice; keys are compared scalar by scalar.
    fileprivate func checkingKeys() throws(ReferenceJSON.Malformed) -> Self {
        guard case .object(let members) = self else { return self }
        let keys = Set(members.map { Array($0.key.unicodeScalars) })
        guard keys.count == members.count else { throw ReferenceJSON.Malformed() }
        return self
    }
}
