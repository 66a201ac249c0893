import ArgumentParser

/// `sitrep init`: the sample dataset as a folder to start from.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the sample dataset to a folder, to start from.",
        discussion: """
            The folder is made if it does not exist; one that is not empty is left as it is. Beside the dataset it
            gets .schemas and .vscode, by which VS Code completes and checks the files while you write.

            EXAMPLES
              sitrep init reports && sitrep check reports
            """
    )

    @Argument(help: "The folder to write; it must be new or empty.")
    var folder: String

    func run() throws {
        guard OutputFolder.isNewOrEmpty(folder) else {
            throw ExitStatus.refused.because("\(folder) is not an empty folder")
        }
        do {
            for file in StarterDataset.files { try EditorFiles.write(file.bytes, to: folder + "/" + file.name) }
            _ = try EditorFiles.write(to: folder)
        } catch {
            throw ExitStatus.unreadable.because("cannot write to \(folder)")
        }
        StandardStreams.printLine("Wrote \(StarterDataset.files.count) files to \(folder), and schemas for editors.")
    }
}
