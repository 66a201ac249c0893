import TestSupport

/// One text file of the tree as the gates read it.
struct SourceFile {
    /// From the top of the checkout: "Sources/HTTP/Request.swift".
    let path: String
    let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The target a file under `Sources` belongs to.
    var sourceTarget: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    /// The lines that are code, numbered from 1: without comment lines and blank ones.
    var codeLines: [(number: Int, text: Substring)] {
        lines.indices
            .map { (number: $0 + 1, text: lines[$0].trimmingBlanks) }
            .filter { !$0.text.isEmpty && !$0.text.hasPrefix("//") }
    }

    /// Every Swift file under `Sources` and `Tests`, and the manifest.
    static func all() throws -> [SourceFile] {
        let paths = try Fixtures.files(below: "Sources") + Fixtures.files(below: "Tests")
        return try (paths.filter { $0.hasSuffix(".swift") && !$0.contains("/.build") } + ["Package.swift"]).map {
            SourceFile(path: $0, text: try Fixtures.text(of: $0))
        }
    }
}

/// A place in the tree that breaks a rule of the house, with what to do about it.
struct Violation: Equatable, CustomStringConvertible {
    let path: String
    let line: Int
    let sentence: String

    var description: String { "\(path):\(line): \(sentence)" }
}

extension Substring {
    var trimmingBlanks: Substring {
        let start = firstIndex { $0 != " " && $0 != "\t" } ?? endIndex
        let end = lastIndex { $0 != " " && $0 != "\t" && $0 != "\r" }.map(index(after:)) ?? start
        return self[start..<end]
    }
}
