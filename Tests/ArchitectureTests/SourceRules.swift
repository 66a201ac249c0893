/// Rules that a single file keeps or breaks on its own.
enum SourceRules {
    /// Above this a file has more than one job, and a reader needs more than one sitting.
    static let maxLines = 400

    static func violations(in file: SourceFile) -> [Violation] {
        length(of: file) + openMarks(in: file) + publicSymbols(in: file) + unprovenSendables(in: file)
    }

    /// A file that ends in a line break has one empty piece after it, which is no line.
    static func length(of file: SourceFile) -> [Violation] {
        let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
        guard count > maxLines else { return [] }
        let sentence = "\(count) lines are more than \(maxLines): split it by job"
        return [Violation(path: file.path, line: count, sentence: sentence)]
    }

    /// Marks for later work, spelled in two halves so that this file does not find itself.
    private static let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]

    static func openMarks(in file: SourceFile) -> [Violation] {
        file.lines.indices.compactMap { index in
            marks.first { file.lines[index].containsWord($0) }.map {
                Violation(path: file.path, line: index + 1, sentence: "\($0): finish it or file it as an issue")
            }
        }
    }

    /// Nothing here is a library: `package` crosses targets, and nothing needs more.
    static func publicSymbols(in file: SourceFile) -> [Violation] {
        file.codeLines
            .filter { $0.text.split(separator: " ").prefix(while: isDeclarator).contains("public") }
            .map { Violation(path: file.path, line: $0.number, sentence: "use package instead of public") }
    }

    /// Whether a word can still be a modifier: no value, text or sentence name has begun.
    private static func isDeclarator(_ word: Substring) -> Bool {
        word != "=" && !word.contains { $0 == "\"" || $0 == "`" }
    }

    /// `@unchecked Sendable` switches the compiler's proof off, so the comment right above it or right below must give ours,
    /// and name Sendable.
    static func unprovenSendables(in file: SourceFile) -> [Violation] {
        let mark = "@" + "unchecked Sendable"
        return file.codeLines
            .filter { line in line.text.contains(mark) && !comments(around: line.number, in: file).contains("Sendable")
            }
            .map { Violation(path: file.path, line: $0.number, sentence: "a comment beside it must prove Sendable") }
    }

    /// The comment lines that touch a line, attributes between them and it allowed.
    private static func comments(around number: Int, in file: SourceFile) -> String {
        let above = file.lines[..<(number - 1)].reversed().map(\.trimmingBlanks)
        let below = file.lines[number...].map(\.trimmingBlanks)
        return (above.prefix { $0.hasPrefix("//") || $0.hasPrefix("@") } + below.prefix { $0.hasPrefix("//") })
            .joined(separator: " ")
    }
}

extension Substring {
    /// Whether the word stands here with no letter or digit at either side.
    func containsWord(_ word: String) -> Bool {
        split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == word }
    }
}
