internal import CZlib

/// Makes one gzip member (RFC 1952) of a body that comes in pieces. Confined to the loop of its connection.
///
/// The same pieces always give the same bytes, as the strong entity tag of the body promises.
@safe
final class GzipStream {
    /// The coded body is gathered in steps of this size.
    private static let stepBytes = 16_384

    private let stream: z_streamp
    private let step: UnsafeMutablePointer<UInt8>
    private var coded: [UInt8] = []

    /// Nil when memory is short; the body then goes uncompressed.
    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe step = .allocate(capacity: Self.stepBytes)
        // The fastest level, since such a body is compressed for one client; 15 bits of window, 16 more for the gzip
        // wrapper; memory level 8 is zlib's default.
        let effort = GzipEncoder.Effort.once.rawValue
        guard unsafe sitrep_deflateInit2(stream, effort, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK else {
            unsafe stream.deallocate()
            unsafe step.deallocate()
            return nil
        }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
        unsafe step.deallocate()
    }

    /// Puts in place of a piece what it adds to the coded body: perhaps nothing, unless it is the last.
    func encode(_ piece: inout [UInt8], isLast: Bool) {
        coded.removeAll(keepingCapacity: true)
        unsafe piece.withUnsafeBufferPointer { source in
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            unsafe stream.pointee.avail_in = uInt(source.count)
            repeat {
                unsafe stream.pointee.next_out = step
                unsafe stream.pointee.avail_out = uInt(Self.stepBytes)
                _ = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                let count = unsafe Self.stepBytes - Int(stream.pointee.avail_out)
                unsafe coded.append(contentsOf: UnsafeBufferPointer(start: step, count: count))
            } while unsafe stream.pointee.avail_out == 0
        }
        swap(&piece, &coded)
    }
}
