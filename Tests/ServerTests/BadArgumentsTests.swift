import TestSupport
import Testing

@Suite struct BadArgumentsTests {
    @Test func `a port in use is one clear line and exit 3`() throws {
        let first = try ServerProcess()
        let second = try SitrepProgram.run("serve", "--port", String(first.port))
        #expect(second.status == 3)
        #expect(second.output == "")
        #expect(second.errors == "sitrep: 127.0.0.1:\(first.port) is in use by another process\n")
    }

    @Test func `a missing folder is one clear line and exit 2`() throws {
        let ending = try SitrepProgram.run("serve", "/nowhere/at/all", "--port", "0")
        #expect(ending.status == 2)
        #expect(ending.errors.hasPrefix("sitrep: "))
        #expect(ending.errors.split(separator: "\n").count == 1)
    }

    @Test func `an address of another machine is exit 3`() throws {
        let ending = try SitrepProgram.run("serve", "--host", "192.0.2.1", "--port", "0")
        #expect(ending.status == 3)
        #expect(ending.errors == "sitrep: 192.0.2.1:0 is not an address of this machine\n")
    }

    struct Row: Sendable {
        let arguments: [String]
        let environment: [String: String]
        let sentence: String
    }

    @Test(arguments: [
        Row(arguments: ["serve", "--port", "http"], environment: [:], sentence: "--port: \"http\" is not"),
        Row(arguments: ["serve"], environment: ["SITREP_PORT": "tcp://10.0.0.1:80"], sentence: "SITREP_PORT: "),
        Row(arguments: ["serve", "--config", "/nowhere.json"], environment: [:], sentence: "/nowhere.json"),
        Row(arguments: ["serve", "--prot", "1"], environment: [:], sentence: "--prot"),
        Row(arguments: ["check", "--format", "xml"], environment: [:], sentence: "xml"),
        Row(arguments: ["schema", "tale"], environment: [:], sentence: "no file of \"tale\""),
        Row(arguments: ["schema", "tally", "--into", "."], environment: [:], sentence: "leave the type out"),
        Row(arguments: ["healthcheck", "--url", "ftp://a"], environment: [:], sentence: "ftp://a"),
    ])
    func `a wrong argument is named and exits 64`(_ row: Row) throws {
        let ending = try ChildProcess.run(SitrepProgram.path, row.arguments, environment: row.environment)
        #expect(ending.status == 64)
        #expect(ending.output == "")
        #expect(ending.errors.contains(row.sentence))
    }

    @Test(arguments: [
        ["--help"], ["serve", "--help"], ["check", "--help"], ["init", "--help"], ["export", "--help"],
        ["schema", "--help"],
    ])
    func `help has examples`(_ arguments: [String]) throws {
        let ending = try ChildProcess.run(SitrepProgram.path, arguments)
        #expect(ending.status == 0)
        #expect(ending.output.contains("EXAMPLES\n  sitrep "))
    }

    @Test func `tells its version`() throws {
        let ending = try SitrepProgram.run("--version")
        #expect(ending.status == 0)
        #expect(ending.output.split(separator: ".").count == 3)
    }

    @Test func `prints the schema of a type and of the card`() throws {
        let one = try SitrepProgram.run("schema", "tallies")
        #expect(one.output == (try SitrepProgram.run("schema", "tally").output))
        #expect(one.output.contains("https://json-schema.org/draft/2020-12/schema"))
        #expect(try SitrepProgram.run("schema").output.contains("attribution"))
    }
}
