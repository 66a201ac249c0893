import CZlib
import Testing

@testable import HTTPServer

struct GzipEncoderTests {
    /// Decompresses with zlib itself.
    static func decode(_ input: [UInt8], maxBytes: Int) -> [UInt8]? {
        var stream = unsafe z_stream()
        guard unsafe sitrep_inflateInit2(&stream, 15 + 16) == Z_OK else { return nil }
        defer { unsafe inflateEnd(&stream) }
        var input = input
        var output = [UInt8](repeating: 0, count: maxBytes)
        let (status, count) = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                unsafe stream.next_in = source.baseAddress
                unsafe stream.avail_in = uInt(source.count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = uInt(target.count)
                let status = unsafe inflate(&stream, Z_FINISH)
                return unsafe (status, target.count - Int(stream.avail_out))
            }
        }
        return status == Z_STREAM_END ? Array(output[..<count]) : nil
    }

    @Test(arguments: [GzipEncoder.Effort.once, .kept])
    func `what it makes decompresses to the same bytes, again and again`(_ effort: GzipEncoder.Effort) throws {
        let encoder = try #require(GzipEncoder(effort: effort))
        for count in [1024, 5000, 200_000] {
            let input = (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 97) & 0x3F }
            let output = try #require(encoder.encode(input))
            #expect(output.count < input.count)
            #expect(Self.decode(output, maxBytes: count + 1) == input)
        }
    }

    @Test(arguments: [[0], [1], [5_000, 0, 60_000], Array(repeating: 49_152, count: 40)])
    func `what is made of pieces decompresses to all of them, each time the same`(_ sizes: [Int]) throws {
        func encoded() throws -> (whole: [UInt8], coded: [UInt8]) {
            let stream = try #require(GzipStream())
            var (whole, coded): ([UInt8], [UInt8]) = ([], [])
            for size in sizes {
                var piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 * $0 / 97 ^ size) }
                whole += piece
                stream.encode(&piece, isLast: false)
                coded += piece
            }
            var last: [UInt8] = []
            stream.encode(&last, isLast: true)
            return (whole, coded + last)
        }
        let first = try encoded()
        #expect(Self.decode(first.coded, maxBytes: first.whole.count + 1) == first.whole)
        #expect(try encoded().coded == first.coded)
    }

    @Test func `gives nothing when nothing would be gained`() throws {
        let encoder = try #require(GzipEncoder(effort: .kept))
        let noise = (0..<4096).map { _ in UInt8.random(in: 0...255) }
        #expect(encoder.encode(noise) == nil)
        #expect(encoder.encode([]) == nil)
        #expect(encoder.encode([UInt8](repeating: 1, count: 4096)) != nil)
    }

    @Test(arguments: [(1023, false), (1024, true), (8_388_608, true), (8_388_609, false)])
    func `tries what may pay`(_ bodyBytes: Int, _ mayPay: Bool) {
        #expect(CompressionPolicy.mayPay(bodyBytes: bodyBytes) == mayPay)
    }
}
