import ConflictData
import Synchronization

/// Documents about the whole of a dataset that are the same until it changes: the latest of each is kept, since anybody can
/// have them asked for as an answer that is not stored.
final class DocumentShelf: Sendable {
    private struct Document: Sendable {
        let dataVersion: String
        /// Between two of them stands what differs from one client to the next.
        let pieces: [[UInt8]]
    }

    /// By path. Two that miss at once both make one; nobody waits.
    private let kept = Mutex<[String: Document]>([:])

    func pieces(of path: String, _ dataset: Dataset, make: () -> [[UInt8]]) -> [[UInt8]] {
        let found = kept.withLock { $0[path] }
        if let found, found.dataVersion == dataset.version { return found.pieces }
        let made = Document(dataVersion: dataset.version, pieces: make())
        kept.withLock { $0[path] = made }
        return made.pieces
    }
}
