package import HTTPTypes

/// Builds the head of a response (RFC 9112 §4, §5) in one array: a status line, field lines, an empty line.
package struct ResponseHeadWriter: Sendable {
    /// What must not be written because a reader might see another field, or another response, in it.
    package enum Failure: Error, Hashable, Sendable {
        /// A name that is not a token.
        case malformedName
        /// A value with CR, LF or NUL.
        case malformedValue
    }

    /// The length of an IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`.
    package static let dateBytes = 29

    /// The head so far.
    package private(set) var bytes: [UInt8] = []
    /// Where the value of `Date` begins; nil before `writeDateHole`.
    package private(set) var dateOffset: Int?

    /// - Parameter reservedBytes: a guess at the length of the head; it grows when it is longer.
    package init(reservedBytes: Int = 512) {
        bytes.reserveCapacity(reservedBytes)
    }

    /// Begins the head: `HTTP/1.1 200 OK`. `HTTPResponse.Status` admits three digits and a clean phrase only.
    package mutating func writeStatusLine(_ status: HTTPResponse.Status) {
        bytes.append(contentsOf: "HTTP/1.1 ".utf8)
        append(decimal: status.code)
        bytes.append(ByteClasses.space)
        bytes.append(contentsOf: status.reasonPhrase.utf8)
        endLine()
    }

    /// Appends one field line.
    package mutating func writeField(_ name: String, _ value: String) throws(Failure) {
        guard Self.isToken(name) else { throw .malformedName }
        guard Self.isSafeValue(value) else { throw .malformedValue }
        writeName(name)
        bytes.append(contentsOf: value.utf8)
        endLine()
    }

    /// Appends one field line whose value is a number, such as `Content-Length`.
    package mutating func writeField(_ name: String, _ value: Int) throws(Failure) {
        guard Self.isToken(name) else { throw .malformedName }
        writeName(name)
        append(decimal: value)
        endLine()
    }

    /// Appends all fields in their order.
    package mutating func writeFields(_ fields: HTTPFields) throws(Failure) {
        for field in fields {
            try writeField(field.name.rawName, field.value)
        }
    }

    /// Appends a `Date` line whose value is 29 spaces, to be overwritten at `dateOffset` each time the head is sent.
    package mutating func writeDateHole() {
        writeName("Date")
        dateOffset = bytes.count
        bytes.append(contentsOf: repeatElement(ByteClasses.space, count: Self.dateBytes))
        endLine()
    }

    /// Appends the empty line.
    package mutating func writeEnd() {
        endLine()
    }

    private static func isToken(_ name: String) -> Bool {
        let bytes = name.utf8.span
        for index in bytes.indices where !ByteClasses.token.contains(bytes[index]) { return false }
        return !bytes.isEmpty
    }

    /// Looks at all bytes whatever it has found, which goes many at a time: a list of links is long.
    private static func isSafeValue(_ value: String) -> Bool {
        let bytes = value.utf8.span
        let (carriageReturn, lineFeed) = (ByteClasses.carriageReturn, ByteClasses.lineFeed)
        var breaks: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            breaks |= (byte == carriageReturn ? 1 : 0) | (byte == lineFeed ? 1 : 0) | (byte == 0 ? 1 : 0)
        }
        return breaks == 0
    }

    private mutating func writeName(_ name: String) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: ": ".utf8)
    }

    private mutating func append(decimal number: Int) {
        bytes.append(contentsOf: String(number).utf8)
    }

    private mutating func endLine() {
        bytes.append(ByteClasses.carriageReturn)
        bytes.append(ByteClasses.lineFeed)
    }
}
