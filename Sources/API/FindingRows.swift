package import ConflictData
import Representations

/// Findings as rows of JSON, the same at `/v1/checks` and on the command line.
package enum FindingRows {
    /// All findings as one JSON array.
    package static func json(_ findings: [Finding]) -> [UInt8] {
        var writer = JSONWriter()
        write(findings[...], to: &writer)
        return writer.bytes
    }

    static func write(_ findings: ArraySlice<Finding>, to writer: inout JSONWriter) {
        writer.rows(findings, AnswerColumn.ofFindings)
    }
}
