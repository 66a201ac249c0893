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
            let buffer = PaddedText()
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < work.count, failure.withLock({ $0 == nil }) else { return }
                do throws(DatasetUnreadable) {
                    let chunk = Handover(chunk: try decode(work[index], into: buffer))
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
            guard file.isReadInPieces, file.size > Self.pieceBytes else {
                return [Work(file: index, range: nil)]
            }
            return stride(from: 0, to: file.size, by: Self.pieceBytes).map { start in
                Work(file: index, range: start..<min(start + Self.pieceBytes, file.size))
            }
        }
    }

    /// `buffer` is read into again and again, so that its pages are had once.
    private func decode(_ work: Work, into buffer: PaddedText) throws(DatasetUnreadable) -> DecodedChunk {
        let file = files[work.file]
        guard let range = work.range, case .path(let path) = file.location else {
            let text = try PaddedText.whole(file)
            return FileDecoder.decode(text, 0..<text.count, of: file, number: work.file, at: 0)
        }
        let offset = max(0, range.lowerBound - 1)
        let lines = try readLines(of: path, range, from: offset, fileSize: file.size, into: buffer)
        return FileDecoder.decode(buffer, lines, of: file, number: work.file, at: offset)
    }

    /// Reads the lines that begin within a range, whole; gives where they stand in the text.
    ///
    /// `start` is one byte before the range, which tells whether a line begins at its first byte.
    private func readLines(
        of path: String,
        _ range: Range<Int>,
        from start: Int,
        fileSize: Int,
        into text: PaddedText
    ) throws(DatasetUnreadable) -> Range<Int> {
        var slack = Self.lineSlackBytes
        while true {
            try text.read(path: path, from: start, count: range.upperBound - start + slack)
            let first = range.lowerBound == 0 ? 0 : min(text.endOfLine(from: 0) + 1, text.count)
            let lastByte = range.upperBound - 1 - start
            let end = lastByte < text.count ? text.endOfLine(from: lastByte) : text.count
            if end < text.count || start + text.count >= fileSize {
                let lineEnd = min(end + 1, text.count)
                return start + first < range.upperBound ? first..<max(first, lineEnd) : 0..<0
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
