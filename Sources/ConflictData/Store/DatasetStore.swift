import Synchronization

/// Holds the current snapshot; a reload swaps it whole, and requests that have begun keep the one they took.
package final class DatasetStore: Sendable {
    private let dataset: Mutex<Dataset>
    private let swaps = Atomic<UInt64>(0)

    package init(_ dataset: Dataset) { self.dataset = Mutex(dataset) }

    package var current: Dataset { dataset.withLock { $0 } }

    /// Grows by one at each swap; cheap to read.
    package var generation: UInt64 { swaps.load(ordering: .acquiring) }

    package func swap(_ new: Dataset) {
        dataset.withLock { $0 = new }
        swaps.add(1, ordering: .releasing)
    }
}
