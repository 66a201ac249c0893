import ArgumentParser
import ConflictData

/// `sitrep schema`: what a dataset file may hold, for editors and validators.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of dataset files.",
        discussion: """
            EXAMPLES
              sitrep schema                   the schema of dataset.json
              sitrep schema tally > tally.schema.json
              sitrep schema --into reports    every schema into reports/.schemas, and settings for VS Code
            """
    )

    @Argument(help: "A record type, singular or plural; without it, dataset.json.")
    var type: String?

    @Option(help: "Write all schemas, and settings by which VS Code uses them, into this dataset's folder.")
    var into: String?

    func run() throws {
        if let into {
            guard type == nil else { throw ExitStatus.usage.because("--into writes every schema; leave the type out") }
            return try write(into: into)
        }
        StandardStreams.printText(JSONSchema.schema(of: try subject()).text)
    }

    private func write(into folder: String) throws {
        let hasWrittenSettings: Bool
        do {
            hasWrittenSettings = try EditorFiles.write(to: folder)
        } catch {
            throw ExitStatus.unreadable.because("cannot write to \(folder)")
        }
        StandardStreams.printLine("Wrote \(JSONSchema.Subject.all.count) schemas to \(folder)/.schemas.")
        if !hasWrittenSettings {
            StandardStreams.printLine("\(folder)/.vscode/settings.json is there already and was left as it is.")
        }
    }

    private func subject() throws -> JSONSchema.Subject {
        guard let type else { return .dataset }
        guard let subject = JSONSchema.Subject(name: type) else {
            let names = JSONSchema.Subject.all.map(\.name).joined(separator: ", ")
            throw ExitStatus.usage.because("there is no file of \"\(type)\"; there are \(names)")
        }
        return subject
    }
}
