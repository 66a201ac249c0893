internal import Dispatch
internal import Glibc
internal import Synchronization

/// Writes a line for every finished request. Lines gather in memory and leave in large writes from a queue of the log's
/// own, a second later at most, so no loop ever waits for a disk or a pipe. When the reader of the pipe is too slow, lines
/// are dropped and counted rather than kept without bound.
package final class AccessLog: EventSink {
    /// How a line looks.
    package enum Format: String, Sendable, CaseIterable {
        case text
        case json
    }

    private enum Flush {
        case none, soon, now
    }

    private struct Buffer {
        var bytes: [UInt8] = []
        /// What is on its way already.
        var flush = Flush.none
        var droppedLines: UInt64 = 0
    }

    /// At 64 KiB a write is worth its call.
    private static let flushBytes = 65_536
    /// Some 30,000 lines: what may wait for a reader that stalls.
    private static let maxWaitingBytes = 4_194_304
    private static let flushDelay = DispatchTimeInterval.seconds(1)

    private let format: Format
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "sitrep.access-log")
    private let buffer = Mutex(Buffer())

    /// - Parameter descriptor: stays the caller's and must outlive the log. SIGPIPE is ignored for the whole process from
    ///   here on: the reader of a log may go away, the server stays.
    package init(format: Format, descriptor: Int32) {
        self.format = format
        self.descriptor = descriptor
        signal(SIGPIPE, SIG_IGN)
    }

    package func record(_ event: ServerEvent) {
        guard case .requestFinished(let request) = event else { return }
        let delay: DispatchTimeInterval? = buffer.withLock { buffer in
            guard buffer.bytes.count < Self.maxWaitingBytes else {
                buffer.droppedLines += 1
                return nil
            }
            switch format {
            case .text: AccessLogLine.appendText(request, to: &buffer.bytes)
            case .json: AccessLogLine.appendJSON(request, to: &buffer.bytes)
            }
            if buffer.bytes.count >= Self.flushBytes && buffer.flush != .now {
                buffer.flush = .now
                return .seconds(0)
            }
            if buffer.flush == .none {
                buffer.flush = .soon
                return Self.flushDelay
            }
            return nil
        }
        guard let delay else { return }
        queue.asyncAfter(deadline: .now() + delay) { self.writeWaiting() }
    }

    /// Lines that were dropped because the reader was too slow.
    package var droppedLines: UInt64 { buffer.withLock { $0.droppedLines } }

    /// Writes what waits and returns when it is written; for the end of the process.
    package func flush() {
        queue.sync { writeWaiting() }
    }

    /// Only on `queue`, so that batches stay in order.
    private func writeWaiting() {
        let bytes = buffer.withLock { buffer in
            buffer.flush = .none
            let taken = buffer.bytes
            buffer.bytes = []
            return taken
        }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { rest in
                unsafe write(descriptor, rest.baseAddress?.advanced(by: written), rest.count - written)
            }
            if count > 0 {
                written += count
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&waiting, 1, 1000)
            } else if errno != EINTR {
                // The reader is gone for good: there is nobody to tell.
                return
            }
        }
    }
}
