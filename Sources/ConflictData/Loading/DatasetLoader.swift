/// How far loading has come.
package struct LoadProgress: Sendable {
    package let bytesRead: Int
    package let bytesTotal: Int
}

/// What loading gave: a dataset when there is no error, and all findings either way.
package struct LoadOutcome: Sendable {
    package let dataset: Dataset?
    /// In order of file and place.
    package let findings: [Finding]
}

/// Makes a dataset of a folder: finds the files, decodes, links, checks and builds.
package struct DatasetLoader: Sendable {
    let threads: Int
    let nowMicroseconds: Int64

    /// `threads`: cores to use. `nowSeconds`: seconds since 1970, for embargoes and retractions.
    package init(threads: Int, nowSeconds: Int64) {
        self.threads = max(1, threads)
        nowMicroseconds = nowSeconds * PackedDate.microsecondsPerSecond
    }

    /// Reads a folder. `progress` is called from any thread whenever a piece is done.
    package func load(
        folder: String,
        progress: (@Sendable (LoadProgress) -> Void)? = nil
    ) throws(DatasetUnreadable) -> LoadOutcome {
        let (files, strays) = try DatasetFolder.files(in: folder)
        return try load(files, strays, progress: progress)
    }

    /// Loads files that are in memory already; names are as in a folder.
    package func load(files: [(name: String, bytes: [UInt8])]) -> LoadOutcome {
        let strays = files.compactMap { StrayFile(name: $0.name) }
        let files = files.compactMap { DatasetFile(name: $0.name, location: .memory($0.bytes), size: $0.bytes.count) }
        do throws(DatasetUnreadable) {
            return try load(files, strays, progress: Optional<@Sendable (LoadProgress) -> Void>.none)
        } catch {
            let finding = Finding(
                rule: .invalidJSON, type: nil, id: nil, file: "", line: 1, column: 1, pointer: "",
                message: error.description
            )
            return LoadOutcome(dataset: nil, findings: [finding])
        }
    }

    private func load(
        _ files: [DatasetFile],
        _ strays: [StrayFile],
        progress: (@Sendable (LoadProgress) -> Void)?
    ) throws(DatasetUnreadable) -> LoadOutcome {
        try LoadingMemory.during(loadOf: files.reduce(0) { $0 + $1.size }) { () throws(DatasetUnreadable) in
            let chunks = try ChunkReader(files: files).read(threads: threads, progress: progress)
            var builder = DatasetBuilder(files: files, strays: strays, chunks: chunks, now: nowMicroseconds)
            return try builder.build()
        }
    }
}
