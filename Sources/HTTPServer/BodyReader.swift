internal import HTTP1

/// Reads a request body up to its end and drops it: no route takes one, but the connection can only go on behind it.
enum BodyReader {
    case none
    case length(remaining: UInt64)
    case chunked(ChunkedDecoder)

    init(_ framing: BodyFraming, limits: HTTP1Limits) {
        switch framing {
        case .none: self = .none
        case .length(let count): self = .length(remaining: count)
        case .chunked: self = .chunked(ChunkedDecoder(limits: limits))
        }
    }

    /// Takes what belongs to the body from the front of the bytes.
    mutating func drop(_ bytes: Span<UInt8>) throws(HTTP1Error) -> (consumed: Int, isComplete: Bool) {
        switch self {
        case .none:
            return (0, true)
        case .length(let remaining):
            let consumed = min(UInt64(bytes.count), remaining)
            self = .length(remaining: remaining - consumed)
            return (Int(consumed), consumed == remaining)
        case .chunked(var decoder):
            let progress = try decoder.consume(bytes)
            self = .chunked(decoder)
            return (progress.consumedBytes, progress.isComplete)
        }
    }
}
