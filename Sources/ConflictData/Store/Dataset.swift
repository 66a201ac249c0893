/// One immutable snapshot: everything that is served, with its data version.
package final class Dataset: Sendable {
    package let card: DatasetCard
    /// Hexadecimal digest of what was loaded: the same for the same data on any machine.
    package let version: String
    /// Seconds since 1970 of the latest change that the data itself names (recorded, updated, retracted, published, out
    /// of embargo).
    package let lastModifiedSeconds: Int64
    /// Warnings, in order of file and place.
    package let findings: [Finding]
    /// When the snapshot stops being true because an embargo ends or a retraction begins, in seconds since 1970; nil: it
    /// stays true.
    package let nextEmbargoEndSeconds: Int64?

    let records: Records
    let indexes: RecordIndexes
    let standing: Standing
    let tails: RecordTails
    let names: NameResolver
    private let servedRows: [RecordType: Bitmap]
    private let servedCounts: [RecordType: Int]

    init(
        card: DatasetCard,
        version: String,
        findings: [Finding],
        records: Records,
        indexes: RecordIndexes,
        standing: Standing,
        tails: RecordTails
    ) {
        self.card = card
        self.version = version
        self.findings = findings
        self.records = records
        self.indexes = indexes
        self.standing = standing
        self.tails = tails
        names = ActorNames.resolver(of: records, standing)
        servedRows = Dictionary(uniqueKeysWithValues: RecordType.allCases.map { ($0, standing.served($0, records)) })
        servedCounts = servedRows.mapValues(\.population)
        lastModifiedSeconds = LastChange.seconds(in: records, standing)
        // An instant later than the microsecond itself, in whole seconds.
        nextEmbargoEndSeconds = standing.nextTurn.map {
            ($0 + PackedDate.microsecondsPerSecond - 1) / PackedDate.microsecondsPerSecond
        }
    }

    /// How many records of a type are served.
    package func count(of type: RecordType) -> Int { servedCounts[type] ?? 0 }

    /// The rows of a type that are served.
    func served(_ type: RecordType) -> Bitmap { servedRows[type] ?? Bitmap(count: 0) }

    func state(_ type: RecordType, _ row: Int) -> Standing.State {
        let record = type.isInner ? Int(records.parents[type.table][row]) : row
        return standing.state(type.ownerType, record)
    }

    package func id(ofRow row: Int, in type: RecordType) -> String {
        guard type.isInner else { return records.id(type, row) }
        let number = records.columns[Schema.shared.column(type.table, "n")].wide(row)
        return "\(records.id(type.ownerType, Int(records.parents[type.table][row]))).\(number)"
    }
}

extension Standing {
    /// The rows of a type that are served; rows inside records stand and fall with them.
    func served(_ type: RecordType, _ records: Records) -> Bitmap {
        var rows = Bitmap(count: records.rowCounts[type.table])
        let states = states[type.ownerType.table]
        for row in 0..<rows.count {
            let record = type.isInner ? Int(records.parents[type.table][row]) : row
            if states[record] == .served { rows.insert(row) }
        }
        return rows
    }
}

/// The latest change that the data itself names, for `Last-Modified`.
enum LastChange {
    private static let names = [
        "recorded_at", "updated_at", "retracted_at", "embargoed_until", "published_at", "report_date",
    ]

    static func seconds(in records: Records, _ standing: Standing) -> Int64 {
        var latest: Int64 = 0
        for type in RecordType.stored {
            for name in names {
                guard let column = Schema.shared.tables[type.table].column(name) else { continue }
                for row in 0..<records.rowCounts[type.table] where standing.state(type, row) != .embargoed {
                    // What is dated ahead has not changed anything yet.
                    if let date = records.date(column, row), date.start <= standing.now {
                        latest = max(latest, date.start)
                    }
                }
            }
        }
        return latest / PackedDate.microsecondsPerSecond
    }
}
