import Glibc

extension JSONScanner {
    /// What kind of value begins at the position, by its first byte.
    enum ValueKind {
        case object, array, string, number, boolean, null

        /// With its article, for sentences.
        var words: String {
            switch self {
            case .object: "an object"
            case .array: "a list"
            case .string: "a string"
            case .number: "a number"
            case .boolean: "true or false"
            case .null: "null"
            }
        }
    }

    func peekKind() throws(JSONFault) -> ValueKind {
        switch current {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), 0x30...0x39: return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        default: throw fault("expected a value here, found \(found)")
        }
    }

    /// Reads `true` or `false`.
    mutating func scanBoolean() throws(JSONFault) -> Bool {
        let value = current == UInt8(ascii: "t")
        if value { try scanLiteral("true") } else { try scanLiteral("false") }
        return value
    }

    /// A plain integer as 64 bits; whole numbers with a fraction or exponent (`1e3`, `24.0`) too. Nil: not whole.
    func integer(_ number: NumberSlice) throws(JSONFault) -> Int64? {
        if number.isPlainInteger {
            var magnitude: UInt64 = 0
            var offset = number.start
            let isNegative = byte(offset) == UInt8(ascii: "-")
            if isNegative { offset += 1 }
            while offset < number.start + number.length {
                let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(UInt64(byte(offset) - 0x30))
                guard !overflow, !carry else { throw doesNotFit(number) }
                magnitude = sum
                offset += 1
            }
            if isNegative {
                guard magnitude <= Int64.min.magnitude else { throw doesNotFit(number) }
                return 0 &- Int64(bitPattern: magnitude)
            }
            guard let value = Int64(exactly: magnitude) else { throw doesNotFit(number) }
            return value
        }
        let value = try double(number)
        if let whole = Int64(exactly: value) { return whole }
        guard value.rounded(.towardZero) != value else { throw doesNotFit(number) }
        return nil
    }

    func double(_ number: NumberSlice) throws(JSONFault) -> Double {
        let text = unsafe String(decoding: bytes(number.start, number.length), as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw doesNotFit(number) }
        return value
    }

    private func doesNotFit(_ number: NumberSlice) -> JSONFault {
        fault("this number does not fit 64 bits", at: number.start, .numberRange)
    }

    /// Reads any value and, when given a buffer, copies it there without white space.
    ///
    /// Keys that stand twice, nesting over `maxDepth` and numbers that fit nowhere are faults here too, so that what
    /// the tables do not know is as sound as what they know.
    mutating func scanValue(depth: Int, into copy: ByteBuffer?) throws(JSONFault) {
        switch try peekKind() {
        case .object: try scanObject(depth: depth, into: copy)
        case .array: try scanArray(depth: depth, into: copy)
        case .string:
            let start = position
            _ = try scanString()
            unsafe copy?.append(bytes(start, position - start))
        case .number:
            let number = try scanNumber()
            if isLenient { break }
            if number.isPlainInteger { _ = try integer(number) } else { _ = try double(number) }
            unsafe copy?.append(bytes(number.start, number.length))
        case .boolean: try scanBoolean() ? copy?.append("true") : copy?.append("false")
        case .null:
            try scanLiteral("null")
            copy?.append("null")
        }
    }

    func checkDepth(_ depth: Int) throws(JSONFault) {
        guard depth <= Self.maxDepth else {
            throw fault("objects and lists are nested over \(Self.maxDepth) deep", .tooDeep)
        }
    }

    private mutating func scanObject(depth: Int, into copy: ByteBuffer?) throws(JSONFault) {
        try checkDepth(depth + 1)
        position += 1
        copy?.append(UInt8(ascii: "{"))
        skipWhitespace()
        var keys: Set<[UInt8]> = []
        var isFirst = true
        while current != UInt8(ascii: "}") {
            if !isFirst {
                try expect(UInt8(ascii: ","), "',' or '}'")
                copy?.append(UInt8(ascii: ","))
                skipWhitespace()
            }
            isFirst = false
            let start = position
            guard current == UInt8(ascii: "\"") else {
                throw fault("expected a key in double quotes here, found \(found)")
            }
            let key = try scanString()
            guard keys.insert(unescaped(key)).inserted || isLenient else {
                throw fault("this key stands twice in its object; keep one", at: start, .duplicateKey)
            }
            unsafe copy?.append(bytes(start, position - start))
            skipWhitespace()
            try expect(UInt8(ascii: ":"), "':'")
            copy?.append(UInt8(ascii: ":"))
            skipWhitespace()
            try scanValue(depth: depth + 1, into: copy)
            skipWhitespace()
        }
        position += 1
        copy?.append(UInt8(ascii: "}"))
    }

    private mutating func scanArray(depth: Int, into copy: ByteBuffer?) throws(JSONFault) {
        try checkDepth(depth + 1)
        position += 1
        copy?.append(UInt8(ascii: "["))
        skipWhitespace()
        var isFirst = true
        while current != UInt8(ascii: "]") {
            if !isFirst {
                try expect(UInt8(ascii: ","), "',' or ']'")
                copy?.append(UInt8(ascii: ","))
                skipWhitespace()
            }
            isFirst = false
            try scanValue(depth: depth + 1, into: copy)
            skipWhitespace()
        }
        position += 1
        copy?.append(UInt8(ascii: "]"))
    }

    /// The text of a string, escapes resolved, as UTF-8.
    func unescaped(_ string: StringSlice) -> [UInt8] {
        let raw = unsafe bytes(string.start, string.length)
        guard string.hasEscapes else { return unsafe Array(raw) }
        var text: [UInt8] = []
        unsafe appendUnescaped(raw, to: &text)
        return text
    }
}

/// Resolves the escapes of a string that a scanner has found sound.
func appendUnescaped(_ raw: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    var index = 0
    func unit() -> UInt32 {
        defer { index += 4 }
        return (0..<4).reduce(0) { unsafe $0 << 4 | (hexDigit(raw[index + $1]) ?? 0) }
    }
    while index < raw.count {
        // Escapes are rare: what stands before the next one is copied whole.
        let rest = unsafe UnsafeBufferPointer(rebasing: raw[index...])
        let plain = unsafe rest.firstByte(UInt8(ascii: "\\")) ?? rest.count
        unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<plain]))
        index += plain + 1
        guard index < raw.count else { return }
        let escape = unsafe raw[index]
        index += 1
        switch escape {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var scalar = unit()
            if scalar & 0xFC00 == 0xD800 {
                index += 2
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + (unit() & 0x3FF)
            }
            if let scalar = Unicode.Scalar(scalar) {
                text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
            }
        default: text.append(escape)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where a byte stands first.
    func firstByte(_ byte: UInt8) -> Int? {
        guard let base = baseAddress, let found = unsafe memchr(base, Int32(byte), count) else { return nil }
        return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
