import Synchronization

/// Which cell every count of a dataset falls in when counts are grouped by some keys, whatever is asked of them.
final class Grouping: Sendable {
    let keys: CellKeys
    /// The order of the values of each column of rows.
    let ranks: [[UInt32]]

    init(_ keys: CellKeys) {
        self.keys = keys
        ranks = keys.ranks()
    }
}

/// The groupings that were asked for last at one moment, since most who ask for sums ask for them again with other filters.
final class RecentGroupings: Sendable {
    /// A grouping of a million counts takes one to four megabytes.
    static let capacity = 4

    private struct Kept {
        let names: [String]
        let grouping: Grouping
    }

    /// Latest used last.
    private let kept = Mutex<[Kept]>([])

    /// The grouping by keys of these names; two that miss it at once make it twice, so that nobody waits for another's.
    func grouping(by names: [String], _ make: () -> Grouping) -> Grouping {
        if let grouping = find(names) { return grouping }
        let grouping = make()
        kept.withLock { kept in
            kept.removeAll { $0.names == names }
            if kept.count == Self.capacity { kept.removeFirst() }
            kept.append(Kept(names: names, grouping: grouping))
        }
        return grouping
    }

    private func find(_ names: [String]) -> Grouping? {
        kept.withLock { kept in
            guard let place = kept.firstIndex(where: { $0.names == names }) else { return nil }
            let found = kept.remove(at: place)
            kept.append(found)
            return found.grouping
        }
    }
}
