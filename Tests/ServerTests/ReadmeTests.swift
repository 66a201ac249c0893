import TestSupport
import Testing

/// The README's commands print what the README says.
@Suite struct ReadmeTests {
    /// A command and its output as a reader sees them, both from one `console` block.
    struct Example: Sendable {
        let command: String
        let output: String
    }

    /// The examples of a text: blocks that begin with "```console", in them each line that begins with "$ " and what
    /// follows it.
    static func examples(in text: String) -> [Example] {
        var found: [Example] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                found.append(Example(command: String(line.dropFirst(2)), output: ""))
            } else if isInside, let last = found.popLast() {
                found.append(Example(command: last.command, output: last.output + line + "\n"))
            }
        }
        return found
    }

    @Test func `reads commands and outputs from console blocks only`() {
        let text = "```console\n$ a\n1\n2\n$ b\n```\n```sh\n$ c\n```\n"
        #expect(Self.examples(in: text).map(\.command) == ["a", "b"])
        #expect(Self.examples(in: text).map(\.output) == ["1\n2\n", ""])
    }

    @Test func `prints what the README says`() throws {
        let examples = Self.examples(in: try Fixtures.text(of: "README.md"))
        #expect(examples.count == 11)
        let server = try ServerProcess()
        for example in examples {
            let command = example.command.replacing("localhost:8080", with: "127.0.0.1:\(server.port)")
            let ending = try ChildProcess.run("/bin/sh", ["-c", command])
            let output = ending.output.replacing("127.0.0.1:\(server.port)", with: "localhost:8080")
                .replacing("\r\n", with: "\n")
            let printed = output.hasSuffix("\n") ? output : output + "\n"
            #expect(printed == example.output, "\(example.command)")
        }
    }
}
