/// What the data itself says has happened to its records up to a moment, oldest first: the same after a restart.
final class DerivedChanges: Sendable {
    /// Why there is an entry.
    enum Cause: UInt8, Sendable {
        /// It was recorded, or its embargo ended, whichever came later.
        case known
        /// Its `updated_at`.
        case updated
        /// Its `modified_at`.
        case modified
        /// One of its `corrections`.
        case corrected
        /// A tally that supersedes it became known.
        case superseded
        /// Its `retracted_at`, or a tally that retracts it became known.
        case retracted

        var kind: RecordChange.Kind {
            switch self {
            case .known: .created
            case .updated, .modified, .corrected, .superseded: .updated
            case .retracted: .retracted
            }
        }

        /// What differs by it, where that is certain.
        var field: String? {
            switch self {
            case .known, .updated, .retracted: nil
            case .modified: "modified_at"
            case .corrected: "corrections"
            case .superseded: "superseded_by"
            }
        }
    }

    /// Ordered by time, then as records are listed: two that a reload did not change keep their order.
    struct Entry: Sendable, Comparable {
        let at: Int64
        let row: UInt32
        /// The place in `RecordType.stored`.
        let typePlace: UInt8
        let cause: Cause

        var type: RecordType { RecordType.stored[Int(typePlace)] }

        static func < (left: Entry, right: Entry) -> Bool {
            if left.at != right.at { return left.at < right.at }
            if left.typePlace != right.typePlace { return left.typePlace < right.typePlace }
            return left.row != right.row ? left.row < right.row : left.cause.rawValue < right.cause.rawValue
        }
    }

    let entries: [Entry]

    init(_ records: Records, _ standing: Standing, _ chronology: Chronology) {
        var collector = Collector(records: records, standing: standing)
        for (place, type) in RecordType.stored.enumerated() { collector.add(type, UInt8(place), chronology) }
        // Runs that are in order already, one after the other, which sorting makes use of.
        entries = collector.entries.sorted()
    }

    private struct Collector {
        let records: Records
        let standing: Standing
        var entries: [Entry] = []

        mutating func add(_ type: RecordType, _ place: UInt8, _ chronology: Chronology) {
            let layout = Schema.shared.tables[type.table]
            let released = Dictionary(
                chronology.embargoes[type.table].map { ($0.row, $0.time) }, uniquingKeysWith: { first, _ in first })
            let recordedAt = layout.column("recorded_at")
            func recorded(_ row: UInt32) -> Int64? { recordedAt.flatMap { records.date($0, Int(row))?.start } }
            for row in chronology.recordings[type.table] where released[row] == nil {
                add(recorded(row), row, place, .known)
            }
            for (row, end) in released { add(max(end, recorded(row) ?? end), row, place, .known) }
            add(layout.column("updated_at"), place, .updated)
            add(layout.column("modified_at"), place, .modified)
            add(layout.column("retracted_at"), place, .retracted)
            if type == .article { addCorrections(place) }
            guard type == .tally else { return }
            for reviser in chronology.revisers {
                let known = [recorded(reviser), released[reviser]].compactMap(\.self).max()
                let target = records.link(Schema.shared.column(type.table, "revises"), Int(reviser))
                guard let target else { continue }
                if standing.supersededBy[Int(target)] == reviser { add(known, target, place, .superseded) }
                if standing.retractedBy[Int(target)] == reviser { add(known, target, place, .retracted) }
            }
        }

        private mutating func add(_ column: Int?, _ place: UInt8, _ cause: Cause) {
            guard let column else { return }
            for row in records.columns[column].wide.indices {
                add(records.date(column, row)?.start, UInt32(row), place, cause)
            }
        }

        private mutating func addCorrections(_ place: UInt8) {
            let date = Schema.shared.column(MomentColumns.corrections, "date")
            for (row, article) in records.parents[MomentColumns.corrections].enumerated() {
                add(records.date(date, row)?.start, article, place, .corrected)
            }
        }

        /// What is dated ahead of the moment has not happened, but for being known: such a record is served already.
        private mutating func add(_ time: Int64?, _ row: UInt32, _ place: UInt8, _ cause: Cause) {
            guard let time, !standing.states[RecordType.stored[Int(place)].table][Int(row)].isHidden else { return }
            let isAhead = time > standing.moment.happened
            if isAhead, cause != .known { return }
            let at = min(time, standing.moment.happened)
            entries.append(Entry(at: at, row: row, typePlace: place, cause: cause))
        }
    }
}
