/// The dates at which what is served turns: found once when a dataset is loaded, so that a view of it at another moment
/// costs what turns, not what there is.
struct Chronology: Sendable {
    /// A record and a date of it.
    struct Turn: Sendable {
        let row: UInt32
        let time: Int64
    }

    /// Of each table: the records that say since when they were known, in order of that.
    private(set) var recordings: [[UInt32]]
    private(set) var embargoes: [[Turn]]
    private(set) var retractions: [[Turn]]
    /// What happened to records after they were recorded, by place in `MomentColumns.dates`.
    let laterDates: [[Turn]]
    /// Tallies that revise another, each before the one it revises.
    private(set) var revisers: [UInt32] = []
    /// The same by the row that they revise.
    private var revisersByTarget: [UInt32] = []
    /// All dates at which anything turns, each once, in order.
    private let turns: [Int64]
    /// The last at which something became known, as opposed to released or withdrawn.
    private let lastNews: Int64

    /// The column that dates the records of a table.
    private let recordedAt: [Int?]

    init(_ records: Records) {
        let tables = Schema.shared.tables
        (recordings, embargoes, retractions) = (
            Array(repeating: [], count: tables.count), Array(repeating: [], count: tables.count),
            Array(repeating: [], count: tables.count)
        )
        recordedAt = tables.map { $0.column("recorded_at") }
        var turns: [Int64] = []
        for table in RecordType.stored.map(\.table) {
            let layout = tables[table]
            if let column = layout.column("recorded_at") {
                // Rows are newest first, so this is nearly their order.
                let times = Self.turns(column, records).reversed().sorted { $0.time < $1.time }
                recordings[table] = times.map(\.row)
                turns += times.map(\.time)
            }
            if let column = layout.column("embargoed_until") { embargoes[table] = Self.turns(column, records) }
            if let column = layout.column("retracted_at") { retractions[table] = Self.turns(column, records) }
        }
        laterDates = MomentColumns.dates.map { Self.turns($0, records) }
        turns += laterDates.joined().map(\.time)
        lastNews = turns.max() ?? .min
        turns += (embargoes + retractions).flatMap { $0.map(\.time) }
        turns.sort()
        self.turns = turns.withoutRepetition
        revisers = Self.revisers(records)
        let revised = records.links[Self.revises]
        revisersByTarget = revisers.sorted { (revised[Int($0)], $0) < (revised[Int($1)], $1) }
    }

    private static let revises = Schema.shared.column(RecordType.tally.table, "revises")

    /// The tallies that revise one.
    func revisers(of row: Int, in records: Records) -> [Int] {
        guard !revisersByTarget.isEmpty else { return [] }
        let revised = records.links[Self.revises]
        let first = revisersByTarget.partitioningIndex { revised[Int($0)] >= UInt32(row) }
        return revisersByTarget[first...].prefix { revised[Int($0)] == UInt32(row) }.map { Int($0) }
    }

    /// The tallies that others revise, in order, each as often as it is.
    func revised(in records: Records) -> [Int] {
        let revised = records.links[Self.revises]
        return revisersByTarget.map { Int(revised[Int($0)]) }
    }

    /// Of each row that has the date: its first instant.
    private static func turns(_ column: Int, _ records: Records) -> [Turn] {
        let values = records.columns[column].wide
        return values.indices.compactMap { row in
            guard values[row] != PackedDate.none else { return nil }
            return Turn(row: UInt32(row), time: PackedDate(bits: values[row]).start)
        }
    }

    /// How many turns are not after a moment: views between the same two turns are alike.
    func turnsPassed(at moment: Int64) -> Int { turns.partitioningIndex { $0 > moment } }

    /// Whether all that is recorded was known at a moment.
    func isComplete(at moment: Int64) -> Bool { lastNews <= moment }

    /// The records of a table that were recorded after a moment.
    func recordings(of table: Int, after moment: Int64, in records: Records) -> ArraySlice<UInt32> {
        guard moment != .max, let column = recordedAt[table] else { return [] }
        let rows = recordings[table]
        let first = rows.partitioningIndex { row in
            PackedDate(bits: records.columns[column].wide[Int(row)]).start > moment
        }
        return rows[first...]
    }

    /// When the last record of a table that passes was recorded, up to a moment.
    func lastRecording(
        of table: Int, upTo moment: Int64, in records: Records, where passes: (Int) -> Bool
    ) -> Int64? {
        guard let column = recordedAt[table] else { return nil }
        let dates = records.columns[column]
        func time(_ row: UInt32) -> Int64 { PackedDate(bits: dates.wide(Int(row))).start }
        let rows = recordings[table]
        return rows[..<rows.partitioningIndex { time($0) > moment }].last { passes(Int($0)) }.map(time)
    }

    /// The records of a table that are under embargo at a moment.
    static func embargoed(_ table: Int, at moment: Int64, in records: Records) -> Set<Int> {
        let embargoes = Schema.shared.tables[table].column("embargoed_until").map { turns($0, records) } ?? []
        return Set(embargoes.filter { $0.time > moment }.map { Int($0.row) })
    }

    /// From the newest revision back.
    private static func revisers(_ records: Records) -> [UInt32] {
        let tallies = RecordType.tally.table
        let revised = records.links[revises]
        guard revised.contains(where: { $0 != Records.none }) else { return [] }
        var openRevisers = [Int32](repeating: 0, count: records.rowCounts[tallies])
        for target in revised where target != Records.none { openRevisers[Int(target)] += 1 }
        var ready = revised.indices.filter { revised[$0] != Records.none && openRevisers[$0] == 0 }
        var order: [UInt32] = []
        while let row = ready.popLast() {
            order.append(UInt32(row))
            let target = Int(revised[row])
            openRevisers[target] -= 1
            if openRevisers[target] == 0, target < revised.count, revised[target] != Records.none {
                ready.append(target)
            }
        }
        return order
    }
}

extension RandomAccessCollection {
    /// The first place whose element passes a test that all later ones pass too; the end when none does.
    func partitioningIndex(where passes: (Element) -> Bool) -> Index {
        var low = startIndex
        var length = count
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if passes(self[middle]) {
                length = half
            } else {
                low = index(after: middle)
                length -= half + 1
            }
        }
        return low
    }
}

extension [Int64] {
    /// Sorted numbers, each once.
    fileprivate var withoutRepetition: [Int64] {
        var distinct: [Int64] = []
        for value in self where distinct.last != value { distinct.append(value) }
        return distinct
    }
}
