package import HTTP

/// A parsed request head: ranges into the bytes it was parsed from. A trivial value, it holds no memory of its own
/// and is worth nothing once those bytes have moved on.
package struct RequestHead: Sendable {
    /// A range of bytes, counted from the first byte given to the parser. Sixteen bits hold any offset in a head of
    /// `HTTP1Limits.largestHeadBytes`, and keep the head small enough to hand around by value.
    package struct Slice: Hashable, Sendable, BitwiseCopyable {
        package var start: UInt16
        package var length: UInt16

        package init(start: Int, end: Int) {
            self.start = UInt16(start)
            self.length = UInt16(end - start)
        }

        /// The same range for use as subscript.
        package var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
        package var isEmpty: Bool { length == 0 }
    }

    /// The methods of RFC 9110 §9.3 and PATCH. Case counts: `get` is `other`.
    package enum Method: Hashable, Sendable, BitwiseCopyable {
        case get, head, options, post, put, delete, patch, trace, query, connect, other
    }

    /// RFC 9112 §3.2.
    package enum TargetForm: Hashable, Sendable, BitwiseCopyable {
        case origin, absolute, authority, asterisk
    }

    package var method: Method = .other
    package var methodText = Slice(start: 0, end: 0)
    /// The whole target as sent.
    package var target = Slice(start: 0, end: 0)
    /// The path, percent-encoded: `/…`, or `*` for the asterisk form, or empty for the authority form.
    package var path = Slice(start: 0, end: 0)
    /// What follows the first `?`; nil without one.
    package var query: Slice?
    package var form: TargetForm = .origin
    /// 0 or 1.
    package var minorVersion: UInt8 = 1
    /// The authority that counts: that of the target if it has one, else the `Host` field. Nil only in HTTP/1.0.
    package var host: Slice?
    /// Whether the connection may go on after this request, by version and `Connection` (RFC 9112 §9.3).
    package var keepsAlive = true
    package var framing: BodyFraming = .none
    /// Whether the peer waits for `100 Continue` before it sends the body; never true for HTTP/1.0 or without a body.
    package var expectsContinue = false
    /// All field lines, each with its CRLF, without the empty line at the end.
    package var fieldLines = Slice(start: 0, end: 0)

    var known = InlineArray<24, Slice>(repeating: Slice(start: 0, end: 0))
    var seenFields: UInt32 = 0
    var repeatedFields: UInt32 = 0

    /// The value of the first line of that name, without surrounding whitespace; nil when there is none.
    package func slice(of field: KnownField) -> Slice? {
        seenFields & field.bit == 0 ? nil : known[field.rawValue]
    }

    /// Whether a second line of that name follows, so that `slice(of:)` is not the whole value.
    package func isRepeated(_ field: KnownField) -> Bool {
        repeatedFields & field.bit != 0
    }
}

extension KnownField {
    var bit: UInt32 { 1 << UInt32(truncatingIfNeeded: rawValue) }
}
