/// Where the content of a request ends (RFC 9112 §6.3).
package enum BodyFraming: Hashable, Sendable, BitwiseCopyable {
    case none
    /// That many bytes follow; at least one, at most `HTTP1Limits.maxBodyBytes`.
    case length(UInt64)
    case chunked
}

extension BodyFraming {
    /// All that the decision depends on.
    struct Fields {
        /// The value of the first line of that name.
        var contentLength: Range<Int>?
        var transferEncoding: Range<Int>?
        var repeatsContentLength: Bool
        var repeatsTransferEncoding: Bool
        var minorVersion: UInt8
    }

    /// The one decision, made when all framing fields are known. Anything that two readers might take for two
    /// different lengths is refused, also where RFC 9110 §8.6 would let us pick one.
    @inline(__always)
    static func decide(
        by fields: Fields, in bytes: Span<UInt8>, maxBytes: UInt64
    ) throws(HTTP1Error) -> BodyFraming {
        switch (fields.contentLength, fields.transferEncoding) {
        case (nil, nil):
            return .none
        case (.some, .some):
            throw .lengthWithTransferCoding
        case (let length?, nil):
            guard !fields.repeatsContentLength else { throw .repeatedContentLength }
            return try framing(lengthIn: length, bytes, maxBytes: maxBytes)
        case (nil, let codings?):
            guard fields.minorVersion == 1, !fields.repeatsTransferEncoding else { throw .malformedTransferCoding }
            try checkCodings(in: codings, bytes)
            return .chunked
        }
    }

    /// Plain digits without a leading zero. Twenty digits may pass 2^64, nineteen cannot.
    private static func framing(
        lengthIn range: Range<Int>, _ bytes: Span<UInt8>, maxBytes: UInt64
    ) throws(HTTP1Error) -> BodyFraming {
        guard (1...19).contains(range.count), range.count == 1 || bytes[range.lowerBound] != UInt8(ascii: "0") else {
            throw .malformedContentLength
        }
        var length: UInt64 = 0
        for index in range {
            guard ByteClasses.isDigit(bytes[index]) else { throw .malformedContentLength }
            length = length * 10 + UInt64(bytes[index] &- UInt8(ascii: "0"))
        }
        guard length <= maxBytes else { throw .bodyTooLarge }
        return length == 0 ? .none : .length(length)
    }

    /// One final `chunked` and nothing else (RFC 9112 §6.1). Without it at the end the length is unknowable, which is
    /// 400; with another coding before it, the length is known but the content is not for us, which is 501.
    private static func checkCodings(in range: Range<Int>, _ bytes: Span<UInt8>) throws(HTTP1Error) {
        var endsInChunked = false
        var hasOtherCoding = false
        try bytes.forEachElement(ofList: range) { coding throws(HTTP1Error) in
            guard !endsInChunked else { throw .malformedTransferCoding }
            endsInChunked = bytes.equals("chunked", in: coding)
            hasOtherCoding = hasOtherCoding || !endsInChunked
        }
        guard endsInChunked else { throw .malformedTransferCoding }
        guard !hasOtherCoding else { throw .unsupportedTransferCoding }
    }
}
