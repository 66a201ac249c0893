import ConflictData
import Testing

@testable import Sitrep

@Suite struct FindingsReportTests {
    private let findings = DatasetLoader(threads: 1, nowSeconds: 0).load(files: [
        ("sources.json", Array(#"[{"id": "a", "nam": "A"}]"#.utf8)),
        ("dataset.json", Array(#"{"title": "T", "license": 5, "attribution": "A"}"#.utf8)),
    ]).findings

    @Test func `groups findings by file, in order of place, and ends with a count`() {
        let lines = FindingsReport(findings).text(in: .text).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first?.hasPrefix("dataset.json:1:") == true)
        #expect(lines.dropFirst().first == "")
        #expect(lines.dropFirst(2).first?.hasPrefix("sources.json:1:") == true)
        #expect(lines.last == "\(findings.count) errors, 0 warnings")
    }

    @Test func `names place, severity, rule and pointer in each line`() {
        let text = FindingsReport(findings).text(in: .text)
        #expect(text.contains("sources.json:1:14: error: "))
        #expect(text.contains("[unknown_key at /0/nam]"))
    }

    @Test func `says so when there is nothing to say`() {
        let report = FindingsReport([])
        #expect(report.text(in: .text) == "0 errors, 0 warnings")
        #expect(report.text(in: .json) == "[]")
        #expect(!report.hasErrors)
    }
}
