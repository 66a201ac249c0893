import ArgumentParser

/// The program: one subcommand for each thing it does.
@main
struct Sitrep: ParsableCommand {
    /// Of the program; it goes into entity tags, since another release may render the same data differently.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "sitrep",
        abstract: "Publish conflict reporting from a folder of JSON as an HTTP API.",
        discussion: """
            EXAMPLES
              sitrep serve                    serve the sample dataset on port 8080
              sitrep init reports             write the sample dataset to a folder
              sitrep check reports            say all that is wrong with a dataset
              sitrep serve reports            serve a folder; HUP reloads, TERM drains
              sitrep export out               write every list to files
              sitrep schema tally             print the JSON Schema of tallies
            """,
        version: version,
        subcommands: [Serve.self, Check.self, Init.self, Export.self, Schema.self, Healthcheck.self]
    )
}
