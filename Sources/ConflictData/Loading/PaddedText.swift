import CZlib
import Glibc

/// A piece of a file's text in memory, followed by the zero bytes that `JSONScanner` asks for.
@safe
final class PaddedText {
    /// A NUL that ends every loop, and seven more bytes so that eight can be read at once.
    static let padding = 8

    private var base: UnsafeMutablePointer<UInt8>
    private var capacity = 0
    private(set) var count = 0

    /// An empty text to read into.
    init() {
        unsafe base = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.padding)
        unsafe base.initialize(repeating: 0, count: Self.padding)
    }

    deinit { unsafe base.deallocate() }

    /// Makes room for `wanted` bytes; what was there is lost.
    private func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        unsafe base.deallocate()
        capacity = wanted
        unsafe base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.padding)
    }

    private func end(at newCount: Int) {
        count = newCount
        unsafe (base + count).initialize(repeating: 0, count: Self.padding)
    }

    var scanner: JSONScanner { unsafe JSONScanner(paddedBytes: base, count: count) }

    var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: base, count: count) }

    convenience init(copying bytes: UnsafeBufferPointer<UInt8>) {
        self.init()
        reserve(bytes.count)
        if let from = bytes.baseAddress { unsafe base.update(from: from, count: bytes.count) }
        end(at: bytes.count)
    }

    /// Puts a NUL in place of a byte that has been read (the end of a line), so that a scanner stops there.
    func terminate(at offset: Int) { unsafe base[offset] = 0 }

    /// Where the line that begins at `start` ends: at its newline, or at the end of the text.
    func endOfLine(from start: Int) -> Int {
        guard let newline = unsafe memchr(base + start, 0x0A, count - start) else { return count }
        return unsafe newline - UnsafeMutableRawPointer(base)
    }

    /// Reads a part of a plain file over what was here; fewer bytes when the file ends before.
    func read(path: String, from offset: Int, count wanted: Int) throws(DatasetUnreadable) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DatasetFolder.unreadable(path) }
        defer { close(descriptor) }
        reserve(wanted)
        var got = 0
        while got < wanted {
            let more = unsafe pread(descriptor, base + got, wanted - got, off_t(offset + got))
            if more < 0 && errno == EINTR { continue }
            guard more >= 0 else { throw DatasetFolder.unreadable(path) }
            if more == 0 { break }
            got += more
        }
        end(at: got)
    }

    /// The whole text of a file, inflated if it is gzip.
    static func whole(_ file: DatasetFile) throws(DatasetUnreadable) -> PaddedText {
        let raw: PaddedText
        switch file.location {
        case .memory(let bytes): raw = unsafe bytes.withUnsafeBufferPointer { unsafe PaddedText(copying: $0) }
        case .path(let path):
            raw = PaddedText()
            try raw.read(path: path, from: 0, count: file.size)
        }
        return file.isGzip ? try inflated(raw, name: file.name) : raw
    }

    /// The text in gzip members (RFC 1952), one after the other.
    private static func inflated(_ raw: PaddedText, name: String) throws(DatasetUnreadable) -> PaddedText {
        let damaged = DatasetUnreadable(description: "cannot read \(name): not a sound gzip file")
        var stream = unsafe z_stream()
        // 15 window bits; 16 more say that the wrapper is gzip.
        guard unsafe sitrep_inflateInit2(&stream, 15 + 16) == Z_OK else { throw damaged }
        defer { unsafe _ = inflateEnd(&stream) }
        unsafe stream.next_in = unsafe raw.base
        let text = ByteBuffer(capacity: max(raw.count * 4, 4096))
        let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
        defer { unsafe piece.deallocate() }
        var fed = 0
        while true {
            if unsafe stream.avail_in == 0 {
                let more = UInt32(clamping: raw.count - fed)
                unsafe stream.avail_in = more
                fed += Int(more)
            }
            unsafe stream.next_out = piece.baseAddress
            unsafe stream.avail_out = UInt32(piece.count)
            let status = unsafe inflate(&stream, Z_NO_FLUSH)
            let unused = unsafe Int(stream.avail_out)
            unsafe text.append(UnsafeBufferPointer(rebasing: piece[..<(piece.count - unused)]))
            if status == Z_STREAM_END {
                if unsafe stream.avail_in == 0 && fed == raw.count { break }
                guard unsafe inflateReset(&stream) == Z_OK else { throw damaged }
            } else if status != Z_OK {
                throw damaged
            }
        }
        return unsafe PaddedText(copying: text.bytes)
    }
}

extension PaddedText {
    /// The text of a string between its quotes; as written when its escapes are broken.
    func unescaped(_ range: Range<Int>) -> String {
        var scanner = scanner
        scanner.position = range.lowerBound - 1
        do throws(JSONFault) {
            return String(decoding: scanner.unescaped(try scanner.scanString()), as: UTF8.self)
        } catch {
            return unsafe String(decoding: bytes[range], as: UTF8.self)
        }
    }
}
