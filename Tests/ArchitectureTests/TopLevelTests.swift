import TestSupport
import Testing

@Suite struct TopLevelTests {
    /// What a newcomer meets first; each new name here costs everyone a question.
    static let expected: Set<String> = [
        ".ci", ".dockerignore", ".gitignore", ".swift-format", "Config", "Dockerfile", "Docs", "LICENSE",
        "Package.swift",
        "README.md", "Sources", "Tests",
    ]

    /// What tools leave behind and `.gitignore` covers.
    static func isLeftByTools(_ name: String) -> Bool {
        name.hasPrefix(".build") || [".git", ".swiftpm", "Package.resolved"].contains(name)
    }

    static func unexpected(in names: [String]) -> [String] {
        names.filter { !expected.contains($0) && !isLeftByTools($0) }
    }

    @Test func `refuses an unexpected name at the top`() {
        #expect(Self.unexpected(in: ["Sources", "notes.txt", ".build-tsan", "Scripts"]) == ["notes.txt", "Scripts"])
    }

    @Test func `the top level holds what is expected`() throws {
        #expect(try Self.unexpected(in: Fixtures.names(in: "")) == [])
    }
}
