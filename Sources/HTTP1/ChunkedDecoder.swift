/// Finds the end of a chunked body (RFC 9112 §7.1) and drops its content, in pieces of any size. Every line end is
/// CRLF, sizes are plain hexadecimal digits, extensions and trailers are checked and forgotten.
package struct ChunkedDecoder: Sendable {
    /// What one call did.
    package struct Progress: Hashable, Sendable {
        /// How many of the given bytes belong to the body; all of them unless it is complete.
        package var consumedBytes: Int
        /// Whether the last chunk and the trailers are behind us.
        package var isComplete: Bool
    }

    /// What the next byte belongs to.
    private enum Position {
        case sizeStart
        case size
        /// After whitespace that only a `;` may follow.
        case beforeExtension
        case extensionNameStart
        case extensionName
        case afterExtensionName
        case extensionValueStart
        case extensionValue
        case quotedValue
        case quotedPair
        case afterExtensionValue
        case sizeLineFeed
        case data
        case dataCarriageReturn
        case dataLineFeed
        case trailerStart
        case trailerName
        case trailerValue
        case trailerLineFeed
        case endLineFeed
        case complete
    }

    /// Content seen so far, without the coding around it.
    package private(set) var dataBytes: UInt64 = 0

    private let maxBodyBytes: UInt64
    private let maxOverheadBytes: Int
    private var position = Position.sizeStart
    private var chunkSize: UInt64 = 0
    private var sizeDigits = 0
    private var bytesLeftInChunk: UInt64 = 0
    private var overheadBytes = 0

    package init(limits: HTTP1Limits) {
        maxBodyBytes = limits.maxBodyBytes
        maxOverheadBytes = limits.maxChunkOverheadBytes
    }

    /// Reads on where the last call ended.
    package mutating func consume(_ bytes: Span<UInt8>) throws(HTTP1Error) -> Progress {
        var index = 0
        while index < bytes.count, position != .complete {
            if position == .data {
                index += skipData(atMost: bytes.count - index)
            } else {
                try step(bytes[index])
                index += 1
            }
        }
        return Progress(consumedBytes: index, isComplete: position == .complete)
    }

    private mutating func skipData(atMost available: Int) -> Int {
        let skipped = min(bytesLeftInChunk, UInt64(available))
        bytesLeftInChunk -= skipped
        dataBytes += skipped
        if bytesLeftInChunk == 0 {
            position = .dataCarriageReturn
        }
        return Int(skipped)
    }

    /// Takes one byte of everything that is not content.
    private mutating func step(_ byte: UInt8) throws(HTTP1Error) {
        guard overheadBytes < maxOverheadBytes else { throw .chunkOverheadTooLarge }
        overheadBytes += 1
        switch position {
        case .sizeStart, .size, .beforeExtension, .sizeLineFeed: try stepInSizeLine(byte)
        case .dataCarriageReturn: position = try expect(ByteClasses.carriageReturn, byte, then: .dataLineFeed)
        case .dataLineFeed: position = try expect(ByteClasses.lineFeed, byte, then: .sizeStart)
        case .extensionNameStart, .extensionName, .afterExtensionName, .extensionValueStart, .extensionValue,
            .quotedValue, .quotedPair, .afterExtensionValue:
            position = try positionInExtension(after: byte)
        case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed, .endLineFeed:
            position = try positionInTrailers(after: byte)
        case .data, .complete: preconditionFailure("content is skipped, and nothing follows the end")
        }
    }

    private func expect(_ wanted: UInt8, _ byte: UInt8, then next: Position) throws(HTTP1Error) -> Position {
        guard byte == wanted else { throw .malformedChunk }
        return next
    }

    private mutating func stepInSizeLine(_ byte: UInt8) throws(HTTP1Error) {
        switch position {
        case .sizeLineFeed:
            position = try expect(ByteClasses.lineFeed, byte, then: chunkSize == 0 ? .trailerStart : .data)
            bytesLeftInChunk = chunkSize
            chunkSize = 0
            sizeDigits = 0
        case .sizeStart, .size:
            if let digit = ByteClasses.hexValue(byte) {
                try addSizeDigit(digit)
                position = .size
            } else if position == .size {
                position = try positionAfterSize(byte, mayEnd: true)
            } else {
                throw .malformedChunk
            }
        default:
            position = try positionAfterSize(byte, mayEnd: false)
        }
    }

    /// Sixteen digits fill 64 bits; more is a size made to overflow.
    private mutating func addSizeDigit(_ digit: UInt8) throws(HTTP1Error) {
        guard sizeDigits < 16 else { throw .malformedChunk }
        sizeDigits += 1
        chunkSize = chunkSize << 4 | UInt64(digit)
    }

    /// What may follow a size: its line end or an extension, which bad whitespace may precede (RFC 9112 §7.1.1).
    private func positionAfterSize(_ byte: UInt8, mayEnd: Bool) throws(HTTP1Error) -> Position {
        switch byte {
        case ByteClasses.carriageReturn where mayEnd:
            guard chunkSize <= maxBodyBytes - dataBytes else { throw .bodyTooLarge }
            return .sizeLineFeed
        case UInt8(ascii: ";"): return .extensionNameStart
        case ByteClasses.space, ByteClasses.horizontalTab: return .beforeExtension
        default: throw .malformedChunk
        }
    }

    /// `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )`.
    private func positionInExtension(after byte: UInt8) throws(HTTP1Error) -> Position {
        switch position {
        case .extensionNameStart:
            if ByteClasses.isWhitespace(byte) { return .extensionNameStart }
            guard ByteClasses.token.contains(byte) else { throw .malformedChunk }
            return .extensionName
        case .extensionName:
            if ByteClasses.token.contains(byte) { return .extensionName }
            if byte == UInt8(ascii: "=") { return .extensionValueStart }
            return ByteClasses.isWhitespace(byte) ? .afterExtensionName : try positionAfterSize(byte, mayEnd: true)
        case .afterExtensionName:
            if byte == UInt8(ascii: "=") { return .extensionValueStart }
            return ByteClasses.isWhitespace(byte) ? .afterExtensionName : try positionAfterSize(byte, mayEnd: false)
        case .extensionValueStart:
            if ByteClasses.isWhitespace(byte) { return .extensionValueStart }
            if byte == UInt8(ascii: "\"") { return .quotedValue }
            guard ByteClasses.token.contains(byte) else { throw .malformedChunk }
            return .extensionValue
        case .extensionValue:
            return ByteClasses.token.contains(byte) ? .extensionValue : try positionAfterSize(byte, mayEnd: true)
        case .quotedValue:
            if byte == UInt8(ascii: "\"") { return .afterExtensionValue }
            guard ByteClasses.isFieldValue(byte) else { throw .malformedChunk }
            return byte == UInt8(ascii: "\\") ? .quotedPair : .quotedValue
        case .quotedPair:
            guard ByteClasses.isFieldValue(byte) else { throw .malformedChunk }
            return .quotedValue
        default:
            return try positionAfterSize(byte, mayEnd: true)
        }
    }

    /// Field lines up to an empty one. They are dropped: nothing in a trailer may change how the message is read.
    private func positionInTrailers(after byte: UInt8) throws(HTTP1Error) -> Position {
        switch position {
        case .trailerStart:
            if byte == ByteClasses.carriageReturn { return .endLineFeed }
            guard ByteClasses.token.contains(byte) else { throw .malformedChunk }
            return .trailerName
        case .trailerName:
            if byte == UInt8(ascii: ":") { return .trailerValue }
            guard ByteClasses.token.contains(byte) else { throw .malformedChunk }
            return .trailerName
        case .trailerValue:
            if byte == ByteClasses.carriageReturn { return .trailerLineFeed }
            guard ByteClasses.isFieldValue(byte) else { throw .malformedChunk }
            return .trailerValue
        case .trailerLineFeed:
            return try expect(ByteClasses.lineFeed, byte, then: .trailerStart)
        default:
            return try expect(ByteClasses.lineFeed, byte, then: .complete)
        }
    }
}
