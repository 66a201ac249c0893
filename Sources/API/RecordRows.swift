import ConflictData
import Representations

/// Rows of one type as a JSON array in its envelope.
struct RecordRows: Sendable {
    let rows: [Int]
    let type: RecordType
    let dataset: Dataset
    /// Shows in each row where the words of `q` stand.
    var highlighter: Highlighter?

    /// Rows are about this large on average; the buffer grows where they are not.
    private static let typicalRowBytes = 1_024

    func rendering(
        _ presentation: Presentation, total: Int, _ links: PageLinks, members: [EnvelopeMember] = []
    ) -> Rendering {
        Envelope(
            dataset: dataset, links: links, total: total, returned: rows.count, isShown: presentation.isEnveloped,
            members: members
        )
        .rendering(capacityBytes: rows.count * Self.typicalRowBytes) { write(presentation.selection, to: &$0) }
    }

    func write(_ selection: FieldSelection?, to writer: inout JSONWriter) {
        writer.beginArray()
        if let highlighter {
            for row in rows {
                writer.value { bytes in
                    dataset.appendJSON(ofRow: row, in: type, selection: selection, to: &bytes)
                    Self.add(highlighter.highlights(in: type, row: row), toObjectAtEndOf: &bytes)
                }
            }
        } else if !rows.isEmpty {
            writer.value { bytes in dataset.appendJSON(ofRows: rows, in: type, selection: selection, to: &bytes) }
        }
        writer.endArray()
    }

    /// Adds highlights as the last member of an object that has been written.
    private static func add(_ highlights: [Highlight], toObjectAtEndOf bytes: inout [UInt8]) {
        let close = bytes.removeLast()
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        var writer = JSONWriter()
        writer.highlights(highlights)
        bytes += Array("\"highlights\":".utf8) + writer.bytes
        bytes.append(close)
    }
}
