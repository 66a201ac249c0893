import ArgumentParser
import ConflictData
import Transport

/// `sitrep check`: everything that is wrong with a dataset.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say everything that is wrong with a dataset.",
        discussion: """
            Exits 0 without errors (warnings are fine), 1 with errors, 2 when the
            dataset cannot be read.

            EXAMPLES
              sitrep check reports
              sitrep check reports --format json | jq -r '.[].rule' | sort | uniq -c
            """
    )

    @Argument(help: "The folder to check; without it, the sample dataset.")
    var dataset: String?

    @Option(help: "How to print the findings: \(FindingsReport.Format.allValueStrings.joined(separator: " or ")).")
    var format: FindingsReport.Format = .text

    func run() throws {
        let findings: [Finding]
        do {
            findings = try DatasetSource(dataset).load(threads: ProcessorCount.available()).findings
        } catch {
            throw ExitStatus.unreadable.because(error.description)
        }
        let report = FindingsReport(findings)
        StandardStreams.printLine(report.text(in: format))
        if report.hasErrors { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}

extension FindingsReport.Format: ExpressibleByArgument {}
