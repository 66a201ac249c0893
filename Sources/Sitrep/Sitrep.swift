import ArgumentParser

@main
struct Sitrep: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sitrep", abstract: "Serve conflict reporting as an API.")
}
