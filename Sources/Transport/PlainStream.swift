package import Glibc

/// A byte stream straight over a socket.
package final class PlainStream: ByteStream {
    package let descriptor: Int32
    /// Nil once closed.
    private var socket: Socket?

    /// Takes a connected, non-blocking socket.
    package init(_ socket: consuming Socket) {
        descriptor = socket.descriptor
        self.socket = consume socket
    }

    package var hasBufferedInput: Bool { false }

    package func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadOutcome {
        unsafe SystemCalls.receive(descriptor, into: buffer)
    }

    package func write(_ pieces: UnsafeMutableBufferPointer<iovec>) -> WriteOutcome {
        if pieces.count == 1 {
            let piece = unsafe pieces[0]
            // A plain send spares the kernel the copy of a message header and a vector.
            return unsafe SystemCalls.send(
                descriptor, UnsafeRawBufferPointer(start: piece.iov_base, count: piece.iov_len)
            )
        }
        return unsafe SystemCalls.send(descriptor, pieces: pieces)
    }

    package func finishWriting() {
        _ = Glibc.shutdown(descriptor, Int32(SHUT_WR))
    }

    package func close() {
        if let open = socket.take() { open.close() }
    }
}
