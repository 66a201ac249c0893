/// Which cell a count falls in: its group, measure and unit.
///
/// A cell's key is made of three numbers: of the tally's part of the group, of the category's (which has the measure
/// and unit in it), and of the actor where counts are grouped by actors.
struct CellKeys: Sendable {
    /// Of each tally and of each category: the number of its part of the key.
    let tallyKeys: [UInt32]
    let categoryKeys: [UInt32]
    /// A tally and a category that have each number.
    private let tallyExamples: [UInt32]
    private let categoryExamples: [UInt32]
    /// Of each tally: the actor that counts, plus one; of each category: who is counted and who did it. Empty unless
    /// counts are grouped by actors.
    private let partyActors: [UInt32]
    private let categoryActors: [(UInt32, UInt32)]
    private let columns: [GroupColumn]
    private let measures: GroupColumn
    private let units: GroupColumn

    var hasActors: Bool { !partyActors.isEmpty }

    /// How many numbers there are of categories: the step between the numbers of tallies.
    var categorySpan: Int { categoryExamples.count }

    /// How many keys there could be.
    var span: Int {
        tallyExamples.count * categoryExamples.count * (columns.first { $0.level == .actor }?.labels.count ?? 1)
    }

    init(_ keys: [GroupKey], _ dataset: Dataset, _ index: StatementIndex) {
        let reader = GroupValueReader(dataset, index)
        self.init(
            keys.map { GroupColumn($0, dataset, index) }, measures: reader.attributes(.measure),
            units: reader.attributes(.unit), dataset, index)
    }

    init(
        _ columns: [GroupColumn], measures: GroupColumn, units: GroupColumn, _ dataset: Dataset, _ index: StatementIndex
    ) {
        self.columns = columns
        self.measures = measures
        self.units = units
        let tallies = dataset.records.rowCounts[RecordType.tally.table]
        (tallyKeys, tallyExamples) = Self.combined(columns.filter { $0.level == .tally }, count: tallies)
        (categoryKeys, categoryExamples) = Self.combined(
            columns.filter { $0.level == .category } + [measures, units], count: index.categories.all.count)
        guard columns.contains(where: { $0.level == .actor }) else {
            (partyActors, categoryActors) = ([], [])
            return
        }
        partyActors = (0..<tallies).map { tally in
            let party = Party(link: index.reader.statement(tally).party)
            return party.type == .actor ? UInt32(party.row) + 1 : 0
        }
        categoryActors = index.categories.all.map { ($0[.affiliation], $0[.perpetrator]) }
    }

    /// One number for the values of several columns together, and a row that has each.
    private static func combined(_ columns: [GroupColumn], count: Int) -> (keys: [UInt32], examples: [UInt32]) {
        var keys = columns.first?.codes ?? Array(repeating: 0, count: count)
        var span = columns.first?.labels.count ?? 1
        for column in columns.dropFirst() {
            var numbering = ValueNumbering(of: 0...Int64(max(1, span * column.labels.count) - 1))
            for row in 0..<count {
                keys[row] = numbering.number(
                    of: Int64(keys[row]) * Int64(column.labels.count) + Int64(column.codes[row]))
            }
            span = numbering.values.count
        }
        var examples = [UInt32](repeating: 0, count: max(1, span))
        for row in stride(from: count - 1, through: 0, by: -1) { examples[Int(keys[row])] = UInt32(row) }
        return (keys, examples)
    }

    /// The key of a cell without an actor.
    @inline(__always)
    func key(tally: Int, category: Int) -> UInt64 {
        UInt64(tallyKeys[tally]) * UInt64(categoryExamples.count) + UInt64(categoryKeys[category])
    }

    /// Calls `body` with the key of each cell that a count falls in: one, or one for each actor it concerns.
    func forEachKey(tally: Int, category: Int, _ body: (UInt64) -> Void) {
        let key = key(tally: tally, category: category)
        guard hasActors else { return body(key) }
        let step = UInt64(tallyExamples.count * categoryExamples.count)
        let (party, (counted, perpetrator)) = (partyActors[tally], categoryActors[category])
        if party != 0 { body(key + step * UInt64(party - 1)) }
        if counted != 0, counted != party { body(key + step * UInt64(counted - 1)) }
        if perpetrator != 0, perpetrator != party, perpetrator != counted { body(key + step * UInt64(perpetrator - 1)) }
        if party == 0, counted == 0, perpetrator == 0 { body(key + step * UInt64(actorNone)) }
    }

    private var actorNone: Int { (columns.first { $0.level == .actor }?.labels.count ?? 1) - 1 }

    /// The number of each column's value in a cell, then those of measure and unit.
    func codes(of key: UInt64) -> [UInt32] {
        let tallyStep = UInt64(categoryExamples.count)
        let actorStep = tallyStep * UInt64(tallyExamples.count)
        let actor = key / actorStep
        let tally = Int(tallyExamples[Int(key % actorStep / tallyStep)])
        let category = Int(categoryExamples[Int(key % tallyStep)])
        return columns.map { column in
            switch column.level {
            case .tally: column.codes[tally]
            case .category: column.codes[category]
            case .actor: UInt32(actor)
            }
        } + [measures.codes[category], units.codes[category]]
    }

    /// The texts of such numbers.
    func labels(of codes: [UInt32]) -> [String?] {
        zip(columns + [measures, units], codes).map { column, code in column.labels[Int(code)] }
    }

    /// The place of every value in the order of its column: by text, and none last.
    func ranks() -> [[UInt32]] {
        (columns + [measures, units]).map { column in
            var ranks = [UInt32](repeating: 0, count: column.labels.count)
            let order = column.labels.indices.sorted { TextOrder.isBefore(column.labels[$0], column.labels[$1]) }
            for (rank, code) in order.enumerated() { ranks[code] = UInt32(rank) }
            return ranks
        }
    }
}

/// The order of texts in answers: by Unicode scalar, and what is not there last.
enum TextOrder {
    static func isBefore(_ a: String?, _ b: String?) -> Bool {
        guard let a else { return false }
        guard let b else { return true }
        return a.utf8.lexicographicallyPrecedes(b.utf8)
    }
}
