/// Which columns tolls read: looked up once for a dataset at a moment.
final class TollPlan: Sendable {
    fileprivate let columns: [Column]
    /// What says what is counted, by attribute.
    fileprivate let attributeColumns: [Column]
    /// What some count says of what it counts.
    fileprivate let attributes: [CountCategories.Attribute]
    let series: CountSeries

    /// The places of columns that hold a value for each tally, and of those for each count.
    fileprivate static let (ofTallies, ofCounts) = (0..<17, 18..<28)

    init(_ records: Records) {
        let (tallies, counts) = (RecordType.tally.table, CountParts.table)
        func ofTally(_ path: String) -> Column { records.columns[Schema.shared.column(tallies, path)] }
        func link(_ path: String) -> Column { Column(narrow: records.links[Schema.shared.column(tallies, path)]) }
        func ofCount(_ path: String) -> Column { records.columns[Schema.shared.column(counts, path)] }
        func id(_ type: RecordType) -> Column { records.columns[records.idColumn(type)] }
        let all = CountCategories.Attribute.allCases.map { attribute in
            attribute.isReference
                ? Column(narrow: records.links[Schema.shared.column(counts, attribute.path)]) : ofCount(attribute.path)
        }
        attributeColumns = all
        attributes = CountCategories.Attribute.allCases.filter { !all[$0.rawValue].narrow.isEmpty }
        columns =
            [
                id(.tally), link("attributed_to"), link("event_id"), ofTally("place_id"), ofTally("report_date"),
                ofTally("reference_period.start"), ofTally("reference_period.end"), ofTally("accumulation"),
                ofTally("phase"), ofTally("kind"), ofTally("verification"), ofTally("wording"), ofTally("relayed_by"),
                link("article_id"), ofTally("caveats"), link("revises"), ofTally("revision_kind"),
                Column(narrow: records.firstRows[counts]), Column(narrow: records.parents[counts]), ofCount("n"),
                ofCount("exhaustive"), Column(narrow: records.links[DerivedColumns.whole]), ofCount("value.qualifier"),
                ofCount("value.value"), ofCount("value.min"), ofCount("value.max"), ofCount("value.best"),
                ofCount("value.text"), id(.event), id(.article), id(.actor), id(.source),
            ]
        series = CountSeries(records)
    }
}

/// What tolls read of tallies and counts, lent as plain pointers while one is made and written.
package final class LentTallies {
    // Of tallies.
    let tallyID, party, event, place: ColumnView
    let reportDate, periodStart, periodEnd: ColumnView
    let accumulation, phase, kind, verification: ColumnView
    let wording, relayedBy, article, caveats: ColumnView
    let revises, revisionKind: ColumnView
    private let firstCounts: ColumnView
    // Of counts.
    let tally, number, exhaustive: ColumnView
    private let wholes: ColumnView
    let qualifier, best, word: ColumnView
    private let value, min, max: ColumnView
    /// What each count counts, where that is known by number; else by attribute.
    private let categories: LentCategories?
    private let attributes: [ColumnView]
    let plan: TollPlan
    // Of what they refer to.
    let eventID, articleID, actorID, sourceID: ColumnView
    private let views: [ColumnView]

    /// Something of all that was looked at, so that the looking is not taken for needless.
    private var seen: UInt64 = 0

    static func lend<Result>(_ dataset: Dataset, _ body: (LentTallies) -> Result) -> Result {
        let plan = dataset.tollPlan
        return ColumnLoan.with(plan.columns) { views in
            guard let known = dataset.indexes.readyCategories else {
                return ColumnLoan.with(plan.attributeColumns) { body(LentTallies(plan, views, nil, $0)) }
            }
            return unsafe known.numbers.withUnsafeBufferPointer { numbers in
                unsafe known.all.withUnsafeBufferPointer { all in
                    unsafe body(LentTallies(plan, views, LentCategories(numbers: numbers, all: all), []))
                }
            }
        }
    }

    private init(_ plan: TollPlan, _ views: [ColumnView], _ categories: LentCategories?, _ attributes: [ColumnView]) {
        (tallyID, party, event, place) = (views[0], views[1], views[2], views[3])
        (reportDate, periodStart, periodEnd) = (views[4], views[5], views[6])
        (accumulation, phase, kind, verification) = (views[7], views[8], views[9], views[10])
        (wording, relayedBy, article, caveats) = (views[11], views[12], views[13], views[14])
        (revises, revisionKind, firstCounts) = (views[15], views[16], views[17])
        (tally, number, exhaustive, wholes) = (views[18], views[19], views[20], views[21])
        (qualifier, value, min, max) = (views[22], views[23], views[24], views[25])
        (best, word) = (views[26], views[27])
        (eventID, articleID, actorID, sourceID) = (views[28], views[29], views[30], views[31])
        (self.plan, self.views) = (plan, views)
        (self.categories, self.attributes) = (categories, attributes)
    }

    /// Looks at what tallies and their counts hold before it is read one by one.
    ///
    /// The tallies of an event are from all over the columns, and a cell that is not in the cache keeps the reader waiting.
    /// Looked at column by column the cells do not depend on each other, so that many are on their way at once.
    func look(at tallies: [Int], _ symbols: SymbolTable) {
        var seen: UInt64 = 0
        for view in views[TollPlan.ofTallies] { seen ^= view.look(at: tallies) }
        for view in [tallyID, wording] {
            for tally in tallies { seen ^= UInt64(symbols.look(at: view.narrow(tally))) }
        }
        // The counts of a tally stand side by side, mostly in one line of the cache or in two.
        var ends: [Int] = []
        ends.reserveCapacity(2 * tallies.count)
        for tally in tallies {
            let counts = counts(of: tally)
            if let first = counts.first { ends.append(first) }
            if counts.count > 1 { ends.append(counts.upperBound - 1) }
        }
        for view in views[TollPlan.ofCounts] { seen ^= view.look(at: ends) }
        for count in ends { seen ^= UInt64(measure(of: count)) }
        self.seen ^= seen
    }

    // MARK: Counts

    func counts(of tally: Int) -> Range<Int> {
        let (start, end) = (Int(firstCounts.narrow(tally)), Int(firstCounts.narrow(tally + 1)))
        return start < end ? start..<end : 0..<0
    }

    func measure(of count: Int) -> SymbolTable.Symbol {
        if let categories { return categories[count][.measure] }
        return attributes[CountCategories.Attribute.measure.rawValue].narrow(count)
    }

    func unit(of count: Int) -> SymbolTable.Symbol {
        if let categories { return categories[count][.unit] }
        return attributes[CountCategories.Attribute.unit.rawValue].narrow(count)
    }

    func figure(of count: Int) -> CountInterval {
        CountInterval(min: known(min, count), max: known(max, count), value: known(value, count))
    }

    func known(_ column: ColumnView, _ row: Int) -> Int64? {
        let number = column.wide(row)
        return number == Column.noNumber ? nil : number
    }

    /// The count that a count is directly inside.
    func whole(of count: Int) -> Int? { wholes.link(count) }

    /// The counts directly inside a count.
    func parts(of count: Int) -> CountsInside {
        CountsInside(whole: count, siblings: counts(of: Int(tally.narrow(count))), wholes: wholes)
    }

    /// Whether a count of a list is inside no other of it; the counts are of one tally.
    func isRoot(_ count: Int, in list: RowLists.List, of lists: RowLists) -> Bool {
        guard list.count > 1 else { return true }
        var next = whole(of: count)
        while let whole = next {
            if lists.holds(whole, in: list) { return false }
            next = self.whole(of: whole)
        }
        return true
    }

    /// Those of some counts of a tally that are inside no other of them.
    func roots(of list: RowLists.List, in lists: inout RowLists) -> RowLists.List {
        let start = lists.end
        for place in list where isRoot(lists[place], in: list, of: lists) { lists.append(lists[place]) }
        return start..<lists.end
    }

    /// What a count counts, by its own word.
    func category(of count: Int) -> CountCategories.Category {
        if let categories { return categories[count] }
        var category = CountCategories.Category()
        for attribute in plan.attributes {
            let column = attributes[attribute.rawValue]
            category[attribute] =
                attribute.isReference ? column.link(count).map { UInt32($0) + 1 } ?? 0 : column.narrow(count)
        }
        return category
    }

    /// The number of what a count counts, by its own word, where that is known.
    func categoryNumber(of count: Int) -> UInt32? { categories?.number(of: count) }

    /// What is left of a count when its parts in the same unit are taken away.
    func unexplained(of count: Int) -> CountInterval? {
        let unit = unit(of: count)
        var sum: CountInterval?
        for part in parts(of: count) where self.unit(of: part) == unit {
            let figure = figure(of: part)
            if sum == nil { sum = figure } else { sum?.add(figure) }
        }
        return sum.flatMap { figure(of: count).rest(without: $0, isAllSaid: exhaustive.narrow(count) == 2) }
    }
}

/// What each count counts, lent: a number, and what that stands for.
@safe
private struct LentCategories {
    let numbers: UnsafeBufferPointer<UInt32>
    let all: UnsafeBufferPointer<CountCategories.Category>

    subscript(count: Int) -> CountCategories.Category { unsafe all[Int(numbers[count])] }

    func number(of count: Int) -> UInt32 { unsafe numbers[count] }
}

/// The counts directly inside one, found among all of their tally as they are asked for.
struct CountsInside: Sequence, IteratorProtocol {
    let whole: Int
    fileprivate(set) var siblings: Range<Int>
    fileprivate let wholes: ColumnView

    var isEmpty: Bool { !contains { _ in true } }

    mutating func next() -> Int? {
        while let count = siblings.popFirst() {
            if wholes.link(count) == whole { return count }
        }
        return nil
    }
}

extension Dataset {
    var tollPlan: TollPlan { view.tolls.value { TollPlan(records) } }
}
