import Glibc

@testable import Transport

/// A stream without a socket: input comes in the pieces given, output is taken in the portions given.
final class ScriptedStream: ByteStream {
    var pieces: [[UInt8]]
    /// How many bytes each write takes; 0 means no room. When it is used up, writes take everything.
    var portions: [Int]
    private(set) var written: [UInt8] = []
    private(set) var writeCount = 0

    init(pieces: [[UInt8]] = [], portions: [Int] = []) {
        self.pieces = pieces
        self.portions = portions
    }

    var descriptor: Int32 { -1 }
    var hasBufferedInput: Bool { !pieces.isEmpty }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadOutcome {
        guard !pieces.isEmpty else { return .wouldBlock }
        let piece = pieces.removeFirst()
        let count = min(piece.count, buffer.count)
        unsafe buffer.copyBytes(from: piece.prefix(count))
        if count < piece.count { pieces.insert(Array(piece[count...]), at: 0) }
        return count == 0 ? .endOfStream : .bytes(count)
    }

    func write(_ vector: UnsafeMutableBufferPointer<iovec>) -> WriteOutcome {
        writeCount += 1
        var all: [UInt8] = []
        for index in 0..<vector.count {
            let entry = unsafe vector[index]
            unsafe all.append(contentsOf: UnsafeRawBufferPointer(start: entry.iov_base, count: entry.iov_len))
        }
        guard let room = portions.first else {
            written += all
            return .bytes(all.count)
        }
        portions.removeFirst()
        if room == 0 { return .wouldBlock }
        if room < 0 { return .failed(EPIPE) }
        written += all.prefix(room)
        return .bytes(min(room, all.count))
    }

    func finishWriting() {}
    func close() {}
}
