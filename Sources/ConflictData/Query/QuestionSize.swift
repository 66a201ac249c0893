/// How much a question looks at, told before it is asked: from indexes alone, in a few steps.
extension Dataset {
    /// How many records of a type, or records around its rows, were reported in a time; nil where that says nothing,
    /// since its rows do not stand in the order of that date, or a bound is no date.
    package func reportedRecords(of type: RecordType, since: String, until: String) -> Int? {
        let owner = type.ownerType
        guard QueryFilter.reportedSince.applies(to: type), let column = Records.orderColumn(owner),
            let since = PackedDate(queryText: since), let until = PackedDate(queryText: until)
        else { return nil }
        // Newest first; rows without a date, which is before all others, stand last.
        let dates = records.columns[column]
        var rows = 0..<records.rowCounts[owner.table]
        let interval = PackedDate(start: since.start, precision: .year).bits...max(since.bits, until.last << 3 | 7)
        if case .bounds(let bounds) = indexes[column], let near = bounds.rows(around: interval) {
            rows = near.clamped(to: rows)
        }
        let first = rows.partitioningIndex { PackedDate(bits: dates.wide($0)).start <= until.last }
        let end = rows.partitioningIndex { PackedDate(bits: dates.wide($0)).start < since.start }
        return max(0, end - first)
    }

    /// Whether a filter may name a record by this id; where not, the nearest are looked for, which takes going over all.
    package func mayName(_ id: String, in type: RecordType) -> Bool {
        row(ofAnyID: id, in: type).map { state(type, $0) != .embargoed } ?? false
    }

    /// Whether the toll of an event has to look at no more than so many counts, of the event and of all inside it.
    package func tollLooks(atMost limit: Int, ofEvent id: String) -> Bool {
        guard let event = row(ofAnyID: id, in: .event) else { return false }
        var (left, open) = (limit, [event])
        while let next = open.popLast() {
            for tally in indexes.talliesOfEvent[next] {
                left -= records.rows(of: CountRow.table, in: Int(tally)).count + 1
                if left < 0 { return false }
            }
            let children = indexes.childEvents[next]
            left -= children.count
            if left < 0 { return false }
            open += children.map { Int($0) }
        }
        return true
    }
}
