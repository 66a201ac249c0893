internal import Glibc

/// Writes a document once from its beginning to its end: stretches of rows on all cores, handed over in their order.
///
/// Stretches are always cut alike, so that the same data gives the same bytes however many cores there are.
struct BulkPass {
    /// A stretch gives some megabytes: compressing each for itself costs next to nothing, and those that are at work at
    /// one time fit beside the data.
    private static let rowsPerStretch = 2_048

    /// A stretch that is done.
    struct Piece: Sendable {
        /// The row before which it ends.
        let end: Int
        let text: ByteBuffer
        /// Without its document's gzip header and trailer; nil when nobody asked.
        let deflated: DeflatedText?
    }

    let document: BulkDocument
    let dataset: Dataset
    let isCompressed: Bool

    /// Hands all pieces to `take`, one after the other, while the next are being made.
    ///
    /// - Parameter take: called on any thread, never twice at a time; gives how it went.
    func run(_ take: @escaping (Piece) -> Void) {
        let total = dataset.served(document.type).count
        let starts = Array(stride(from: 0, to: total, by: Self.rowsPerStretch))
        let wave = Self.stretchesAtOnce
        take(piece(of: document.heading))
        let relay = PieceRelay(take)
        for first in stride(from: 0, to: starts.count + wave, by: wave) {
            let stretches = starts[min(first, starts.count)..<min(first + wave, starts.count)]
                .map { $0..<min($0 + Self.rowsPerStretch, total) }
            relay.turn(stretches.count) { piece(of: stretches[$0]) }
        }
        // The pieces of a long list are some hundred megabytes by and by, which would stay with the program.
        if starts.count > wave { FreeMemory.giveBack() }
    }

    private func piece(of stretch: Range<Int>) -> Piece {
        piece(document.text(of: stretch, in: dataset), end: stretch.upperBound)
    }

    private func piece(of heading: [UInt8]) -> Piece {
        let text = ByteBuffer(capacity: heading.count)
        text.append(heading)
        return piece(text, end: 0)
    }

    private func piece(_ text: ByteBuffer, end: Int) -> Piece {
        Piece(end: end, text: text, deflated: isCompressed ? DeflatedText(text) : nil)
    }

    /// Twice as many as there are cores, so that none waits long for the slowest.
    private static let stretchesAtOnce = min(max(2 * sysconf(Int32(_SC_NPROCESSORS_ONLN)), 4), 64)
}

/// Makes pieces on all cores while one of them hands on those that were made before.
private final class PieceRelay: @unchecked Sendable {
    // Proof for @unchecked Sendable: within a turn each iteration writes its own place of `made`, and the first alone
    // reads `waiting` and calls `take`; the turns follow each other.
    private let take: (BulkPass.Piece) -> Void
    private var waiting: [BulkPass.Piece] = []

    init(_ take: @escaping (BulkPass.Piece) -> Void) { self.take = take }

    func turn(_ count: Int, _ make: @Sendable (Int) -> BulkPass.Piece) {
        let pieces = Parallel.map(Array(0...count)) { [self] index -> BulkPass.Piece? in
            if index > 0 { return make(index - 1) }
            waiting.forEach(take)
            return nil
        }
        waiting = pieces.compactMap(\.self)
    }
}
