import ArgumentParser
import ConflictData

/// `sitrep schema`: what a dataset file may hold, for editors and validators.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of dataset files.",
        discussion: """
            EXAMPLES
              sitrep schema                   the schema of a whole dataset
              sitrep schema tally > tally.schema.json
            """
    )

    @Argument(help: "A record type, singular or plural; without it, all of them.")
    var type: String?

    func run() throws {
        StandardStreams.printLine(JSONSchema.document(for: try recordType()))
    }

    private func recordType() throws -> RecordType? {
        guard let type else { return nil }
        guard let known = RecordType(rawValue: type) ?? RecordType(plural: type) else {
            let names = RecordType.allCases.map(\.rawValue).joined(separator: ", ")
            throw ExitStatus.usage.because("there is no record type \"\(type)\"; there are \(names)")
        }
        return known
    }
}
