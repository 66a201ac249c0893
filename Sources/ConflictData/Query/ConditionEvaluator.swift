/// Finds the rows that meet conditions.
///
/// A set of candidates is narrowed by one condition after the other, cheap ones first, so that a scan looks only where
/// something is left. A class, since the many arrays of records are counted each time that a struct of them is copied.
final class ConditionEvaluator {
    let dataset: Dataset
    let records: Records

    init(_ dataset: Dataset) {
        self.dataset = dataset
        records = dataset.records
    }

    /// The served rows of a type that meet all conditions.
    func matches(_ type: RecordType, _ conditions: [Condition]) -> Bitmap {
        guard !conditions.isEmpty else { return dataset.served(type) }
        var rows: Bitmap
        var own = conditions
        // What asks for the record around a row is asked of each record once, not of each of its rows.
        let ofRecords = type.isInner ? conditions.compactMap(\.ofRecord) : []
        if ofRecords.isEmpty {
            rows = dataset.served(type)
        } else {
            var around = dataset.served(type.ownerType)
            keep(.all(ofRecords), type.ownerType.table, in: &around)
            rows = rowsInside(around, type.table)
            own.removeAll { $0.ofRecord != nil }
        }
        keep(.all(own), type.table, in: &rows)
        return rows
    }

    /// Narrows rows of a table to those that meet a condition.
    func keep(_ condition: Condition, _ table: Int, in rows: inout Bitmap) {
        switch condition {
        case .all(let conditions):
            for condition in conditions.sorted(by: { cost(of: $0) < cost(of: $1) }) {
                keep(condition, table, in: &rows)
                rows.trim()
            }
        case .any(let conditions):
            var found = Bitmap(count: rows.count)
            for condition in conditions {
                var passing = rows
                keep(condition, table, in: &passing)
                found.formUnion(passing)
            }
            rows = found
        case .not(let condition):
            var passing = rows
            keep(condition, table, in: &passing)
            rows.subtract(passing)
        case .rows(let wanted):
            var found = Bitmap(count: rows.count)
            for row in wanted where rows.contains(row) { found.insert(row) }
            rows = found
        case .value(let column, let test): keepValues(column, test, in: &rows)
        case .inside(let inner, let condition):
            var innerRows = rowsInside(rows, inner)
            keep(condition, inner, in: &innerRows)
            rows = recordsAround(innerRows, inner, count: rows.count)
        case .record(let condition):
            guard let around = Schema.shared.tables[table].parent else { return }
            var passing = Bitmap(count: records.rowCounts[around], filled: true)
            keep(condition, around, in: &passing)
            rows.formIntersection(rowsInside(passing, table))
        case .reference(let column, let condition):
            keepReferences(column, to: visible(targetTable(of: column), meeting: condition), in: &rows)
        case .placed(let place): keepPlaced(place, table, in: &rows)
        case .text(let search, let type): rows.formIntersection(dataset.matches(search, in: type))
        }
    }

    /// What it takes to look, roughly; only the order matters.
    private func cost(of condition: Condition) -> Int {
        switch condition {
        case .rows: 0
        case .value(_, .words), .value(_, .lasts): 1
        case .value(_, .symbols), .value(_, .rows), .value(_, .exists): 2
        case .value: 3
        case .placed, .reference, .text: 2
        case .record(let condition), .not(let condition): cost(of: condition) + 1
        case .inside(_, let condition): cost(of: condition) + 4
        case .all(let conditions), .any(let conditions): conditions.reduce(1) { $0 + cost(of: $1) }
        }
    }

    // MARK: Records and the rows inside them

    /// All rows of an inner table that stand inside some records.
    private func rowsInside(_ around: Bitmap, _ inner: Int) -> Bitmap {
        records.rows(of: inner, inside: around)
    }

    /// The records around some rows of an inner table.
    private func recordsAround(_ rows: Bitmap, _ inner: Int, count: Int) -> Bitmap {
        var around = Bitmap(count: count)
        let parents = records.parents[inner]
        rows.forEach { around.insert(Int(parents[$0])) }
        return around
    }

    // MARK: References

    /// The rows of a table that meet a condition and are not hidden: nothing may be told by what a hidden record says.
    private func visible(_ table: Int, meeting condition: Condition) -> Bitmap {
        var rows = Bitmap(count: records.rowCounts[table], filled: true)
        keep(condition, table, in: &rows)
        return withoutHidden(rows, table)
    }

    private func withoutHidden(_ rows: Bitmap, _ table: Int) -> Bitmap {
        guard let type = Schema.shared.type(of: table), dataset.standing.hidesSome(of: type) else { return rows }
        var visible = rows
        var unserved = rows
        unserved.subtract(dataset.served(type))
        unserved.forEach { row in
            if dataset.state(type, row).isHidden { visible.remove(row) }
        }
        return visible
    }

    /// The table that a reference leads to; where it may lead to two, conditions ask only for the first.
    private func targetTable(of column: Int) -> Int {
        guard case .reference(let types) = FieldAccess.field(of: column).kind, let type = types.first else {
            preconditionFailure("column \(column) refers to nothing")
        }
        return type.table
    }

    // MARK: Places

    private func keepPlaced(_ condition: PlaceCondition, _ table: Int, in rows: inout Bitmap) {
        let places = withoutHidden(places(condition), RecordType.place.table)
        if table == RecordType.place.table { return rows.formIntersection(places) }
        // Of few tallies each is asked for its place; of many, the places are asked for their tallies.
        if table == RecordType.tally.table, rows.population * Self.rowsPerReference <= rows.count {
            return keepReferences(DerivedColumns.tallyPlace, to: places, in: &rows)
        }
        guard let fields = RecordPlaces.of(table) else { return rows = Bitmap(count: rows.count) }
        var found = rows
        keepReferences(fields.own, to: places, in: &found)
        if let inner = fields.inside {
            var others = rowsInside(rows, inner.table)
            keepReferences(inner.column, to: places, in: &others)
            found.formUnion(recordsAround(others, inner.table, count: rows.count))
        }
        if let event = fields.event {
            var borrowing = rows
            keep(.not(.value(column: fields.own, .exists)), table, in: &borrowing)
            var events = Bitmap(count: records.rowCounts[RecordType.event.table], filled: true)
            keepReferences(RecordPlaces.ofEvents, to: places, in: &events)
            keepReferences(event, to: withoutHidden(events, RecordType.event.table), in: &borrowing)
            found.formUnion(borrowing)
        }
        rows = found
    }

    /// Finding a row by what it refers to takes about as long as asking so many rows in order.
    private static let rowsPerReference = 16

    private func places(_ condition: PlaceCondition) -> Bitmap {
        let table = RecordType.place.table
        var places = Bitmap(count: records.rowCounts[table])
        switch condition {
        case .within(let rows):
            for row in rows {
                for place in dataset.indexes.placeTree.places(within: row) { places.insert(Int(place)) }
            }
        case .box(let box): dataset.indexes.placeLocations.insert(box, into: &places)
        case .circle(let circle): dataset.indexes.placeLocations.insert(circle, into: &places)
        case .record(let condition):
            places = Bitmap(count: records.rowCounts[table], filled: true)
            keep(condition, table, in: &places)
        }
        return places
    }
}
