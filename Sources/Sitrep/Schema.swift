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
            """
    )

    @Argument(help: "A record type, singular or plural; without it, dataset.json.")
    var type: String?

    func run() throws {
        StandardStreams.printLine(JSONSchema.document(for: try recordType()))
    }

    private func recordType() throws -> RecordType? {
        guard let type else { return nil }
        let known = RecordType.stored.first { type == $0.rawValue || type == $0.plural }
        guard let known else {
            let names = RecordType.stored.map(\.rawValue).joined(separator: ", ")
            throw ExitStatus.usage.because("there is no file of \"\(type)\"; there are \(names)")
        }
        return known
    }
}
