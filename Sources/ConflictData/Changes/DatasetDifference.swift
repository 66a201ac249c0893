/// What a reload changed: the records of two snapshots compared, in the form in which they are served.
enum DatasetDifference {
    /// The changes from one snapshot to the next, as of `at`; what only the clock has changed is told by the data itself.
    static func changes(from old: Dataset, to new: Dataset, at: Int64) -> [RecordChange] {
        RecordType.stored.flatMap { type in
            let pieces = Parallel.map(new.records.rowCounts[type.table]) { rows in
                rows.compactMap { change(of: $0, type, from: old, to: new, at: at) }
            }
            return pieces.flatMap(\.self) + removed(type, from: old, to: new, at: at)
        }
    }

    private static func change(
        of row: Int, _ type: RecordType, from old: Dataset, to new: Dataset, at: Int64
    ) -> RecordChange? {
        let state = new.standing.state(type, row)
        guard !state.isHidden else { return nil }
        let id = new.records.id(type, row)
        func change(_ kind: RecordChange.Kind, _ fields: [String] = []) -> RecordChange {
            RecordChange(at: at, kind: kind, type: type, id: id, fields: fields)
        }
        guard let oldRow = old.row(ofPresentID: id, in: type) else {
            return change(state == .retracted ? .retracted : .created)
        }
        let oldState = old.standing.state(type, oldRow)
        let fields = fieldsThatDiffer(row, oldRow, type, from: old, to: new)
        guard !fields.isEmpty else { return nil }
        if oldState.isHidden { return change(state == .retracted ? .retracted : .created) }
        if state == .retracted { return change(oldState == .retracted ? .updated : .retracted, fields) }
        return change(.updated, fields)
    }

    /// Records that were served and are in the files no longer.
    private static func removed(
        _ type: RecordType, from old: Dataset, to new: Dataset, at: Int64
    ) -> [RecordChange] {
        (0..<old.records.rowCounts[type.table]).compactMap { row in
            guard old.standing.state(type, row) == .served else { return nil }
            let id = old.records.id(type, row)
            guard new.row(ofPresentID: id, in: type) == nil else { return nil }
            return RecordChange(at: at, kind: .retracted, type: type, id: id, fields: [])
        }
    }

    /// The members that differ, in order; of what is derived only by whom a statement is superseded or retracted.
    private static func fieldsThatDiffer(
        _ row: Int, _ oldRow: Int, _ type: RecordType, from old: Dataset, to new: Dataset
    ) -> [String] {
        let (text, oldText) = unsafe (new.records.text(type.table, row), old.records.text(type.table, oldRow))
        var fields: [String] = []
        if unsafe text.count != oldText.count || !text.elementsEqual(oldText) {
            fields = unsafe membersThatDiffer(text, oldText)
        }
        if type == .tally {
            if old.superseding(oldRow) != new.superseding(row) { fields.append("superseded_by") }
            if old.retracting(oldRow) != new.retracting(row) { fields.append("retracted_at") }
        }
        return fields
    }

    private static func membersThatDiffer(
        _ new: UnsafeBufferPointer<UInt8>, _ old: UnsafeBufferPointer<UInt8>
    ) -> [String] {
        var differing: [String] = []
        var seen: Set<String> = []
        for member in unsafe JSONMembers(new) {
            let key = unsafe String(decoding: new[member.key], as: UTF8.self)
            seen.insert(key)
            let before = unsafe old.value(of: key, inObjectAt: 0)
            if let before, unsafe new[member.value].elementsEqual(old[before]) { continue }
            differing.append(key)
        }
        for member in unsafe JSONMembers(old) {
            let key = unsafe String(decoding: old[member.key], as: UTF8.self)
            if !seen.contains(key) { differing.append(key) }
        }
        return differing
    }
}

extension Dataset {
    /// The row of an id that a record has now.
    fileprivate func row(ofPresentID id: String, in type: RecordType) -> Int? {
        row(ofAnyID: id, in: type).flatMap { records.id(type, $0) == id ? $0 : nil }
    }

    /// The id of the tally that supersedes one.
    fileprivate func superseding(_ row: Int) -> String? { tally(standing.supersededBy[row]) }

    /// The id of the tally that retracts one.
    fileprivate func retracting(_ row: Int) -> String? { tally(standing.retractedBy[row]) }

    private func tally(_ row: UInt32) -> String? { row == Records.none ? nil : records.id(.tally, Int(row)) }
}
