import TestSupport
import Testing

@Suite struct CheckTests {
    private func folder(tallies: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(#"{"title": "T", "license": "CC0-1.0", "attribution": "A"}"#, to: "dataset.json")
        try folder.write(tallies, to: "tallies.json")
        return folder
    }

    @Test func `finds the sample dataset clean`() throws {
        let ending = try SitrepProgram.run("check")
        #expect(ending.status == 0)
        #expect(ending.output == "0 errors, 0 warnings\n")
    }

    @Test func `prints every error at its place and exits 1`() throws {
        let folder = try folder(tallies: "[\n  {\"id\": \"A\"},\n  5\n]\n")
        let ending = try SitrepProgram.run("check", folder.path)
        #expect(ending.status == 1)
        #expect(ending.output.contains("tallies.json:2:10: error: "))
        #expect(ending.output.contains("tallies.json:3:3: error: "))
        let last = ending.output.split(separator: "\n").last
        #expect(last?.hasSuffix(" errors, 0 warnings") == true)
        #expect(ending.errors == "")
    }

    @Test func `prints rows of JSON when asked to`() throws {
        let folder = try folder(tallies: "[5]")
        let ending = try SitrepProgram.run("check", folder.path, "--format", "json")
        #expect(ending.status == 1)
        #expect(ending.output.hasPrefix(#"[{"severity":"error","rule":"wrong_type","type":"#))
        #expect(ending.output.contains(#""file":"tallies.json","line":1,"column":2,"pointer":"/0","message":"#))
    }

    @Test func `exits 2 with one line when there is nothing to read`() throws {
        let ending = try SitrepProgram.run("check", "/nowhere/at/all")
        #expect(ending.status == 2)
        #expect(ending.output == "")
        #expect(ending.errors.split(separator: "\n").count == 1)
        #expect(ending.errors.contains("/nowhere/at/all"))
    }

    @Test func `serve refuses what check refuses, with the same findings`() throws {
        let folder = try folder(tallies: "[5]")
        let refused = try SitrepProgram.run("serve", folder.path, "--port", "0")
        #expect(refused.status == 1)
        #expect(refused.output == "")
        #expect(refused.errors.hasPrefix(try SitrepProgram.run("check", folder.path).output))
    }
}
