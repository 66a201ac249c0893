/// What holds of a loaded dataset at one moment: who is served, what is superseded, which names are known.
///
/// Columns that no moment changes are those that were loaded; nothing of a record is copied.
final class DatasetView: Sendable {
    let records: Records
    let standing: Standing
    let names: NameResolver
    /// Warnings on records that are not hidden, and that name none that is.
    let findings: [Finding]
    /// Of each table: where the findings on a row stand in `findings`.
    let findingsOfRow: [[UInt32: [Int]]]
    let links: ReverseLinks
    /// Seconds since 1970 of the latest change that the data itself names up to the moment.
    let lastModifiedSeconds: Int64
    let servedRows: [RecordType: Bitmap]
    let servedCounts: [RecordType: Int]
    /// Of each table of records: those of which some members are dated after the moment.
    let trimmed: [Int: Bitmap]
    /// What the data tells of what has happened up to the moment; made when first asked for.
    let changes = LazyReference<DerivedChanges>()

    init(of loaded: LoadedDataset, at moment: KnowledgeMoment) {
        var records = loaded.records
        trimmed = moment.known == .max ? [:] : MomentColumns.hide(after: moment.known, in: &records)
        standing = Standing(of: records, loaded.chronology, at: moment)
        DerivedColumns.hide(in: &records, standing, loaded.mentions)
        self.records = records
        names = ActorNames.resolver(of: records, standing)
        (findings, findingsOfRow) = loaded.findings.published(standing)
        links = ReverseLinks(records, standing)
        lastModifiedSeconds = LastChange.seconds(in: records, standing)
        servedRows = Dictionary(
            uniqueKeysWithValues: RecordType.allCases.map { [standing, records] in
                ($0, standing.served($0, records))
            })
        servedCounts = servedRows.mapValues(\.population)
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
            let states = standing.states[type.table]
            for column in names.compactMap(Schema.shared.tables[type.table].column) {
                let values = records.columns[column].wide
                for row in values.indices where values[row] != PackedDate.none && !states[row].isHidden {
                    // What is dated ahead has not changed anything yet.
                    let start = PackedDate(bits: values[row]).start
                    if start <= standing.moment.happened { latest = max(latest, start) }
                }
            }
        }
        return latest / PackedDate.microsecondsPerSecond
    }
}
