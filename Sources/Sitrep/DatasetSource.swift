import ConflictData
internal import Glibc

/// Where the records come from.
enum DatasetSource: Sendable, CustomStringConvertible {
    case folder(String)
    /// The sample dataset inside the program.
    case starter

    init(_ dataset: String?) { self = dataset.map(DatasetSource.folder) ?? .starter }

    var description: String {
        switch self {
        case .folder(let path): path
        case .starter: "the sample dataset"
        }
    }

    /// Reads and checks everything, on as many threads, and says what that took.
    func timedLoad(threads: Int) throws(DatasetUnreadable) -> (outcome: LoadOutcome, load: DatasetLoad) {
        let start = ContinuousClock.now
        let outcome = try load(threads: threads)
        let nanoseconds = UInt64((ContinuousClock.now - start) / .nanoseconds(1))
        return (outcome, DatasetLoad(durationNanoseconds: nanoseconds, finishedSeconds: UInt64(time(nil))))
    }

    /// Reads and checks everything, on as many threads; a terminal is shown how far it got.
    func load(threads: Int) throws(DatasetUnreadable) -> LoadOutcome {
        let loader = DatasetLoader(threads: threads, nowSeconds: Int64(time(nil)))
        switch self {
        case .starter:
            return loader.load(files: StarterDataset.files)
        case .folder(let path):
            guard StandardStreams.errorIsTerminal else { return try loader.load(folder: path, progress: nil) }
            let line = ProgressLine()
            defer { line.erase() }
            return try loader.load(folder: path, progress: { line.show($0) })
        }
    }
}
