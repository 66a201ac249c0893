import ConflictData
import Dispatch
import Glibc
import Logging

/// Loads the dataset again, when asked to and when an embargo ends, one load at a time, and swaps it in when it has no
/// errors; else what is served stays.
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
        awaitEmbargoEnd()
        // Requests are answered meanwhile.
        queue.async { store.current.prepareSums() }
    }

    /// Returns at once; the load runs behind those asked for before.
    func reload() {
        queue.async { self.loadAndSwap() }
    }

    private func loadAndSwap() {
        let (outcome, load): (LoadOutcome, DatasetLoad)
        do {
            (outcome, load) = try source.timedLoad(threads: threads)
        } catch {
            return logger.error("reload failed, the old data stays: \(error.description)")
        }
        guard let dataset = outcome.dataset else {
            StandardStreams.printError(FindingsReport(outcome.findings).text(in: .text))
            return logger.error("reload failed, the old data stays: \(source) has errors")
        }
        dataset.prepareSums()
        store.swap(dataset, load: load, nowSeconds: Int64(time(nil)))
        logger.info("reloaded \(source)", metadata: ["data_version": "\(dataset.version)"])
        awaitEmbargoEnd()
    }

    /// Loads again at the moment from which the current snapshot would withhold what may be served.
    private func awaitEmbargoEnd() {
        guard let end = store.current.nextEmbargoEndSeconds else { return }
        queue.asyncAfter(wallDeadline: DispatchWallTime(timespec: timespec(tv_sec: Int(end), tv_nsec: 0))) {
            // A load meanwhile waits for the end that it found itself.
            guard self.store.current.nextEmbargoEndSeconds == end else { return }
            self.logger.info("an embargo has ended")
            self.loadAndSwap()
        }
    }
}
