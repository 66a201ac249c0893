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
        writer.beginArray()
        for finding in findings { write(finding, to: &writer) }
        writer.endArray()
    }

    private static func write(_ finding: Finding, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("severity")
        writer.string(finding.severity.rawValue)
        writer.key("rule")
        writer.string(finding.rule.rawValue)
        writer.key("type")
        writer.string(finding.type?.rawValue)
        writer.key("id")
        writer.string(finding.id)
        writer.key("file")
        writer.string(finding.file)
        writer.key("line")
        writer.integer(finding.line)
        writer.key("column")
        writer.integer(finding.column)
        writer.key("pointer")
        writer.string(finding.pointer)
        writer.key("message")
        writer.string(finding.message)
        writer.endObject()
    }
}
