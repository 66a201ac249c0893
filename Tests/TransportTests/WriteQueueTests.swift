import Testing

@testable import Transport

struct WriteQueueTests {
    private let head = Array("head:".utf8)
    private let body = Array("0123456789".utf8)

    @Test func `head and body leave in one write when there is room`() {
        let stream = ScriptedStream()
        var queue = WriteQueue()
        let outcome = unsafe head.withUnsafeBufferPointer { unsafe queue.send($0, body: body, to: stream) }
        #expect(outcome == .drained)
        #expect(stream.writeCount == 1)
        #expect(stream.written == head + body)
        let isEmpty = queue.isEmpty
        #expect(isEmpty)
    }

    @Test(arguments: 0...15)
    func `goes on where a partial write ended`(_ firstBytes: Int) {
        let stream = ScriptedStream(portions: [firstBytes, 0, 1, 0, 2, 3, 0])
        var queue = WriteQueue()
        var outcome = unsafe head.withUnsafeBufferPointer { unsafe queue.send($0, body: body, to: stream) }
        #expect(outcome == (firstBytes == 15 ? .drained : .blocked))
        let pendingBytes = queue.pendingBytes
        #expect(pendingBytes == 15 - firstBytes)
        for _ in 0..<6 where outcome == .blocked { outcome = queue.flush(to: stream) }
        #expect(outcome == .drained)
        #expect(stream.written == head + body)
        let sentBytes = queue.sentBytes
        #expect(sentBytes == 15)
    }

    @Test func `a lost connection is a failure at once and later`() {
        var queue = WriteQueue()
        let atOnce = ScriptedStream(portions: [-1])
        #expect(unsafe head.withUnsafeBufferPointer { unsafe queue.send($0, body: [], to: atOnce) } == .failed)
        let later = ScriptedStream(portions: [2, -1])
        #expect(unsafe head.withUnsafeBufferPointer { unsafe queue.send($0, body: [], to: later) } == .blocked)
        #expect(queue.flush(to: later) == .failed)
    }
}
