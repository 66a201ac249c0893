import TestSupport
import Testing

@Suite struct InitTests {
    @Test func `writes a folder that is clean and serves the same data as no folder`() throws {
        let folder = try TemporaryFolder()
        let written = folder.path + "/reports/aleppo"
        #expect(try SitrepProgram.run("init", written).status == 0)
        #expect(try SitrepProgram.run("check", written).output == "0 errors, 0 warnings\n")
        let servers = try [ServerProcess([written]), ServerProcess()]
        let cards = try servers.map { try RawClient(port: $0.port).request("GET", "/v1").body }
        #expect(cards[0] == cards[1])
    }

    @Test func `fills an empty folder`() throws {
        let folder = try TemporaryFolder()
        #expect(try SitrepProgram.run("init", folder.path).status == 0)
        #expect(try folder.text(of: "dataset.json").contains("title"))
    }

    @Test func `gives an editor the schema of every type`() throws {
        let folder = try TemporaryFolder()
        #expect(try SitrepProgram.run("init", folder.path).output.hasSuffix(", and schemas for editors.\n"))
        let schema = try SitrepProgram.run("schema", "tally").output
        #expect(try folder.text(of: ".schemas/tallies.json") == schema)
        let settings = try folder.text(of: ".vscode/settings.json")
        #expect(settings.contains("\"./.schemas/tallies.json\""))
        try folder.write("{}", to: ".vscode/settings.json")
        let again = try SitrepProgram.run("schema", "--into", folder.path)
        #expect(again.status == 0)
        #expect(again.output.contains("left as it is"))
        #expect(try folder.text(of: ".vscode/settings.json") == "{}")
    }

    @Test func `leaves a folder that is not empty as it is`() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "dataset.json")
        let ending = try SitrepProgram.run("init", folder.path)
        #expect(ending.status == 1)
        #expect(ending.errors == "sitrep: \(folder.path) is not an empty folder\n")
        #expect(try folder.text(of: "dataset.json") == "mine")
    }

    @Test func `says so when it may not write`() throws {
        let ending = try SitrepProgram.run("init", "/proc/sitrep")
        #expect(ending.status == 2)
        #expect(ending.errors == "sitrep: cannot write to /proc/sitrep\n")
    }
}
