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
    /// What is known of its lists as files; found out when first asked for.
    let bulk = BulkMeasures()
    /// How counts fall into the cells of sums; found out when first asked for.
    let groupings = RecentGroupings()
    /// What tolls read; looked up by the first of them.
    let tolls = OnceMade<TollPlan>()
    private let superseded = OnceMade<Bitmap>()
    private let countRows = OnceMade<CountRowPlan>()
    private let sharingCountRows = OnceMade<CountRowPlan>()

    init(of loaded: LoadedDataset, at moment: KnowledgeMoment) {
        var records = loaded.records
        trimmed = moment.known == .max ? [:] : MomentColumns.hide(after: moment.known, in: &records, loaded.chronology)
        standing = Standing(of: records, loaded.chronology, at: moment)
        DerivedColumns.hide(in: &records, standing, loaded.mentions, loaded.chronology)
        self.records = records
        names = ActorNames.resolver(of: records, standing)
        (findings, findingsOfRow) = loaded.findings.published(standing)
        servedRows = Dictionary(
            uniqueKeysWithValues: RecordType.allCases.map { [standing, records] in
                ($0, standing.served($0, records))
            })
        links = ReverseLinks(records, servedRows)
        lastModifiedSeconds = LastChange.seconds(in: records, standing, loaded.chronology)
        servedCounts = servedRows.mapValues(\.population)
    }

    /// How whole rows of counts are written as JSON: with the texts that they share once these have been written, and the
    /// same bytes before.
    var countRowPlan: CountRowPlan {
        sharingCountRows.ready
            ?? countRows.value { CountRowPlan(.object(hasLinks: true), CountRow.fields, of: records) }
    }

    /// Writes the texts that rows of counts share. It takes a while, and memory: for the present, not for each moment.
    func shareCells(of examples: CategoryExamples) {
        _ = sharingCountRows.value {
            CountRowPlan(.object(hasLinks: true), CountRow.fields, of: records).sharing(examples, records)
        }
    }

    /// The counts of tallies in whose place another stands.
    var supersededCounts: Bitmap {
        superseded.value {
            let firstRows = records.firstRows[CountParts.table]
            var counts = Bitmap(count: records.rowCounts[CountParts.table])
            for (tally, reviser) in standing.supersededBy.enumerated() where reviser != Records.none {
                counts.insert(Int(firstRows[tally])..<Int(firstRows[tally + 1]))
            }
            return counts
        }
    }
}

/// The latest change that the data itself names, for `Last-Modified`.
enum LastChange {
    private static let names = [
        "recorded_at", "updated_at", "retracted_at", "embargoed_until", "published_at", "report_date",
    ]

    static func seconds(in records: Records, _ standing: Standing, _ chronology: Chronology) -> Int64 {
        let happened = standing.moment.happened
        var latest: Int64 = 0
        for type in RecordType.stored {
            let states = standing.states[type.table]
            let layout = Schema.shared.tables[type.table]
            for column in names.compactMap(layout.column) {
                if column == layout.column("recorded_at") {
                    let last = chronology.lastRecording(of: type.table, upTo: happened, in: records) {
                        !states[$0].isHidden
                    }
                    latest = max(latest, last ?? 0)
                    continue
                }
                let dates = records.columns[column].wide
                // What has no date is before all that has one.
                func start(_ row: Int) -> Int64 { PackedDate(bits: dates[row]).start }
                // What is dated ahead has not changed anything yet.
                func hasChanged(_ row: Int) -> Bool { start(row) <= happened && !states[row].isHidden }
                if column == Records.orderColumn(type) {
                    // Rows stand in the order of this date, the newest first.
                    latest = max(latest, dates.indices.first(where: hasChanged).map(start) ?? 0)
                } else {
                    for row in dates.indices where start(row) > latest && hasChanged(row) { latest = start(row) }
                }
            }
        }
        return latest / PackedDate.microsecondsPerSecond
    }
}
