import Testing

@testable import Transport

struct ReadBufferTests {
    private func contents(of buffer: borrowing ReadBuffer) -> [UInt8] { unsafe Array(buffer.contents) }

    @Test func `keeps bytes in order through filling and consuming`() {
        let stream = ScriptedStream(pieces: [Array("cdef".utf8), Array("gh".utf8)])
        var buffer = ReadBuffer()
        unsafe Array("ab".utf8).withUnsafeBufferPointer { unsafe buffer.append($0) }
        #expect(buffer.fill(from: stream, maxBytes: 3) == .bytes(3))
        buffer.consume(3)
        #expect(buffer.fill(from: stream, maxBytes: 10) == .bytes(1))
        #expect(buffer.fill(from: stream, maxBytes: 10) == .bytes(2))
        #expect(buffer.fill(from: stream, maxBytes: 10) == .wouldBlock)
        #expect(contents(of: buffer) == Array("defgh".utf8))
        let count = buffer.count
        #expect(count == 5)
    }

    @Test func `grows beyond its first allocation without losing a byte`() {
        var buffer = ReadBuffer()
        var expected: [UInt8] = []
        for round in 0..<50 {
            let piece = [UInt8](repeating: UInt8(round), count: 300)
            expected += piece
            unsafe piece.withUnsafeBufferPointer { unsafe buffer.append($0) }
        }
        buffer.consume(450)
        #expect(contents(of: buffer) == Array(expected[450...]))
    }

    @Test func `is empty and usable after everything was consumed`() {
        var buffer = ReadBuffer()
        unsafe [1, 2, 3].withUnsafeBufferPointer { unsafe buffer.append($0) }
        buffer.consume(3)
        let isEmpty = buffer.isEmpty
        #expect(isEmpty)
        #expect(contents(of: buffer) == [])
        unsafe [4].withUnsafeBufferPointer { unsafe buffer.append($0) }
        #expect(contents(of: buffer) == [4])
    }
}
