import Testing

@testable import ConflictData

@Suite struct ByteBufferTests {
    @Test(arguments: [(0, 0), (0, 3), (2, 2), (2, 5), (5, 5), (0, 5)])
    func `moves what stands at the end before what stands earlier`(_ start: Int, _ middle: Int) {
        let buffer = ByteBuffer(capacity: 1)
        buffer.append(Array("abcde".utf8))
        buffer.moveTail(from: middle, to: start)
        let text = Array("abcde".utf8)
        #expect(unsafe Array(buffer.bytes) == text[..<start] + text[middle...] + text[start..<middle])
    }

    @Test(arguments: [0, 7, -7, 1_234, .max, .min, 999_999_999_999_999, 1_000_000_000_000_000])
    func `writes numbers`(_ number: Int64) {
        let buffer = ByteBuffer(capacity: 1)
        buffer.append(decimal: number)
        #expect(unsafe String(decoding: buffer.bytes, as: UTF8.self) == String(number))
    }
}
