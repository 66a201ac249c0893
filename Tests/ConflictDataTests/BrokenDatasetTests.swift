import FoundationEssentials
import Testing

@testable import ConflictData

/// One folder for each way to break a dataset, with the findings that it must give.
@Suite struct BrokenDatasetTests {
    struct Expected: Decodable, Hashable {
        let severity: String
        let rule: String
        let file: String
        let line: Int
        let column: Int
        let pointer: String
    }

    @Test(arguments: Fixture.folders(in: "Broken"))
    func `gives exactly the finding, at its place`(_ fixture: String) throws {
        let folder = Fixture.path("Broken/" + fixture)
        let json = try Data(contentsOf: URL(filePath: folder + "/expected.json"))
        let expected = try JSONDecoder().decode([Expected].self, from: json)
        let outcome = try Fixture.load(folder)
        let found = outcome.findings.map {
            Expected(
                severity: $0.severity.rawValue, rule: $0.rule.rawValue, file: $0.file, line: $0.line,
                column: $0.column, pointer: $0.pointer
            )
        }
        #expect(found == expected)
        #expect((outcome.dataset == nil) == expected.contains { $0.severity == "error" })
    }

    @Test(arguments: Fixture.folders(in: "Sound"))
    func `finds nothing in a dataset that only looks odd`(_ fixture: String) throws {
        let outcome = try Fixture.load(Fixture.path("Sound/" + fixture))
        #expect(outcome.findings.map { "\($0.rule.rawValue) \($0.file):\($0.line):\($0.column) \($0.message)" } == [])
        #expect(outcome.dataset != nil)
    }

    @Test func `breaks every rule at least once`() throws {
        let broken = Set(Fixture.folders(in: "Broken").map { $0.prefix { $0 != "-" } })
        #expect(Rule.allCases.filter { !broken.contains(Substring($0.rawValue)) } == [])
    }
}

/// Datasets in `Fixtures`.
enum Fixture {
    static func path(_ name: String) -> String {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast()
        return parts.joined(separator: "/") + "/Fixtures/" + name
    }

    static func folders(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path(folder))
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// 2026-11-22T00:00:00Z, so that dates in fixtures do not depend on the day of the run.
    static let nowSeconds: Int64 = 1_795_305_600

    static func load(_ folder: String) throws -> LoadOutcome {
        try DatasetLoader(threads: 2, nowSeconds: nowSeconds).load(folder: folder)
    }
}
