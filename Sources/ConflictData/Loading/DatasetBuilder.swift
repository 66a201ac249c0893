import CMalloc

/// Makes a dataset of decoded chunks: merges, links, checks, derives.
struct DatasetBuilder {
    let files: [DatasetFile]
    let chunks: [DecodedChunk]
    let threads: Int
    /// Microseconds since 1970.
    let now: Int64

    mutating func build() throws(DatasetUnreadable) -> LoadOutcome {
        var raw = chunks.flatMap(\.findings)
        guard files.contains(where: { $0.type == nil }) else {
            return LoadOutcome(dataset: nil, findings: [Self.missingCard] + (try located(raw)))
        }
        var linker = Linker(
            ChunkMerger.merge(chunks, threads: threads), incomplete: Set(chunks.filter(\.isIncomplete).map(\.type)))
        linker.link()
        var records = linker.records
        DerivedColumns.fillUnits(in: &records)
        raw += linker.findings
        raw += CountParts.link(in: &records)
        raw += TallyChecks.withoutCounts(in: records)
        raw += CycleChecks.findings(in: records)
        raw += DateChecks.findings(in: records)
        guard !raw.contains(where: { $0.rule.severity == .error }) else {
            return try refused(raw + TallyChecks.findings(in: records))
        }
        raw += TallyChecks.findings(in: records)
        let findings = try located(raw)
        let dataset = dataset(of: &records, findings)
        // The chunks' columns and the workers' buffers are garbage now; give it back to the system.
        malloc_trim(0)
        return LoadOutcome(dataset: dataset, findings: findings)
    }

    private func refused(_ raw: [RawFinding]) throws(DatasetUnreadable) -> LoadOutcome {
        LoadOutcome(dataset: nil, findings: try located(raw))
    }

    private func located(_ raw: [RawFinding]) throws(DatasetUnreadable) -> [Finding] {
        try FindingLocator(files: files).locate(raw)
    }

    private func dataset(of records: inout Records, _ findings: [Finding]) -> Dataset {
        DerivedColumns.fillRecordedAt(in: &records)
        let standing = Standing(of: records, at: now)
        let mentions = RecordMentions(in: records, standing)
        let findings = standing.published(findings, records)
        DerivedColumns.add(to: &records, standing, mentions)
        return Dataset(
            card: DatasetCard(records),
            version: DatasetVersion.digest(of: records, pastTurns: standing.pastTurns),
            findings: findings,
            records: records,
            standing: standing,
            tails: RecordTailBuilder.tails(of: records, standing, findings, mentions)
        )
    }

    private static let missingCard = Finding(
        rule: .missingFile, type: nil, id: nil, file: "dataset.json", line: 1, column: 1, pointer: "",
        message: "the folder has no dataset.json; write one with title, license and attribution"
    )
}
