import API
import ArgumentParser
import ConflictData
import Transport

/// `sitrep export`: the files of `/v1/export`, without a server.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write every list to files: what /v1/export serves, without a server.",
        discussion: """
            Each list becomes lines of JSON, the same in gzip, and a sheet; export.json
            says how many rows and bytes each has, and its SHA-256. The bytes are those
            that the server sends. Files appear whole, or not at all.

            EXAMPLES
              sitrep export out
              sitrep export out --dataset reports --type counts,events --format csv
              sitrep export then --dataset reports --as-of 2024-11-29T12:00:00Z
            """
    )

    @Argument(help: "The folder to write; it is made if it does not exist, and must be empty.")
    var folder: String

    @Option(help: "The folder of the dataset; without it, the sample dataset.")
    var dataset: String?

    @Option(help: "Only these lists, separated by commas; all without it.")
    var type: String?

    @Option(help: "Only these forms, separated by commas: ndjson, ndjson.gz, csv; all without it.")
    var format: String?

    @Option(help: "What was known then: a moment, or a year, month or day, whose end counts.")
    var asOf: String?

    @Flag(help: "Write into a folder that is not empty; files of the same names are replaced.")
    var force = false

    func run() throws {
        let names = try chosen()
        guard force || OutputFolder.isNewOrEmpty(folder) else {
            throw ExitStatus.refused.because("\(folder) is not an empty folder; --force writes into it anyway")
        }
        let dataset = try dataset(of: load())
        do {
            try ExportFolder(folder).write(names, of: dataset)
        } catch {
            throw ExitStatus.unreadable.because(error.description)
        }
        StandardStreams.printLine("Wrote \(names.count) files and export.json to \(folder).")
    }

    private func load() throws -> Dataset {
        let outcome: LoadOutcome
        do {
            outcome = try DatasetSource(dataset).load(threads: ProcessorCount.available())
        } catch {
            throw ExitStatus.unreadable.because(error.description)
        }
        if let dataset = outcome.dataset { return dataset }
        StandardStreams.printError(FindingsReport(outcome.findings).text(in: .text))
        throw ExitStatus.refused.because("\(DatasetSource(dataset)) has errors")
    }

    private func dataset(of loaded: Dataset) throws -> Dataset {
        do {
            return try loaded.view(asOf: asOf)
        } catch {
            throw ExitStatus.usage.because("--as-of: " + error.detail)
        }
    }

    // MARK: Choosing

    /// The files asked for, in the order in which they are listed.
    private func chosen() throws -> [BulkName] {
        let types = try Self.chosen(type, among: RecordType.allCases, "--type") { [$0.plural, $0.rawValue] }
        let formats = try Self.chosen(format, among: BulkFormat.allCases, "--format") { [$0.rawValue] }
        return BulkName.all.filter { types.contains($0.type) && formats.contains($0.format) }
    }

    private static func chosen<Choice: Equatable>(
        _ list: String?, among all: [Choice], _ option: String, _ names: (Choice) -> [String]
    ) throws -> [Choice] {
        guard let list else { return all }
        return try list.split(separator: ",", omittingEmptySubsequences: false).map { text in
            guard let choice = all.first(where: { names($0).contains(String(text)) }) else {
                let known = all.map { names($0)[0] }.joined(separator: ", ")
                throw ExitStatus.usage.because("\(option): there is no \"\(text)\"; there are \(known)")
            }
            return choice
        }
    }
}
