/// Reads `method SP target SP version CRLF` (RFC 9112 §3): single spaces, nothing before and nothing after.
enum RequestLineParser {
    /// `HTTP/1.1` and its CRLF.
    private static let versionAndEndBytes = 10

    /// The offset after the line; nil when `end` comes first.
    @inline(__always)
    static func parse(
        _ bytes: Span<UInt8>, at start: Int, end: Int, into head: inout RequestHead
    ) throws(HTTP1Error) -> Int? {
        guard let methodEnd = try endOfMethod(bytes, at: start, end: end) else { return nil }
        head.methodText = RequestHead.Slice(start: start, end: methodEnd)
        head.method = method(bytes, in: start..<methodEnd)
        let targetStart = methodEnd + 1
        guard let targetEnd = try TargetParser.parse(bytes, at: targetStart, end: end, into: &head) else { return nil }
        head.target = RequestHead.Slice(start: targetStart, end: targetEnd)
        guard let minorVersion = try minorVersion(bytes, at: targetEnd + 1, end: end) else { return nil }
        head.minorVersion = minorVersion
        try checkForm(of: head)
        return targetEnd + 1 + versionAndEndBytes
    }

    /// Where the method ends and its space stands.
    @inline(__always)
    private static func endOfMethod(_ bytes: Span<UInt8>, at start: Int, end: Int) throws(HTTP1Error) -> Int? {
        var index = start
        while index < end, ByteClasses.token.contains(bytes[index]) {
            guard index - start < HTTP1Limits.maxMethodBytes else { throw .methodTooLong }
            index += 1
        }
        guard index < end else { return nil }
        guard bytes[index] == ByteClasses.space, index > start else { throw .malformedRequestLine }
        return index
    }

    @inline(__always)
    private static func method(_ bytes: Span<UInt8>, in range: Range<Int>) -> RequestHead.Method {
        let start = range.lowerBound
        return switch range.count {
        case 3 where bytes.matches("GET", at: start): .get
        case 3 where bytes.matches("PUT", at: start): .put
        case 4 where bytes.matches("HEAD", at: start): .head
        case 4 where bytes.matches("POST", at: start): .post
        case 5 where bytes.matches("PATCH", at: start): .patch
        case 5 where bytes.matches("TRACE", at: start): .trace
        case 5 where bytes.matches("QUERY", at: start): .query
        case 6 where bytes.matches("DELETE", at: start): .delete
        case 7 where bytes.matches("OPTIONS", at: start): .options
        case 7 where bytes.matches("CONNECT", at: start): .connect
        default: .other
        }
    }

    /// The minor version of `HTTP/1.x CRLF`; nil when `end` comes first.
    @inline(__always)
    private static func minorVersion(_ bytes: Span<UInt8>, at start: Int, end: Int) throws(HTTP1Error) -> UInt8? {
        if end - start >= versionAndEndBytes {
            if bytes.matches("HTTP/1.1\r\n", at: start) { return 1 }
            if bytes.matches("HTTP/1.0\r\n", at: start) { return 0 }
        }
        return try refuseVersion(bytes, at: start, end: end)
    }

    /// Tells an unfinished version from a malformed and from a foreign one. HTTP/1.2 is foreign too: there is no such
    /// version, and RFC 9110 §15.6.6 lets a server refuse what it does not speak.
    private static func refuseVersion(_ bytes: Span<UInt8>, at start: Int, end: Int) throws(HTTP1Error) -> UInt8? {
        let pattern: StaticString = "HTTP/0.0\r\n"
        for offset in 0..<versionAndEndBytes {
            guard start + offset < end else { return nil }
            let byte = bytes[start + offset]
            let expected = unsafe pattern.utf8Start[offset]
            guard byte == expected || (expected == UInt8(ascii: "0") && ByteClasses.isDigit(byte)) else {
                throw .malformedRequestLine
            }
        }
        throw .unsupportedVersion
    }

    /// `*` is for OPTIONS, an authority for CONNECT and CONNECT takes nothing else (RFC 9112 §3.2.3, §3.2.4).
    @inline(__always)
    private static func checkForm(of head: RequestHead) throws(HTTP1Error) {
        let fits =
            switch head.form {
            case .origin, .absolute: head.method != .connect
            case .asterisk: head.method == .options
            case .authority: true
            }
        guard fits else { throw .targetFormMismatch }
    }
}
