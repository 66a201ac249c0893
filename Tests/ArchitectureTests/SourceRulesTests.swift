import Testing

@Suite struct SourceRulesTests {
    private func file(_ text: String) -> SourceFile { SourceFile(path: "Sources/HTTP/A.swift", text: text) }

    @Test func `refuses a file of more than 400 lines`() {
        let lines = String(repeating: "let a = 1\n", count: SourceRules.maxLines)
        #expect(SourceRules.length(of: file(lines)) == [])
        #expect(SourceRules.length(of: file(lines + "let b = 2\n")).count == 1)
    }

    @Test(arguments: ["// TO" + "DO: later", "let a = 1 // FIX" + "ME", "/// HA" + "CK around it"])
    func `refuses a mark for later work`(_ line: String) {
        #expect(SourceRules.openMarks(in: file("let a = 1\n" + line)).map(\.line) == [2])
    }

    @Test(arguments: ["/// Hacks and todos are words.", "let TODOLIST = 1"])
    func `lets ordinary words pass`(_ line: String) {
        #expect(SourceRules.openMarks(in: file(line)) == [])
    }

    @Test(arguments: ["public struct A {}", "    @inlinable public func a() {}", "public import HTTP"])
    func `refuses public`(_ line: String) {
        #expect(SourceRules.publicSymbols(in: file(line)).count == 1)
    }

    @Test(arguments: ["// public is a word", "let text = \"max-age=60, public\"", "package struct A {}"])
    func `lets the word public pass outside declarations`(_ line: String) {
        #expect(SourceRules.publicSymbols(in: file(line)) == [])
    }

    @Test(arguments: [
        "final class A: @" + "unchecked Sendable {}",
        "/// A class.\nfinal class A: @" + "unchecked Sendable {}",
        "/// Sendable because of its lock.\n\nfinal class A: @" + "unchecked Sendable {}",
    ])
    func `refuses an unchecked Sendable without its proof`(_ text: String) {
        #expect(SourceRules.unprovenSendables(in: file(text)).count == 1)
    }

    @Test(arguments: [
        "/// Sendable: all state is touched on `queue` only.\n@safe\nfinal class A: @" + "unchecked Sendable {}",
        "/// A class.\nfinal class A: @"
            + "unchecked Sendable {\n    // Sendable, since nothing changes after init.\n}",
    ])
    func `lets an unchecked Sendable with its proof pass`(_ text: String) {
        #expect(SourceRules.unprovenSendables(in: file(text)) == [])
    }

    @Test func `every file of the tree keeps the rules`() throws {
        let violations = try SourceFile.all().flatMap(SourceRules.violations)
        #expect(violations.isEmpty, "\(violations)")
    }
}
