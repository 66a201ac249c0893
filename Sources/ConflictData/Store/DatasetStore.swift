import Synchronization

/// Holds the current snapshot; a reload swaps it whole, and requests that have begun keep the one they took.
package final class DatasetStore: Sendable {
    /// What is served, as one request takes it.
    package struct Served: Sendable {
        package let dataset: Dataset
        /// What loading it took; nil when nobody measured.
        package let load: DatasetLoad?
        /// What reloads have changed since the start.
        package let history: ChangeHistory
    }

    private let held: Mutex<Served>
    private let swaps = Atomic<UInt64>(0)

    /// - Parameter load: what loading it took, when somebody measured.
    package init(_ dataset: Dataset, load: DatasetLoad? = nil) {
        held = Mutex(Served(dataset: dataset, load: load, history: ChangeHistory(dataset)))
    }

    package var served: Served { held.withLock { $0 } }

    package var current: Dataset { held.withLock { $0.dataset } }

    /// Grows by one at each swap; cheap to read.
    package var generation: UInt64 { swaps.load(ordering: .acquiring) }

    /// Serves `new` from now on, and remembers what is different. One reload follows the other; none runs beside one.
    ///
    /// - Parameter nowSeconds: seconds since 1970, for those who ask what has changed.
    package func swap(_ new: Dataset, load: DatasetLoad? = nil, nowSeconds: Int64) {
        let old = served
        var history = old.history
        history.observe(new, after: old.dataset, at: nowSeconds * PackedDate.microsecondsPerSecond)
        let served = Served(dataset: new, load: load, history: history)
        held.withLock { $0 = served }
        swaps.add(1, ordering: .releasing)
    }
}
