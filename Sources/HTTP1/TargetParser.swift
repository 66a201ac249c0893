/// Reads a request target in any of its four forms (RFC 9112 §3.2) and checks every byte of it.
enum TargetParser {
    /// Fills in form, path, query and authority. Returns the offset of the space after the target; nil when bytes run
    /// out first.
    @inline(__always)
    static func parse(
        _ bytes: Span<UInt8>, at start: Int, end: Int, into head: inout RequestHead
    ) throws(HTTP1Error) -> Int? {
        guard start < end else { return nil }
        if bytes[start] == UInt8(ascii: "/") {
            head.form = .origin
            return try parsePath(bytes, at: start, end: end, into: &head)
        }
        return try parseRareForm(bytes, at: start, end: end, into: &head)
    }

    private static func parseRareForm(
        _ bytes: Span<UInt8>, at start: Int, end: Int, into head: inout RequestHead
    ) throws(HTTP1Error) -> Int? {
        if bytes[start] == UInt8(ascii: "*") {
            guard start + 1 < end else { return nil }
            guard bytes[start + 1] == ByteClasses.space else { throw .malformedTarget }
            head.form = .asterisk
            head.path = RequestHead.Slice(start: start, end: start + 1)
            return start + 1
        }
        if head.method == .connect {
            head.form = .authority
            return try parseAuthority(bytes, at: start, end: end, needsPort: true, into: &head)
        }
        guard let authorityStart = try endOfScheme(bytes, at: start, end: end),
            let authorityEnd = try parseAuthority(bytes, at: authorityStart, end: end, needsPort: false, into: &head)
        else { return nil }
        head.form = .absolute
        guard let targetEnd = try parsePath(bytes, at: authorityEnd, end: end, into: &head) else { return nil }
        if head.path.isEmpty {
            // An empty path is "/" (RFC 9110 §4.2.3); the second slash of "://" lends its byte.
            head.path = RequestHead.Slice(start: authorityStart - 1, end: authorityStart)
        }
        return targetEnd
    }

    /// `[path] ["?" query]` up to a space. A fragment ends in an error, as does any other byte that is neither.
    @inline(__always)
    private static func parsePath(
        _ bytes: Span<UInt8>, at start: Int, end: Int, into head: inout RequestHead
    ) throws(HTTP1Error) -> Int? {
        guard var index = try skip(ByteClasses.path, bytes, from: start, end: end) else { return nil }
        head.path = RequestHead.Slice(start: start, end: index)
        if bytes[index] == UInt8(ascii: "?") {
            let queryStart = index + 1
            guard let queryEnd = try skip(ByteClasses.query, bytes, from: queryStart, end: end) else { return nil }
            head.query = RequestHead.Slice(start: queryStart, end: queryEnd)
            index = queryEnd
        }
        guard bytes[index] == ByteClasses.space else {
            throw bytes[index] < ByteClasses.space ? .malformedRequestLine : .malformedTarget
        }
        return index
    }

    /// The first byte that is neither in the set nor part of a percent-escape; nil when there is none yet.
    @inline(__always)
    private static func skip(
        _ set: ByteSet, _ bytes: Span<UInt8>, from start: Int, end: Int
    ) throws(HTTP1Error) -> Int? {
        var index = start
        while index < end {
            if set.contains(bytes[index]) {
                index += 1
                continue
            }
            guard bytes[index] == UInt8(ascii: "%") else { return index }
            for digit in index + 1...index + 2 {
                guard digit < end else { return nil }
                guard ByteClasses.hexValue(bytes[digit]) != nil else { throw .malformedTarget }
            }
            index += 3
        }
        return nil
    }

    /// The offset after `http://` or `https://` in any case. No other scheme is ours to serve.
    private static func endOfScheme(_ bytes: Span<UInt8>, at start: Int, end: Int) throws(HTTP1Error) -> Int? {
        var index = start
        func expect(_ text: StaticString) throws(HTTP1Error) -> Bool {
            for offset in 0..<text.utf8CodeUnitCount {
                guard index < end else { return false }
                let wanted = unsafe text.utf8Start[offset]
                // Only a letter has another case: setting that bit makes a `/` of the control byte 0x0F.
                let isLetter = wanted >= UInt8(ascii: "a")
                guard (isLetter ? bytes[index] | 0x20 : bytes[index]) == wanted else { throw .malformedTarget }
                index += 1
            }
            return true
        }
        guard try expect("http"), index < end else { return nil }
        if bytes[index] | 0x20 == UInt8(ascii: "s") {
            index += 1
        }
        return try expect("://") ? index : nil
    }

    /// An authority up to the path, the query or the space that follows it.
    private static func parseAuthority(
        _ bytes: Span<UInt8>, at start: Int, end: Int, needsPort: Bool, into head: inout RequestHead
    ) throws(HTTP1Error) -> Int? {
        var index = start
        while index < end, !isEndOfAuthority(bytes[index]) {
            guard bytes[index] > ByteClasses.space, bytes[index] < 0x7F else { throw .malformedTarget }
            index += 1
        }
        guard index < end else { return nil }
        guard let authority = Authority.parse(bytes, in: start..<index), !(needsPort && authority.port.isEmpty) else {
            throw .malformedTarget
        }
        head.host = RequestHead.Slice(start: start, end: index)
        return index
    }

    private static func isEndOfAuthority(_ byte: UInt8) -> Bool {
        byte == ByteClasses.space || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
    }
}
