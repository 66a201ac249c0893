import Testing

@testable import ConflictData

@Suite struct ByteBufferTests {
    @Test(arguments: [(0, 0), (0, 3), (2, 2), (2, 5), (5, 5), (0, 5)])
    func `moves what stands at the end before what stands earlier`(_ start: Int, _ middle: Int) {
        let buffer = ByteBuffer(capacity: 1)
        buffer.append(Array("abcde".utf8))
        buffer.moveTail(from: middle, to: start)
        let text = Array("abcde".utf8)
        var expected = Array(text[..<start])
        expected += text[middle...]
        expected += text[start..<middle]
        let moved = unsafe Array(buffer.bytes)
        #expect(moved == expected)
    }

    @Test func `appends texts of any length`() {
        let text = (0..<40).map { UInt8($0) }
        let buffer = ByteBuffer(capacity: 1)
        var expected: [UInt8] = []
        for length in 0...text.count {
            buffer.append(Array(text[..<length]))
            expected += text[..<length]
        }
        let written = unsafe Array(buffer.bytes)
        #expect(written == expected)
    }

    @Test(arguments: [0, 7, -7, 1_234, .max, .min, 999_999_999_999_999, 1_000_000_000_000_000])
    func `writes numbers`(_ number: Int64) {
        let buffer = ByteBuffer(capacity: 1)
        buffer.append(decimal: number)
        let text = unsafe String(decoding: buffer.bytes, as: UTF8.self)
        #expect(text == String(number))
    }
}
