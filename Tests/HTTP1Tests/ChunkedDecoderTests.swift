import TestSupport
import Testing

@testable import HTTP1

@Suite struct ChunkedDecoderTests {
    private static let body = Array("5;a=\"b\" ; c\r\nhello\r\n0C\r\n hello again\r\n0\r\nX-Sum: abc\r\n\r\n".utf8)

    @Test func `counts data and stops behind the body`() throws {
        var decoder = ChunkedDecoder(limits: HTTP1Limits())
        let progress = try decoder.consume((Self.body + Array("GET /".utf8)).span)
        #expect(progress.isComplete)
        #expect(progress.consumedBytes == Self.body.count)
        #expect(decoder.dataBytes == 17)
        let again = try decoder.consume(Self.body.span)
        #expect(again == .init(consumedBytes: 0, isComplete: true))
    }

    @Test(arguments: 0..<body.count)
    func `goes on where a piece ended`(_ cut: Int) throws {
        var decoder = ChunkedDecoder(limits: HTTP1Limits())
        let first = try decoder.consume(Self.body.span.extracting(0..<cut))
        #expect(first == .init(consumedBytes: cut, isComplete: false))
        let second = try decoder.consume(Self.body.span.extracting(cut...))
        #expect(second == .init(consumedBytes: Self.body.count - cut, isComplete: true))
        #expect(decoder.dataBytes == 17)
    }

    @Test func `comes to the same outcome byte by byte as in one piece`() throws {
        for row in CorpusRow.all where row.file == "chunked.http" {
            let body = Array(row.bytes.dropFirst(Reading(of: row.bytes).headBytes))
            let whole = outcome(of: [body])
            let pieces = outcome(of: body.map { [$0] })
            #expect(whole == pieces, "\(row)")
        }
    }

    @Test func `bounds all that is not data`() throws {
        var limits = HTTP1Limits()
        limits.maxChunkOverheadBytes = 10
        // 3 for the size line, 2 after the data, 5 for the end.
        #expect(outcome(of: [Array("1\r\nx\r\n0\r\n\r\n".utf8)], limits: limits) == .complete(dataBytes: 1))
        #expect(outcome(of: [Array("01\r\nx\r\n0\r\n\r\n".utf8)], limits: limits) == .error(.chunkOverheadTooLarge))
    }

    @Test(arguments: [1, 9, 10, 255, 4096, 1 << 40])
    func `reads the size lines that the encoder writes`(_ size: Int) throws {
        var bytes: [UInt8] = []
        ChunkedEncoder.appendChunkStart(dataBytes: size, to: &bytes)
        var limits = HTTP1Limits()
        limits.maxBodyBytes = .max
        var decoder = ChunkedDecoder(limits: limits)
        let progress = try decoder.consume(bytes.span)
        #expect(progress == .init(consumedBytes: bytes.count, isComplete: false))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasSuffix("\r\n") && Int(text.dropLast(1), radix: 16) == size)
    }

    @Test func `reads a whole body that the encoder wrote`() throws {
        var bytes: [UInt8] = []
        for piece in ["a", "bc", String(repeating: "d", count: 300)] {
            ChunkedEncoder.appendChunkStart(dataBytes: piece.utf8.count, to: &bytes)
            bytes += Array(piece.utf8) + ChunkedEncoder.chunkEnd
        }
        #expect(outcome(of: [bytes + ChunkedEncoder.bodyEnd]) == .complete(dataBytes: 303))
    }

    private enum Outcome: Equatable {
        case complete(dataBytes: UInt64), incomplete, error(HTTP1Error)
    }

    private func outcome(of pieces: [[UInt8]], limits: HTTP1Limits = HTTP1Limits()) -> Outcome {
        var decoder = ChunkedDecoder(limits: limits)
        for piece in pieces {
            do throws(HTTP1Error) {
                if try decoder.consume(piece.span).isComplete {
                    return .complete(dataBytes: decoder.dataBytes)
                }
            } catch {
                return .error(error)
            }
        }
        return .incomplete
    }
}
