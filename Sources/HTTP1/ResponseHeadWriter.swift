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
        guard !name.isEmpty, Self.holdsOnly(name, ByteClasses.token.contains) else { throw .malformedName }
        guard Self.holdsOnly(value, Self.isAllowedInValue) else { throw .malformedValue }
        writeName(name)
        bytes.append(contentsOf: value.utf8)
        endLine()
    }

    /// Appends one field line whose value is a number, such as `Content-Length`.
    package mutating func writeField(_ name: String, _ value: Int) throws(Failure) {
        guard !name.isEmpty, Self.holdsOnly(name, ByteClasses.token.contains) else { throw .malformedName }
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

    /// Whether all bytes of a text pass; nearly every text lies in memory in one piece, and is looked through there.
    @inline(__always)
    private static func holdsOnly(_ text: String, _ passes: (UInt8) -> Bool) -> Bool {
        unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            for index in bytes.indices where unsafe !passes(bytes[index]) { return false }
            return true
        } ?? text.utf8.allSatisfy(passes)
    }

    private static func isAllowedInValue(_ byte: UInt8) -> Bool {
        byte != ByteClasses.carriageReturn && byte != ByteClasses.lineFeed && byte != 0
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
