@testable import HTTP1

/// The decoder of chunked bodies: says the same in any pieces, and what a reader of whole bodies says.
enum ChunksTarget {
    enum Outcome: Equatable {
        case complete(consumed: Int, dataBytes: UInt64)
        case needMore
        case refused(HTTP1Error)
    }

    static func test(_ bytes: [UInt8]) {
        var tight = HTTP1Limits()
        tight.maxBodyBytes = 20
        tight.maxChunkOverheadBytes = 40
        for limits in [HTTP1Limits(), tight] {
            let whole = outcome(of: bytes, cutAt: [bytes.count], limits)
            var cuts = Cuts(of: bytes)
            let pieces = outcome(of: bytes, cutAt: cuts.places(in: bytes.count), limits)
            require(pieces == whole, "\(pieces) in pieces, \(whole) as a whole")
            // The reader knows no bounds.
            if whole == .refused(.bodyTooLarge) || whole == .refused(.chunkOverheadTooLarge) { continue }
            var reader = WholeChunkedBody(bytes)
            let expected = reader.read()
            require(whole == expected, "\(whole), but read as a whole \(expected)")
        }
    }

    private static func outcome(of bytes: [UInt8], cutAt cuts: [Int], _ limits: HTTP1Limits) -> Outcome {
        var decoder = ChunkedDecoder(limits: limits)
        var start = 0
        for cut in cuts {
            do throws(HTTP1Error) {
                let progress = try decoder.consume(bytes.span.extracting(start..<cut))
                require(progress.consumedBytes <= cut - start, "no more is consumed than is there")
                require(decoder.dataBytes <= limits.maxBodyBytes, "no more data than allowed")
                if progress.isComplete {
                    return .complete(consumed: start + progress.consumedBytes, dataBytes: decoder.dataBytes)
                }
                require(progress.consumedBytes == cut - start, "all is consumed before the end")
                start = cut
            } catch {
                return .refused(error)
            }
        }
        return .needMore
    }
}

/// Reads a chunked body by the grammar of RFC 9112 §7.1, all at once.
struct WholeChunkedBody {
    /// Why reading ended early.
    private enum Stop: Error { case needMore, malformed }

    private let bytes: [UInt8]
    private var index = 0
    private var dataBytes: UInt64 = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() -> ChunksTarget.Outcome {
        do throws(Stop) {
            while try readChunk() {}
            try readTrailers()
            return .complete(consumed: index, dataBytes: dataBytes)
        } catch {
            switch error {
            case .needMore: return .needMore
            case .malformed: return .refused(.malformedChunk)
            }
        }
    }

    /// False after the last chunk.
    private mutating func readChunk() throws(Stop) -> Bool {
        let size = try readSize()
        try readExtensions()
        try expect("\r\n")
        guard size > 0 else { return false }
        guard UInt64(bytes.count - index) >= size else { throw .needMore }
        index += Int(size)
        dataBytes += size
        try expect("\r\n")
        return true
    }

    private mutating func readSize() throws(Stop) -> UInt64 {
        var digits = ""
        while case let byte = try peek(), byte.isHexDigit {
            guard digits.utf8.count < 16 else { throw .malformed }
            digits.unicodeScalars.append(byte)
            index += 1
        }
        guard let size = UInt64(digits, radix: 16) else { throw .malformed }
        return size
    }

    private mutating func readExtensions() throws(Stop) {
        while true {
            let hadSpace = try skipSpace()
            guard try peek() == ";" else {
                if hadSpace { throw .malformed }
                return
            }
            index += 1
            _ = try skipSpace()
            try readToken()
            let afterName = index
            _ = try skipSpace()
            guard try peek() == "=" else {
                // The space belongs before the next semicolon.
                index = afterName
                continue
            }
            index += 1
            _ = try skipSpace()
            if try peek() == "\"" { try readQuoted() } else { try readToken() }
        }
    }

    private mutating func readQuoted() throws(Stop) {
        index += 1
        while case let byte = try peek(), byte != "\"" {
            index += 1
            guard byte.isText else { throw .malformed }
            guard byte == "\\" else { continue }
            guard try peek().isText else { throw .malformed }
            index += 1
        }
        index += 1
    }

    private mutating func readTrailers() throws(Stop) {
        while try peek() != "\r" {
            try readToken()
            try expect(":")
            while try peek().isText { index += 1 }
            try expect("\r\n")
        }
        try expect("\r\n")
    }

    private mutating func readToken() throws(Stop) {
        guard try peek().isTokenCharacter else { throw .malformed }
        while try peek().isTokenCharacter { index += 1 }
    }

    private mutating func skipSpace() throws(Stop) -> Bool {
        let start = index
        while case let byte = try peek(), byte == " " || byte == "\t" { index += 1 }
        return index > start
    }

    private mutating func expect(_ text: String) throws(Stop) {
        for scalar in text.unicodeScalars {
            guard try peek() == scalar else { throw .malformed }
            index += 1
        }
    }

    private func peek() throws(Stop) -> Unicode.Scalar {
        guard index < bytes.count else { throw .needMore }
        return Unicode.Scalar(bytes[index])
    }
}

extension Unicode.Scalar {
    fileprivate var isHexDigit: Bool { properties.isASCIIHexDigit }
    fileprivate var isText: Bool { self == "\t" || (value >= 0x20 && value != 0x7F) }
    fileprivate var isTokenCharacter: Bool {
        isASCII && (properties.isAlphabetic || ("0"..."9") ~= self || "!#$%&'*+-.^_`|~".unicodeScalars.contains(self))
    }
}
