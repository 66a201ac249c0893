import Glibc
import Transport

/// A stream without a peer: input and room for output come as the script says. Traps when it is misused.
final class ScriptedStream: ByteStream {
    /// What the peer has sent and nobody has read.
    var input: [UInt8] = []
    var inputHasEnded = false
    var isBroken = false
    var refusesWrites = false
    /// How much the peer takes before it is full.
    var room = Int.max
    private(set) var written: [UInt8] = []
    private(set) var isClosed = false
    private var hasFinishedWriting = false

    /// A real one, since the loop watches it; it never becomes ready by itself.
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let hasBufferedInput = false

    var hasInput: Bool { !input.isEmpty || inputHasEnded || isBroken }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadOutcome {
        require(!isClosed, "nothing is read after the end")
        require(buffer.count > 0, "there is room to read to")
        if isBroken { return .failed(ECONNRESET) }
        if input.isEmpty { return inputHasEnded ? .endOfStream : .wouldBlock }
        let count = min(input.count, buffer.count)
        unsafe buffer.copyBytes(from: input.prefix(count))
        input.removeFirst(count)
        return .bytes(count)
    }

    func write(_ pieces: UnsafeMutableBufferPointer<iovec>) -> WriteOutcome {
        require(!isClosed && !hasFinishedWriting, "nothing is written after the end")
        if refusesWrites { return .failed(EPIPE) }
        var all: [UInt8] = []
        for index in pieces.indices {
            let piece = unsafe pieces[index]
            unsafe all.append(contentsOf: UnsafeRawBufferPointer(start: piece.iov_base, count: piece.iov_len))
        }
        require(!all.isEmpty, "there is something to write")
        guard room > 0 else { return .wouldBlock }
        let count = min(all.count, room)
        written += all.prefix(count)
        if room != .max { room -= count }
        return .bytes(count)
    }

    func finishWriting() {
        require(!isClosed && !hasFinishedWriting, "writing ends once")
        hasFinishedWriting = true
    }

    func close() {
        require(!isClosed, "a stream is closed once")
        isClosed = true
        _ = Glibc.close(descriptor)
    }
}
