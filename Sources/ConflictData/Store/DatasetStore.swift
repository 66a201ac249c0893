import Synchronization

/// Holds the current snapshot; a reload swaps it whole, and requests that have begun keep the one they took.
package final class DatasetStore: Sendable {
    private struct Served {
        var dataset: Dataset
        var load: DatasetLoad?
    }

    private let served: Mutex<Served>
    private let swaps = Atomic<UInt64>(0)

    /// - Parameter load: what loading it took, when somebody measured.
    package init(_ dataset: Dataset, load: DatasetLoad? = nil) {
        served = Mutex(Served(dataset: dataset, load: load))
    }

    package var current: Dataset { served.withLock { $0.dataset } }

    /// What loading the current snapshot took; nil when nobody measured.
    package var lastLoad: DatasetLoad? { served.withLock { $0.load } }

    /// Grows by one at each swap; cheap to read.
    package var generation: UInt64 { swaps.load(ordering: .acquiring) }

    package func swap(_ new: Dataset, load: DatasetLoad? = nil) {
        served.withLock { $0 = Served(dataset: new, load: load) }
        swaps.add(1, ordering: .releasing)
    }
}
