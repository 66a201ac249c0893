import HTTP

/// What the bytes so far amount to. Too few bytes is a result, not an error.
package enum ParseOutcome: Sendable {
    /// A head, and how many bytes it took, leading empty lines and final empty line included.
    case complete(RequestHead, consumed: Int)
    case needMore
}

/// Reads a request head (RFC 9112 §2 to §6). Stateless over the bytes so far: the caller keeps them and calls again
/// with more. Errors come as early as the bytes allow, and are the same wherever the input was cut.
package enum RequestParser {
    /// - Parameter alreadyScanned: how many of the bytes were there at the last call that said `needMore`; 0 at first.
    package static func parseHead(
        _ bytes: Span<UInt8>,
        alreadyScanned: Int,
        limits: HTTP1Limits
    ) throws(HTTP1Error) -> ParseOutcome {
        guard mayDecide(bytes, newFrom: alreadyScanned, limits: limits) else { return .needMore }
        guard let start = try skipEmptyLines(bytes) else { return .needMore }

        var head = RequestHead()
        let maxLineBytes = min(limits.maxRequestLineBytes + 2, limits.maxHeadBytes)
        let lineEnd = min(bytes.count, start + maxLineBytes)
        guard let fieldsStart = try RequestLineParser.parse(bytes, at: start, end: lineEnd, into: &head) else {
            guard bytes.count - start < maxLineBytes else { throw .requestLineTooLong }
            return .needMore
        }
        let headEnd = min(bytes.count, start + limits.maxHeadBytes)
        guard let end = try parseFieldLines(bytes, at: fieldsStart, end: headEnd, limits: limits, into: &head) else {
            guard bytes.count - start < limits.maxHeadBytes else { throw .headTooLarge }
            return .needMore
        }
        try head.settle(bytes, limits: limits)
        return .complete(head, consumed: end)
    }

    /// Whether a head that cannot be parsed is one of HEAD, whose answer has no content whatever it says (RFC 9110 §9.3.2).
    package static func beginsWithHEAD(_ bytes: Span<UInt8>) -> Bool {
        guard let start = try? skipEmptyLines(bytes) else { return false }
        return bytes.matches("HEAD ", at: start)
    }

    /// Whether the new bytes can change the last answer. Lines end with control bytes, so a peer that drips visible ones
    /// costs a look at each, not a parse of everything so far. The last old byte counts too: it may be half a line end.
    @inline(__always)
    private static func mayDecide(_ bytes: Span<UInt8>, newFrom start: Int, limits: HTTP1Limits) -> Bool {
        guard start > 0, bytes.count < limits.maxHeadBytes else { return true }
        for index in start - 1..<max(start, bytes.count) where bytes[index] < ByteClasses.space {
            return true
        }
        return false
    }

    /// Where the request line begins (RFC 9112 §2.2); nil when that is not known yet.
    @inline(__always)
    private static func skipEmptyLines(_ bytes: Span<UInt8>) throws(HTTP1Error) -> Int? {
        var index = 0
        while index < bytes.count, bytes[index] == ByteClasses.carriageReturn {
            guard index + 1 < bytes.count else { return nil }
            guard bytes[index + 1] == ByteClasses.lineFeed, index < 2 * HTTP1Limits.maxLeadingEmptyLines else {
                throw .malformedRequestLine
            }
            index += 2
        }
        return index < bytes.count ? index : nil
    }

    /// The offset after the empty line; nil when `end` comes first.
    @inline(__always)
    private static func parseFieldLines(
        _ bytes: Span<UInt8>, at start: Int, end: Int, limits: HTTP1Limits, into head: inout RequestHead
    ) throws(HTTP1Error) -> Int? {
        var index = start
        var lines = 0
        while index < end, bytes[index] != ByteClasses.carriageReturn {
            guard lines < limits.maxFieldLines else { throw .tooManyFieldLines }
            guard let line = try FieldLineParser.parse(bytes, at: index, end: end) else { return nil }
            try head.note(line, bytes)
            lines += 1
            index = line.next
        }
        guard index + 1 < end else { return nil }
        guard bytes[index + 1] == ByteClasses.lineFeed else { throw .malformedFieldLine }
        head.fieldLines = RequestHead.Slice(start: start, end: index)
        return index + 2
    }
}
