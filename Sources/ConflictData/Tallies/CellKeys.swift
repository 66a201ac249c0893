/// Which cell a count falls in: its group, measure and unit.
///
/// A cell's key is made of three numbers: of the tally's part of the group, of the category's (which has the measure
/// and unit in it), and of the actor where counts are grouped by actors.
struct CellKeys: Sendable {
    /// Of each tally and of each category: the number of its part of the key.
    let tallyKeys: [UInt32]
    let categoryKeys: [UInt32]
    /// Of each tally of `TallyOrder`, in its order: the same as in `tallyKeys`.
    let memberKeys: [UInt32]
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
        memberKeys = index.order.tallies.dropLast().map { [tallyKeys] in tallyKeys[Int($0.row)] }
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

    /// The keys of a count's cells where counts are grouped by actors: each once, three at most.
    struct OfActors {
        private var keys = SIMD4<UInt64>()
        private(set) var count = 0

        subscript(_ place: Int) -> UInt64 { keys[place] }

        mutating func insert(_ key: UInt64) {
            for place in 0..<count where keys[place] == key { return }
            keys[count] = key
            count += 1
        }

        mutating func remove(_ others: OfActors) {
            let before = self
            count = 0
            for place in 0..<before.count where !others.contains(before.keys[place]) { insert(before.keys[place]) }
        }

        private func contains(_ key: UInt64) -> Bool { (0..<count).contains { keys[$0] == key } }
    }

    /// The keys of the cells that a count falls in: one for each actor it concerns, or for none.
    func ofActors(tally: Int, category: Int) -> OfActors {
        let key = UInt64(tallyKeys[tally]) * UInt64(categorySpan) + UInt64(categoryKeys[category])
        let step = UInt64(tallyExamples.count * categoryExamples.count)
        let (counted, perpetrator) = categoryActors[category]
        var keys = OfActors()
        if partyActors[tally] != 0 { keys.insert(key + step * UInt64(partyActors[tally] - 1)) }
        if counted != 0 { keys.insert(key + step * UInt64(counted - 1)) }
        if perpetrator != 0 { keys.insert(key + step * UInt64(perpetrator - 1)) }
        if keys.count == 0 { keys.insert(key + step * UInt64(actorNone)) }
        return keys
    }

    private var actorNone: Int { (columns.first { $0.level == .actor }?.labels.count ?? 1) - 1 }

    /// The number of a column's value in a cell.
    @inline(__always)
    private func code(of key: UInt64, in column: GroupColumn) -> UInt32 {
        let tallyStep = UInt64(categoryExamples.count)
        let actorStep = tallyStep * UInt64(tallyExamples.count)
        switch column.level {
        case .tally: return column.codes[Int(tallyExamples[Int(key % actorStep / tallyStep)])]
        case .category: return column.codes[Int(categoryExamples[Int(key % tallyStep)])]
        case .actor: return UInt32(key / actorStep)
        }
    }

    /// The columns of rows: those of the group's keys, then measure and unit.
    private var all: [GroupColumn] { columns + [measures, units] }

    /// The number of each column's value in a cell.
    func codes(of key: UInt64) -> [UInt32] { all.map { code(of: key, in: $0) } }

    /// The text of each column's value in a cell.
    func labels(of key: UInt64) -> [String?] { all.map { $0.labels[Int(code(of: key, in: $0))] } }

    /// Cells by their keys in the order of their rows, which is that of the values of each column: by text, and none last.
    func inOrder(_ cells: [UInt64], _ ranks: [[UInt32]]) -> [Int] {
        let all = all
        var places = [UInt128](repeating: 0, count: cells.count)
        for (column, ranks) in zip(all, ranks) {
            let span = UInt128(max(1, ranks.count))
            for cell in cells.indices {
                places[cell] = places[cell] &* span &+ UInt128(ranks[Int(code(of: cells[cell], in: column))])
            }
        }
        return cells.indices.sorted { places[$0] < places[$1] }
    }

    /// The place of every value in the order of its column.
    func ranks() -> [[UInt32]] {
        all.map { column in
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
