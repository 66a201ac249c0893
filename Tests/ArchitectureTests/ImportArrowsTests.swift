import Testing

@Suite struct ImportArrowsTests {
    struct Row: Sendable {
        let path: String
        let line: String
        let module: String
    }

    @Test(arguments: [
        Row(path: "Sources/HTTP1/RequestParser.swift", line: "import Transport", module: "Transport"),
        Row(path: "Sources/HTTP1/ByteClasses.swift", line: "import Glibc", module: "Glibc"),
        Row(path: "Sources/Transport/Socket.swift", line: "package import HTTP", module: "HTTP"),
        Row(path: "Sources/ConflictData/A.swift", line: "internal import Representations", module: "Representations"),
        Row(path: "Sources/API/Router.swift", line: "@testable import HTTPServer", module: "HTTPServer"),
        Row(path: "Sources/API/Router.swift", line: "import struct Foundation.Data", module: "Foundation"),
        Row(path: "Sources/HTTPServer/A.swift", line: "import FoundationEssentials", module: "FoundationEssentials"),
        Row(path: "Sources/Representations/JSONWriter.swift", line: "@_spi(Inner) private import API", module: "API"),
    ])
    func `refuses an import against its arrow`(_ row: Row) {
        let file = SourceFile(path: row.path, text: "/// A file.\n\n" + row.line + "\n")
        let target = row.path.split(separator: "/")[1]
        #expect(
            ImportArrows.violations(in: file)
                == [Violation(path: row.path, line: 3, sentence: "\(target) may not import \(row.module)")]
        )
    }

    @Test(arguments: [
        "package import HTTPTypes", "import HTTP", "// import Transport", "let words = \"import Transport\"",
    ])
    func `lets an import along its arrow pass`(_ line: String) {
        #expect(ImportArrows.violations(in: SourceFile(path: "Sources/HTTP1/A.swift", text: line)) == [])
    }

    @Test func `refuses a target that has no arrow`() {
        let file = SourceFile(path: "Sources/Helpers/Strings.swift", text: "import Glibc")
        #expect(ImportArrows.violations(in: file).count == 1)
    }

    @Test func `the tree imports along its arrows`() throws {
        let violations = try SourceFile.all().flatMap(ImportArrows.violations)
        #expect(violations.isEmpty, "\(violations)")
    }
}
