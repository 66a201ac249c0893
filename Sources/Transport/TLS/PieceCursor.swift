internal import CLinux
internal import Glibc

/// Walks through pieces of memory as if they were one, without copying more than must lie together.
@safe
struct PieceCursor {
    private let pieces: UnsafeMutableBufferPointer<OutputPiece>
    private var index = 0
    private var offset = 0

    /// The pieces must stay where they are as long as this is used.
    init(_ pieces: UnsafeMutableBufferPointer<OutputPiece>) {
        unsafe self.pieces = unsafe pieces
        skipFinished()
    }

    var isAtEnd: Bool { unsafe index == pieces.count }

    /// The next bytes as one run: as many as there are, up to `limit`. They are copied only when pieces meet in them.
    func withNext<Result>(atMost limit: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let piece = unsafe rest(of: index, from: offset)
        if unsafe piece.count >= limit || index == pieces.count - 1 {
            return unsafe body(UnsafeRawBufferPointer(rebasing: piece.prefix(limit)))
        }
        return unsafe withUnsafeTemporaryAllocation(byteCount: limit, alignment: 1) { scratch in
            var count = 0
            for next in unsafe index..<pieces.count {
                let part = unsafe rest(of: next, from: next == index ? offset : 0).prefix(limit - count)
                unsafe UnsafeMutableRawBufferPointer(rebasing: scratch[count...]).copyBytes(from: part)
                unsafe count += part.count
            }
            return unsafe body(UnsafeRawBufferPointer(rebasing: scratch[..<count]))
        }
    }

    mutating func advance(by count: Int) {
        offset += count
        skipFinished()
    }

    private mutating func skipFinished() {
        while unsafe index < pieces.count && offset >= pieces[index].iov_len {
            unsafe offset -= pieces[index].iov_len
            index += 1
        }
    }

    private func rest(of index: Int, from offset: Int) -> UnsafeRawBufferPointer {
        let piece = unsafe pieces[index]
        return unsafe UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(start: piece.iov_base, count: piece.iov_len)[offset...])
    }
}
