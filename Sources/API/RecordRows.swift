import ConflictData
import Representations

/// Rows of one type as a JSON array in its envelope.
struct RecordRows: Sendable {
    let rows: [Int]
    let type: RecordType
    let dataset: Dataset

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
        if !rows.isEmpty {
            writer.value { bytes in dataset.appendJSON(ofRows: rows, in: type, selection: selection, to: &bytes) }
        }
        writer.endArray()
    }
}
