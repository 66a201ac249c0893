import Dispatch
import Synchronization

/// Reads and decodes the files of a dataset on all cores: big NDJSON files piece by piece, others whole.
struct ChunkReader: Sendable {
    /// A file, or the lines of it that begin within a range.
    struct Work: Sendable {
        let file: Int
        let range: Range<Int>?
    }

    /// Enough pieces to keep the cores busy to the end, large enough that each is worth its tables.
    static let pieceBytes = 4 << 20
    /// How much further than its piece a worker reads at first, to have its last line whole.
    private static let lineSlackBytes = 64 << 10

    let files: [DatasetFile]

    /// The chunks in order of the files, or why a file could not be read.
    func read(
        threads: Int,
        progress: (@Sendable (LoadProgress) -> Void)?
    ) throws(DatasetUnreadable) -> [DecodedChunk] {
        let work = plan()
        let total = files.reduce(0) { $0 + $1.size }
        let results = Mutex<[(Int, DecodedChunk)]>([])
        let failure = Mutex<DatasetUnreadable?>(nil)
        let next = Atomic<Int>(0)
        let bytesRead = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, work.count))) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < work.count, failure.withLock({ $0 == nil }) else { return }
                do throws(DatasetUnreadable) {
                    let chunk = Handover(chunk: try decode(work[index]))
                    results.withLock { $0.append((index, chunk.chunk)) }
                } catch {
                    failure.withLock { $0 = $0 ?? error }
                }
                let size = work[index].range?.count ?? files[work[index].file].size
                let sum = bytesRead.add(size, ordering: .relaxed).newValue
                progress?(LoadProgress(bytesRead: sum, bytesTotal: total))
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return results.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
    }

    private func plan() -> [Work] {
        files.indices.flatMap { index -> [Work] in
            let file = files[index]
            guard case .path = file.location, file.isLines, !file.isGzip, file.size > Self.pieceBytes else {
                return [Work(file: index, range: nil)]
            }
            return stride(from: 0, to: file.size, by: Self.pieceBytes).map { start in
                Work(file: index, range: start..<min(start + Self.pieceBytes, file.size))
            }
        }
    }

    private func decode(_ work: Work) throws(DatasetUnreadable) -> DecodedChunk {
        let file = files[work.file]
        guard let range = work.range, case .path(let path) = file.location else {
            let text = try PaddedText.whole(file)
            return FileDecoder.decode(text, of: file, number: work.file, at: 0)
        }
        let (text, offset) = try lines(of: path, range, fileSize: file.size)
        return FileDecoder.decode(text, of: file, number: work.file, at: offset)
    }

    /// The lines that begin within a range, whole, and where the first of them begins.
    private func lines(
        of path: String,
        _ range: Range<Int>,
        fileSize: Int
    ) throws(DatasetUnreadable) -> (PaddedText, Int) {
        // One byte before the range tells whether a line begins at its first byte.
        let start = max(0, range.lowerBound - 1)
        var slack = Self.lineSlackBytes
        while true {
            let text = try PaddedText.read(path: path, from: start, count: range.upperBound - start + slack)
            let first = range.lowerBound == 0 ? 0 : min(text.endOfLine(from: 0) + 1, text.count)
            let lastByte = range.upperBound - 1 - start
            let end = lastByte < text.count ? text.endOfLine(from: lastByte) : text.count
            let isWhole = end < text.count || start + text.count >= fileSize
            if isWhole {
                let lineEnd = min(end + 1, text.count)
                guard first < lineEnd, start + first < range.upperBound else { return (text.part(0..<0), start) }
                return (text.part(first..<lineEnd), start + first)
            }
            slack *= 4
        }
    }
}

/// Carries a chunk from the worker that made it to the thread that takes it; the worker does not touch it again.
private struct Handover: @unchecked Sendable {
    // Proof for @unchecked Sendable: made and read once, on either side of a lock.
    let chunk: DecodedChunk
}
