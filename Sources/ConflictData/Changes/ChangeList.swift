/// The changes that match a question, in order.
struct ChangeList {
    private enum Item {
        case derived(DerivedChanges.Entry)
        /// By its place in the history.
        case observed(Int)
    }

    private let dataset: Dataset
    private let observed: [RecordChange]
    private var items: [Item] = []

    init(_ dataset: Dataset, _ history: ChangeHistory, _ query: ChangeQuery) {
        self.dataset = dataset
        observed = history.changes
        let seen = observed.indices.filter { place in
            let change = history.changes[place]
            return dataset.isShown(change) && query.accepts(change.type, change.kind)
        }
        var next = seen.startIndex
        let told = dataset.told(by: history)
        let derived = dataset.derivedChanges.entries
        for entry in derived[first(of: derived, query.start)...] where query.accepts(entry.type, entry.cause.kind) {
            guard !told.tells(entry) else { continue }
            while next < seen.count, observed[seen[next]].at < entry.at {
                items.append(.observed(seen[next]))
                next += 1
            }
            items.append(.derived(entry))
        }
        items += seen[next...].map(Item.observed)
        switch query.start {
        case .from(let instant): items.removeFirst(items.partitioningIndex { time(of: $0) >= instant })
        case .after(let instant): items.removeFirst(items.partitioningIndex { time(of: $0) > instant })
        case .behind(let cursor): items.removeFirst(place(behind: cursor).index)
        case nil: break
        }
    }

    /// The first entry that can be of interest, so that a question about the end does not walk through all before it.
    private func first(of entries: [DerivedChanges.Entry], _ start: ChangeQuery.Start?) -> Int {
        switch start {
        case .from(let instant): entries.partitioningIndex { $0.at >= instant }
        case .after(let instant): entries.partitioningIndex { $0.at > instant }
        case .behind(let cursor): entries.partitioningIndex { $0.at >= cursor.at }
        case nil: 0
        }
    }

    private func time(of item: Item) -> Int64 {
        switch item {
        case .derived(let entry): entry.at
        case .observed(let place): observed[place].at
        }
    }

    func page(from start: Int, limit: Int) -> ChangePage {
        let end = min(start + limit, items.count)
        return ChangePage(
            rows: items[min(start, end)..<end].map(row), total: items.count, hasNext: end < items.count,
            hasPrevious: start > 0 && end > 0)
    }

    private func row(_ item: Item) -> ChangePage.Row {
        switch item {
        case .observed(let place):
            let change = observed[place]
            // Its place in the history says where it was.
            let cursor = ChangeCursor(
                at: change.at, type: change.type, id: change.id, teller: .store, order: .unknown)
            return ChangePage.Row(change: change, cursor: cursor.text)
        case .derived(let entry):
            let id = dataset.records.id(entry.type, Int(entry.row))
            let change = RecordChange(
                at: entry.at, kind: entry.cause.kind, type: entry.type, id: id,
                fields: [entry.cause.field].compactMap(\.self))
            let cursor = ChangeCursor(
                at: entry.at, type: entry.type, id: id, teller: .data(entry.cause),
                order: .date(dataset.records.orderTime(entry.type, Int(entry.row))))
            return ChangePage.Row(change: change, cursor: cursor.text)
        }
    }

    /// How many items stand up to a cursor's row and with it; where that is no longer told, up to where it would be.
    func place(behind cursor: ChangeCursor) -> (index: Int, isThere: Bool) {
        var index = items.partitioningIndex { time(of: $0) >= cursor.at }
        var end = index
        while end < items.count, time(of: items[end]) == cursor.at {
            if matches(items[end], cursor) { return (end + 1, true) }
            end += 1
        }
        let last = observed.lastIndex { $0.at == cursor.at && $0.type == cursor.type && $0.id == cursor.id }
        while index < end, isBefore(items[index], cursor, last) { index += 1 }
        return (index, false)
    }

    /// Whether an item of a cursor's instant stands before the cursor's row, which is not told. Of the store's row `last`
    /// is the place in the history; nil: it is too old for that.
    private func isBefore(_ item: Item, _ cursor: ChangeCursor, _ last: Int?) -> Bool {
        switch (item, cursor.teller) {
        case (.derived(let entry), .data(let cause)): isBefore(entry, cursor, cause)
        case (.derived, .store): true
        case (.observed, .data): false
        case (.observed(let place), .store): last.map { place < $0 } ?? false
        }
    }

    private func isBefore(
        _ entry: DerivedChanges.Entry, _ cursor: ChangeCursor, _ cause: DerivedChanges.Cause
    ) -> Bool {
        guard entry.type == cursor.type, case .date(let date) = cursor.order else {
            return (RecordType.stored.firstIndex(of: cursor.type) ?? 0) > entry.typePlace
        }
        let (own, other) = (dataset.records.orderTime(entry.type, Int(entry.row)) ?? .min, date ?? .min)
        // The newest stand first.
        if own != other { return own > other }
        let id = dataset.records.id(entry.type, Int(entry.row))
        if id != cursor.id { return id.unicodeScalars.lexicographicallyPrecedes(cursor.id.unicodeScalars) }
        return entry.cause.rawValue < cause.rawValue
    }

    private func matches(_ item: Item, _ cursor: ChangeCursor) -> Bool {
        switch (item, cursor.teller) {
        case (.derived(let entry), .data(let cause)):
            entry.cause == cause && entry.type == cursor.type
                && dataset.records.id(entry.type, Int(entry.row)) == cursor.id
        case (.observed(let place), .store): observed[place].type == cursor.type && observed[place].id == cursor.id
        default: false
        }
    }
}

/// What the store has seen of a record makes some of what the data tells of it a repetition, dated too early for those
/// who looked in between.
private struct ToldChanges {
    struct Subject: Hashable {
        let type: RecordType
        let row: UInt32
    }

    var changes: [Subject: [RecordChange]] = [:]

    func tells(_ entry: DerivedChanges.Entry) -> Bool {
        guard !changes.isEmpty, let told = changes[Subject(type: entry.type, row: entry.row)] else { return false }
        return told.contains { change in
            guard change.kind == entry.cause.kind else { return change.kind == .created && entry.at <= change.at }
            return entry.cause.differing.map(change.fields.contains) ?? true
        }
    }
}

extension DerivedChanges.Cause {
    /// The member whose new value is what an entry tells of; nil: the whole record.
    fileprivate var differing: String? { self == .updated ? "updated_at" : field }
}

extension Dataset {
    fileprivate var derivedChanges: DerivedChanges {
        view.changes.value { DerivedChanges(records, standing, loaded.chronology) }
    }

    /// Whether what the store saw had happened by this dataset's moment, and to a record that is not hidden.
    fileprivate func isShown(_ change: RecordChange) -> Bool {
        guard change.at <= asOf?.last ?? .max else { return false }
        return row(ofAnyID: change.id, in: change.type).map { !state(change.type, $0).isHidden } ?? true
    }

    fileprivate func told(by history: ChangeHistory) -> ToldChanges {
        var told = ToldChanges()
        for change in history.changes where change.at <= asOf?.last ?? .max {
            guard let row = row(ofAnyID: change.id, in: change.type) else { continue }
            told.changes[.init(type: change.type, row: UInt32(row)), default: []].append(change)
        }
        return told
    }
}
