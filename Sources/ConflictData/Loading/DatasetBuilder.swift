/// Makes a dataset of decoded chunks: merges, links, checks, derives.
struct DatasetBuilder {
    let files: [DatasetFile]
    /// What nobody reads but somebody may have meant to be read.
    let strays: [StrayFile]
    var chunks: [DecodedChunk]
    /// Microseconds since 1970.
    let now: Int64

    mutating func build() throws(DatasetUnreadable) -> LoadOutcome {
        var raw = chunks.flatMap(\.findings)
        let locator = FindingLocator(files: files, chunks: chunks)
        let incomplete = Set(chunks.filter(\.isIncomplete).map(\.type))
        let merged = ChunkMerger.merge(chunks)
        // Their tables are in the dataset's own now.
        let leftovers = Leftovers(chunks)
        chunks = []
        let (linker, digest) = Self.link(merged, incomplete: incomplete, freeing: leftovers)
        var records = linker.records
        DerivedColumns.fillUnits(in: &records)
        raw += linker.findings
        raw += CountParts.link(in: &records)
        raw += CountParts.tooDeep(in: records)
        raw += TallyChecks.withoutCounts(in: records)
        raw += CycleChecks.findings(in: records)
        raw += DateChecks.findings(in: records)
        raw += TallyChecks.findings(in: records)
        let ofFiles = cardFindings + strays.map(\.finding)
        let findings = Finding.inOrder(ofFiles + (try locator.locate(raw)))
        guard !findings.contains(where: { $0.severity == .error }) else {
            return LoadOutcome(dataset: nil, findings: findings)
        }
        return LoadOutcome(
            dataset: Dataset(LoadedDataset(records, digest: digest, findings: findings, now: now)), findings: findings)
    }

    /// Chunks that are merged, to be freed by whichever worker comes to it.
    private final class Leftovers: @unchecked Sendable {
        // Proof for @unchecked Sendable: one worker empties it, and nobody else looks into it.
        private var chunks: [DecodedChunk]

        init(_ chunks: [DecodedChunk]) { self.chunks = chunks }

        func free() { chunks = [] }
    }

    /// Links the records, digests their texts and frees what they were made of, which have nothing to do with each other:
    /// linking is work for one core.
    private static func link(
        _ merged: Records, incomplete: Set<RecordType?>, freeing leftovers: Leftovers
    ) -> (Linker, digest: String) {
        enum Work: Sendable {
            case link, free
            case digest(DatasetVersion.Block)
        }
        enum Done: Sendable {
            case linker(Linker)
            case digest(TextDigest)
            case freed
        }
        let texts = merged.textsAlone
        let done = Parallel.map([.link, .free] + DatasetVersion.blocks(of: texts).map(Work.digest)) { work -> Done in
            switch work {
            case .link:
                var linker = Linker(merged, incomplete: incomplete)
                linker.link()
                return .linker(linker)
            case .free:
                leftovers.free()
                return .freed
            case .digest(let block): return .digest(DatasetVersion.digest(of: block, in: texts))
            }
        }
        guard case .linker(let linker) = done[0] else { preconditionFailure("the linker comes first") }
        let digests = done.compactMap { if case .digest(let digest) = $0 { digest } else { nil } }
        return (linker, DatasetVersion.digest(joining: digests))
    }

    /// A dataset has one card: none is an error, and so is each after the first.
    private var cardFindings: [Finding] {
        let cards = files.filter { $0.type == nil }.map(\.name)
        guard let first = cards.first else {
            let message = "the folder has no dataset.json; write one with title, license and attribution"
            return [Self.cardFinding(.missingFile, "dataset.json", message)]
        }
        return cards.dropFirst().map {
            Self.cardFinding(.duplicateID, $0, "\(first) describes the dataset already; keep one of the two")
        }
    }

    private static func cardFinding(_ rule: Rule, _ file: String, _ message: String) -> Finding {
        Finding(rule: rule, type: nil, id: nil, file: file, line: 1, column: 1, pointer: "", message: message)
    }
}
