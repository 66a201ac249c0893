internal import CZlib

/// Makes gzip members (RFC 1952) with one zlib stream that is used again and again, because its 256 KiB of tables cost more
/// to set up than a small answer to compress. Confined to one loop.
@safe
final class GzipEncoder {
    /// How much effort an answer is worth.
    enum Effort: Int32 {
        /// Sent once: the fastest level, about a third of the time of the default.
        case once = 1
        /// Stored and sent again: zlib's default.
        case kept = 6
    }

    private let stream: z_streamp
    private let effort: Effort

    /// Nil when memory is short; answers then go uncompressed.
    init?(effort: Effort) {
        self.effort = effort
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 15 bits of window, 16 more for the gzip wrapper; memory level 8 is zlib's default.
        guard unsafe sitrep_deflateInit2(stream, effort.rawValue, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK
        else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The compressed bytes, or nil when they would not be shorter than the input by more than the fields they need.
    func encode(_ input: [UInt8]) -> [UInt8]? {
        let maxBytes = input.count - CompressionPolicy.minSavedBytes
        guard maxBytes > 0, unsafe deflateReset(stream) == Z_OK else { return nil }
        var isComplete = false
        let output = unsafe [UInt8](unsafeUninitializedCapacity: maxBytes) { buffer, count in
            unsafe input.withUnsafeBufferPointer { source in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.pointee.avail_in = uInt(source.count)
                unsafe stream.pointee.next_out = buffer.baseAddress
                unsafe stream.pointee.avail_out = uInt(maxBytes)
                isComplete = unsafe deflate(stream, Z_FINISH) == Z_STREAM_END
                count = unsafe maxBytes - Int(stream.pointee.avail_out)
            }
        }
        // A copy of its own length: the allocation above was as long as the input.
        return isComplete ? unsafe output.withUnsafeBufferPointer { unsafe Array($0) } : nil
    }
}
