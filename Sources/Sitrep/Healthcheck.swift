import ArgumentParser

/// `sitrep healthcheck`: for container platforms, so that the image needs no curl.
struct Healthcheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a running server whether it is well: exit 0 if so, else 1.",
        discussion: """
            EXAMPLES
              sitrep healthcheck
              sitrep healthcheck --url http://[::1]:9000/readyz
            """
    )

    @Option(help: "An address beginning with http://.")
    var url = "http://127.0.0.1:8080/healthz"

    func run() throws {
        guard let target = HealthProbe.Target(url) else {
            throw ExitStatus.usage.because("\"\(url)\" is not like http://127.0.0.1:8080/healthz")
        }
        do throws(HealthProbe.Failure) {
            try HealthProbe.ask(target)
        } catch {
            throw ExitStatus.refused.because("\(url) \(error.description)")
        }
    }
}
