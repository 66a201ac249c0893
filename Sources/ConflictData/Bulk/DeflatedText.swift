import CZlib

/// A stretch of a text in the coding of RFC 1951, which ends at a byte and does not end the stream: stretches that follow
/// each other make one stream, whoever compressed them.
struct DeflatedText: Sendable {
    let bytes: ByteBuffer
    /// CRC-32 of the text, and its length.
    let checksum: UInt
    let textBytes: Int

    /// A file is made once and sent often, but somebody waits while it is made.
    private static let level: Int32 = 4
    /// Room that zlib is given at a time, and text: it counts both in 32 bits.
    private static let (roomBytes, portionBytes) = (65_536, 1 << 30)

    init(_ text: ByteBuffer) {
        bytes = ByteBuffer(capacity: text.count / 8 + 1_024)
        checksum = unsafe crc32_z(0, text.base, text.count)
        textBytes = text.count
        // Without text there is nothing to flush.
        if text.count > 0 { deflate(text) }
    }

    private func deflate(_ text: ByteBuffer) {
        var stream = unsafe z_stream()
        // 15 bits of window, negative: without a wrapper; memory level 8 is zlib's default.
        guard unsafe sitrep_deflateInit2(&stream, Self.level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) == Z_OK else {
            preconditionFailure("out of memory for zlib")
        }
        defer { unsafe deflateEnd(&stream) }
        for start in stride(from: 0, to: text.count, by: Self.portionBytes) {
            let portion = min(Self.portionBytes, text.count - start)
            unsafe stream.next_in = unsafe text.base + start
            unsafe stream.avail_in = uInt(portion)
            let flush = start + portion == text.count ? Z_SYNC_FLUSH : Z_NO_FLUSH
            repeat {
                bytes.reserve(Self.roomBytes)
                unsafe stream.next_out = unsafe bytes.base + bytes.count
                unsafe stream.avail_out = uInt(Self.roomBytes)
                _ = unsafe CZlib.deflate(&stream, flush)
                bytes.extend(by: unsafe Self.roomBytes - Int(stream.avail_out))
            } while unsafe stream.avail_out == 0
        }
    }
}

/// What stands around the stretches of one gzip member (RFC 1952 §2.3).
struct GzipWrapper {
    /// No name and no time, so that the same text gives the same bytes; the system is not said.
    static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    /// An empty block that is the last (RFC 1951 §3.2.6).
    private static let lastBlock: [UInt8] = [0x03, 0x00]

    private var checksum: UInt = 0
    private var textBytes = 0

    mutating func add(_ stretch: DeflatedText) {
        checksum = crc32_combine(checksum, stretch.checksum, stretch.textBytes)
        textBytes += stretch.textBytes
    }

    /// Ends the stream and tells what the text was.
    var trailer: [UInt8] {
        let words = [UInt32(truncatingIfNeeded: checksum), UInt32(truncatingIfNeeded: textBytes)]
        return Self.lastBlock + words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
    }
}
