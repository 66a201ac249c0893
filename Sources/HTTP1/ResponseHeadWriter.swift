package import HTTPTypes

/// Builds the head of a response (RFC 9112 §4, §5) in one array: a status line, field lines, an empty line.
package struct ResponseHeadWriter: Sendable {
    /// What must not be written because it would end a line early.
    package enum Failure: Error, Hashable, Sendable {
        /// A name that is not a token.
        case malformedName
        /// A value with CR, LF or NUL.
        case malformedValue
    }

    /// The head so far.
    package private(set) var bytes: [UInt8] = []
    /// Where the 29 bytes of the `Date` value begin; nil before `writeDateHole`.
    package private(set) var dateOffset: Int?

    package init(reservedBytes: Int = 512) {
        bytes.reserveCapacity(reservedBytes)
    }

    /// Begins the head: `HTTP/1.1 200 OK`.
    package mutating func writeStatusLine(_ status: HTTPResponse.Status) {
        fatalError("the interface lands first")
    }

    /// Appends one field line.
    package mutating func writeField(_ name: String, _ value: String) throws(Failure) {
        fatalError("the interface lands first")
    }

    /// Appends all fields in their order.
    package mutating func writeFields(_ fields: HTTPFields) throws(Failure) {
        fatalError("the interface lands first")
    }

    /// Appends a `Date` line whose value is 29 spaces, to be overwritten at `dateOffset` each time the head is sent.
    package mutating func writeDateHole() {
        fatalError("the interface lands first")
    }

    /// Appends the empty line.
    package mutating func writeEnd() {
        fatalError("the interface lands first")
    }
}
