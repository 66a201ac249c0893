internal import Glibc

/// Bytes written once and read many times. More than some are kept in a file without a name, where the system has a place
/// for one: it costs memory only as long as the system has nothing better to do with it, and is gone with its last reader,
/// or the process.
final class SpooledBytes: Sendable {
    /// Up to here a file, and a descriptor, would cost more than the memory.
    static let maxBytesInMemory = 1 << 20

    private enum Place: Sendable {
        case file(Int32)
        case memory([UInt8])
    }

    private let place: Place

    /// - Parameter fill: writes the bytes; called a second time, for memory, when there is no room for a file.
    init(_ fill: (any ByteSink) -> Void) {
        let sink = SpoolSink(maxBytesInMemory: Self.maxBytesInMemory)
        fill(sink)
        if let descriptor = sink.descriptor {
            if sink.hasAll {
                place = .file(descriptor)
                return
            }
            close(descriptor)
            let sink = SpoolSink(maxBytesInMemory: .max)
            fill(sink)
            place = .memory(sink.bytes)
        } else {
            place = .memory(sink.bytes)
        }
    }

    deinit {
        if case .file(let descriptor) = place { close(descriptor) }
    }

    /// Appends what stands from an offset on; gives how much that was, 0 at the end.
    func append(from offset: Int, count: Int, to bytes: inout [UInt8]) -> Int {
        switch place {
        case .memory(let all):
            let part = all[min(offset, all.count)..<min(offset + count, all.count)]
            bytes.append(contentsOf: part)
            return part.count
        case .file(let descriptor):
            let before = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: count))
            let read = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Self.read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: buffer[before...]), offset)
            }
            bytes.removeLast(count - read)
            return read
        }
    }

    private static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, _ offset: Int) -> Int {
        var done = 0
        while done < buffer.count {
            let count = unsafe pread(
                descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done))
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                break
            }
        }
        return done
    }
}

/// Keeps what it takes, in a file from some length on.
private final class SpoolSink: ByteSink {
    private let maxBytesInMemory: Int
    private(set) var bytes: [UInt8] = []
    private(set) var descriptor: Int32?
    private var file: DescriptorSink?
    private var hasTriedFile = false

    init(maxBytesInMemory: Int) { self.maxBytesInMemory = maxBytesInMemory }

    /// Whether everything could be written.
    var hasAll: Bool { file?.failure == nil }

    func append(_ more: UnsafeBufferPointer<UInt8>) {
        if let file { return unsafe file.append(more) }
        unsafe bytes.append(contentsOf: more)
        guard bytes.count > maxBytesInMemory, !hasTriedFile else { return }
        hasTriedFile = true
        guard let descriptor = Self.unnamedFile() else { return }
        let file = DescriptorSink(descriptor)
        unsafe bytes.withUnsafeBufferPointer { unsafe file.append($0) }
        (self.file, self.descriptor, bytes) = (file, descriptor, [])
    }

    /// Where temporary files go: `TMPDIR`, else what every system has.
    private static func unnamedFile() -> Int32? {
        let named = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
        for folder in [named, "/tmp", "/var/tmp"] {
            guard let folder, !folder.isEmpty else { continue }
            var template = Array((folder + "/sitrep-XXXXXX").utf8CString)
            let descriptor = unsafe mkstemp(&template)
            guard descriptor >= 0 else { continue }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            unsafe unlink(template)
            return descriptor
        }
        return nil
    }
}
