import API
import ConflictData

/// The findings of a dataset for people and for programs.
struct FindingsReport {
    enum Format: String, CaseIterable {
        case text, json
    }

    private let findings: [Finding]

    /// - Parameter findings: as the loader gives them, in order of file and place.
    init(_ findings: [Finding]) { self.findings = findings }

    var hasErrors: Bool { errorCount > 0 }

    func text(in format: Format) -> String {
        switch format {
        case .text: text
        case .json: String(decoding: FindingRows.json(findings), as: UTF8.self)
        }
    }

    /// One paragraph a file, one line a finding that editors can jump to, and a count at the end.
    private var text: String {
        var paragraphs: [String] = []
        for start in findings.indices where start == 0 || findings[start - 1].file != findings[start].file {
            let ofFile = findings[start...].prefix { $0.file == findings[start].file }
            paragraphs.append(ofFile.map(Self.line).joined(separator: "\n"))
        }
        return (paragraphs + [count]).joined(separator: "\n\n")
    }

    private static func line(_ finding: Finding) -> String {
        "\(finding.file):\(finding.line):\(finding.column): \(finding.severity.rawValue): \(finding.message)"
            + " [\(finding.rule.rawValue) at \(finding.pointer.isEmpty ? "the top" : finding.pointer)]"
    }

    private var count: String {
        Self.quantity(errorCount, "error") + ", " + Self.quantity(findings.count - errorCount, "warning")
    }

    private var errorCount: Int { findings.count { $0.severity == .error } }

    private static func quantity(_ number: Int, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }
}
