/// The values of one group key by number: of each tally, or of each category of counts.
struct GroupColumn: Sendable {
    enum Level: Sendable { case tally, category, actor }

    let level: Level
    /// Of each tally or category: the number of its value. Of actors, see `CellKeys`.
    let codes: [UInt32]
    /// The text of each value; nil: there is none.
    let labels: [String?]

    init(_ key: GroupKey, _ dataset: Dataset, _ index: StatementIndex) {
        let reader = GroupValueReader(dataset, index)
        switch key.kind {
        case .tally(let column, let isReference):
            self = isReference ? reader.references(column) : reader.terms(column)
        case .eventType: self = reader.eventTypes()
        case .ancestor(let type): self = reader.ancestors(type)
        case .calendar(let interval): self = reader.buckets(interval)
        case .attribute(let attribute): self = reader.attributes(attribute)
        case .actor: self = reader.actors()
        }
    }

    init(_ level: Level, codes: [UInt32], labels: [String?]) {
        self.level = level
        self.codes = codes
        self.labels = labels
    }
}

/// Numbers the values that rows have, in order of first occurrence.
struct ValueNumbering {
    /// Numbers plus one by value, where values are few and small; else empty.
    private var direct: [UInt32]
    private var known: [Int64: UInt32] = [:]
    private let least: Int64
    private(set) var values: [Int64] = []

    /// As many direct places as cost less to clear than a dictionary costs to ask.
    private static let mostDirect = 1 << 21

    init(of range: ClosedRange<Int64>) {
        least = range.lowerBound
        let (span, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        direct = !overflow && span < Self.mostDirect ? Array(repeating: 0, count: Int(span) + 1) : []
    }

    mutating func number(of value: Int64) -> UInt32 {
        if direct.isEmpty {
            if let number = known[value] { return number }
            known[value] = UInt32(values.count)
        } else {
            let place = Int(value - least)
            if direct[place] > 0 { return direct[place] - 1 }
            direct[place] = UInt32(values.count) + 1
        }
        values.append(value)
        return UInt32(values.count - 1)
    }
}

/// Reads group keys from the columns of a dataset.
struct GroupValueReader {
    private let dataset: Dataset
    private let index: StatementIndex
    private let records: Records
    private let tallyCount: Int

    private static let tallies = RecordType.tally.table

    init(_ dataset: Dataset, _ index: StatementIndex) {
        self.dataset = dataset
        self.index = index
        records = dataset.records
        tallyCount = records.rowCounts[Self.tallies]
    }

    /// A column of tallies: `value` gives a number for each tally, `label` what the number stands for.
    private func column(
        in range: ClosedRange<Int64>, _ value: (Int) -> Int64, label: (Int64) -> String?
    ) -> GroupColumn {
        var numbering = ValueNumbering(of: range)
        var codes = [UInt32](repeating: 0, count: tallyCount)
        for tally in 0..<tallyCount { codes[tally] = numbering.number(of: value(tally)) }
        return GroupColumn(.tally, codes: codes, labels: numbering.values.map(label))
    }

    func terms(_ column: Int) -> GroupColumn {
        let symbols = records.columns[column]
        return self.column(in: 0...Int64(records.symbols.count)) {
            Int64(symbols.narrow($0))
        } label: {
            text(ofSymbol: UInt32($0))
        }
    }

    /// References, so that a former id and the present one are the same.
    func references(_ column: Int) -> GroupColumn {
        let links = records.links[column]
        let layout = Schema.shared.tables[Self.tallies]
        guard case .reference(let types) = layout.columns[column - layout.firstColumn].field.kind else {
            return GroupColumn(.tally, codes: Array(repeating: 0, count: tallyCount), labels: [nil])
        }
        // Sources come first, then actors, then none.
        let actors = Int64(records.rowCounts[types[0].table])
        let none = actors + (types.count > 1 ? Int64(records.rowCounts[types[1].table]) : 0)
        return self.column(in: 0...none) { tally in
            let link = tally < links.count ? links[tally] : Records.none
            if link == Records.none { return none }
            return link & Records.secondType == 0 ? Int64(link) : actors + Int64(link & ~Records.secondType)
        } label: { value in
            if value == none { return nil }
            return value < actors ? records.id(types[0], Int(value)) : records.id(types[1], Int(value - actors))
        }
    }

    func eventTypes() -> GroupColumn {
        let events = records.links[DerivedColumns.tallyEvent]
        let types = records.columns[Schema.shared.column(RecordType.event.table, "event_type")]
        return column(in: 0...Int64(records.symbols.count)) { tally in
            tally < events.count && events[tally] != Records.none ? Int64(types.narrow(Int(events[tally]))) : 0
        } label: {
            text(ofSymbol: UInt32($0))
        }
    }

    func ancestors(_ type: String) -> GroupColumn {
        let places = records.links[DerivedColumns.tallyPlace]
        let types = records.columns[Schema.shared.column(RecordType.place.table, "place_type")]
        let wanted = records.symbols.find(type) ?? Records.none
        let tree = index.reader.placeTree
        let count = records.rowCounts[RecordType.place.table]
        let none = Int64(count)
        let ancestors = (0..<count).map { row in
            var next: UInt32? = UInt32(row)
            while let place = next {
                if types.narrow(Int(place)) == wanted {
                    return dataset.state(.place, Int(place)).isHidden ? none : Int64(place)
                }
                next = tree.parent(of: place)
            }
            return none
        }
        return column(in: 0...none) { tally in
            tally < places.count && places[tally] != Records.none ? ancestors[Int(places[tally])] : none
        } label: {
            $0 == none ? nil : records.id(.place, Int($0))
        }
    }

    /// The bucket in which each tally's period begins.
    func buckets(_ interval: CalendarInterval) -> GroupColumn {
        buckets(interval) { index.periods.starts[$0] }.column
    }

    /// The bucket of one instant of each tally, given by its place among all; and the number of each value's bucket.
    func buckets(
        _ interval: CalendarInterval, _ instant: (_ tally: Int) -> UInt32
    ) -> (column: GroupColumn, numbers: [Int64]) {
        // There are far fewer instants than tallies.
        let instants = index.periods.instants
        var codes = [UInt32](repeating: Records.none, count: instants.count)
        var numbers: [Int64: UInt32] = [:]
        var distinct: [Int64] = []
        func code(_ place: Int) -> UInt32 {
            let bucket = interval.bucket(of: instants[place])
            if let code = numbers[bucket] { return code }
            numbers[bucket] = UInt32(distinct.count)
            distinct.append(bucket)
            return UInt32(distinct.count - 1)
        }
        let ofTallies = (0..<tallyCount).map { tally in
            let place = Int(instant(tally))
            if codes[place] == Records.none { codes[place] = code(place) }
            return codes[place]
        }
        return (GroupColumn(.tally, codes: ofTallies, labels: distinct.map { interval.text(of: $0) }), distinct)
    }

    func attributes(_ attribute: CountCategories.Attribute) -> GroupColumn {
        let (codes, distinct) = index.categories.values(of: attribute)
        let labels = distinct.map { value in
            value == 0
                ? nil : attribute.isReference ? records.id(.actor, Int(value) - 1) : records.symbols.string(value)
        }
        return GroupColumn(.category, codes: codes, labels: labels)
    }

    /// Actors by row, and after the last of them nobody.
    func actors() -> GroupColumn {
        let count = records.rowCounts[RecordType.actor.table]
        return GroupColumn(.actor, codes: [], labels: (0..<count).map { records.id(.actor, $0) } + [nil])
    }

    private func text(ofSymbol symbol: UInt32) -> String? {
        symbol == SymbolTable.none ? nil : records.symbols.string(symbol)
    }
}
