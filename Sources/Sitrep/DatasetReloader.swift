import ConflictData
import Dispatch
import Logging

/// Loads the dataset again, one load at a time, and swaps it in when it has no errors; else what is served stays.
final class DatasetReloader: Sendable {
    private let source: DatasetSource
    private let threads: Int
    private let store: DatasetStore
    private let logger: Logger
    private let queue = DispatchQueue(label: "sitrep.reload")

    init(source: DatasetSource, threads: Int, store: DatasetStore, logger: Logger) {
        self.source = source
        self.threads = threads
        self.store = store
        self.logger = logger
    }

    /// Returns at once; the load runs behind those asked for before.
    func reload() {
        queue.async { self.loadAndSwap() }
    }

    private func loadAndSwap() {
        let outcome: LoadOutcome
        do {
            outcome = try source.load(threads: threads)
        } catch {
            return logger.error("reload failed, the old data stays: \(error.description)")
        }
        guard let dataset = outcome.dataset else {
            StandardStreams.printError(FindingsReport(outcome.findings).text(in: .text))
            return logger.error("reload failed, the old data stays: \(source) has errors")
        }
        store.swap(dataset)
        logger.info("reloaded \(source)", metadata: ["data_version": "\(dataset.version)"])
    }
}
