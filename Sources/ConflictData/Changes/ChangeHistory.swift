/// What the store has seen change from one snapshot to the next, and which data versions it served.
package struct ChangeHistory: Sendable {
    /// A data version, and the moment at which it was true.
    struct Version: Sendable {
        let name: String
        let now: Int64
    }

    /// Enough for an evening of edits between two looks; older ones are told by the data alone.
    static let maxChanges = 65_536
    static let maxVersions = 256

    /// Oldest first.
    private(set) var changes: [RecordChange] = []
    private(set) var versions: [Version] = []

    init(_ dataset: Dataset) { versions = [Version(name: dataset.version, now: dataset.loaded.now)] }

    /// Adds what a reload has changed.
    mutating func observe(_ new: Dataset, after old: Dataset, at: Int64) {
        // The clock may have been set back; the order may not.
        let at = max(at, changes.last?.at ?? .min)
        changes += DatasetDifference.changes(from: old, to: new, at: at)
        changes.removeFirst(max(0, changes.count - Self.maxChanges))
        versions.removeAll { $0.name == new.version }
        versions.append(Version(name: new.version, now: new.loaded.now))
        versions.removeFirst(max(0, versions.count - Self.maxVersions))
    }

    /// The same for histories that tell the same.
    package var edition: String { "\(changes.count) \(changes.last?.at ?? 0)" }
}
