import Synchronization

/// The views of a dataset that were asked for last. Between two dates of the data at which anything turns all moments
/// share one.
final class ViewCache: Sendable {
    /// A view of a million rows takes some megabytes; few moments are asked for again and again.
    static let capacity = 8

    private struct Kept {
        let turnsPassed: Int
        let view: DatasetView
    }

    /// Latest used last.
    private let kept = Mutex<[Kept]>([])

    /// The view after so many turns; two that miss it at once make it twice, so that nobody waits for another's.
    func view(turnsPassed: Int, _ make: () -> DatasetView) -> DatasetView {
        if let view = find(turnsPassed) { return view }
        let view = make()
        kept.withLock { kept in
            kept.removeAll { $0.turnsPassed == turnsPassed }
            if kept.count == Self.capacity { kept.removeFirst() }
            kept.append(Kept(turnsPassed: turnsPassed, view: view))
        }
        return view
    }

    private func find(_ turnsPassed: Int) -> DatasetView? {
        kept.withLock { kept in
            guard let place = kept.firstIndex(where: { $0.turnsPassed == turnsPassed }) else { return nil }
            let found = kept.remove(at: place)
            kept.append(found)
            return found.view
        }
    }
}
