/// What a folder gave, whatever the moment: shared by all views of it.
final class LoadedDataset: Sendable {
    let card: DatasetCard
    /// With nothing hidden in the columns that depend on a moment.
    let records: Records
    /// Of each word the texts that hold it.
    let text: TextIndex
    let indexes: RecordIndexes
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
        var linked = linked
        DerivedColumns.fillRecordedAt(in: &linked)
        // Where records were read is of use only to findings, which know it by now.
        for table in linked.origins.indices { linked.origins[table] = [] }
        let records = linked
        let finder = RecordMentions.finder(for: records) { Chronology.embargoed($0.table, at: now, in: records) }
        var builder = TextIndexBuilder(records, finder)
        // What one core alone can do goes beside each other, or beside what all can do.
        let (symbolOrder, columns) = builder.read(beside: {
            (SymbolOrder(of: records.symbols), RecordIndexes.columns(of: records))
        })
        let (terms, (chronology, mentions)) = Parallel.both { [builder] in
            builder.terms()
        } _: { [builder] in
            let mentions = RecordMentions(
                records, articles: builder.mentions(in: .article), exchanges: builder.mentions(in: .excerpt))
            return (Chronology(records), mentions)
        }
        (text, (self.records, indexes, exchanges)) = builder.index(
            terms,
            beside: {
                var records = records
                DerivedColumns.add(to: &records, mentions)
                return (records, RecordIndexes(of: records, columns, symbolOrder), ExchangeTexts(records))
            })
        card = DatasetCard(records)
        self.findings = RecordFindings(findings, records)
        self.digest = digest
        (self.chronology, self.mentions, self.now) = (chronology, mentions, now)
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
