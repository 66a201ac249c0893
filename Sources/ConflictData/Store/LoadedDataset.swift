/// What a folder gave, whatever the moment: shared by all views of it.
final class LoadedDataset: Sendable {
    let card: DatasetCard
    /// With nothing hidden in the columns that depend on a moment.
    let records: Records
    /// Of each word the texts that hold it.
    let text: TextIndex
    let mentions: RecordMentions
    let exchanges: ExchangeTexts
    let findings: RecordFindings
    let chronology: Chronology
    /// Of all records, as `DatasetVersion` says.
    let digest: String
    /// When it was loaded, in microseconds since 1970.
    let now: Int64
    private let views = ViewCache()

    init(_ linked: consuming Records, digest: String, findings: [Finding], now: Int64) {
        var records = linked
        DerivedColumns.fillRecordedAt(in: &records)
        // Where records were read is of use only to findings, which know it by now.
        for table in records.origins.indices { records.origins[table] = [] }
        let chronology = Chronology(records)
        let exchanges = ExchangeTexts(records)
        let finder = RecordMentions.finder(for: records) { chronology.embargoed($0.table, at: now) }
        let read = TextIndexBuilder.read(records, finder)
        let mentions = RecordMentions(records, articles: read.articles, exchanges: read.exchanges)
        DerivedColumns.add(to: &records, mentions)
        card = DatasetCard(records)
        self.findings = RecordFindings(findings, records)
        self.records = records
        self.digest = digest
        text = read.index
        (self.chronology, self.exchanges, self.mentions, self.now) = (chronology, exchanges, mentions, now)
    }

    /// How it stands now.
    func presentView() -> DatasetView { DatasetView(of: self, at: KnowledgeMoment(now: now)) }

    /// How it stood at the last instant of a date; `present` where that is the same.
    func view(asOf: PackedDate, present: DatasetView) -> DatasetView {
        let moment = KnowledgeMoment(asOf, now: now)
        let passed = chronology.turnsPassed(at: moment.known)
        if chronology.isComplete(at: moment.known),
            chronology.turnsPassed(at: moment.happened) == chronology.turnsPassed(at: now)
        {
            return present
        }
        return views.view(turnsPassed: passed) { DatasetView(of: self, at: moment) }
    }
}
