import ConflictData
import HTTP

/// Rows as a body: pieces are made when the socket has room for them.
final class StreamedBody: ChunkSource, @unchecked Sendable {
    // Proof for @unchecked Sendable: made by the thread that works out the answer, which hands it to the connection and
    // does not keep it; from then on the engine asks for pieces on that connection's loop only.
    private var heading: [UInt8]
    private let rows: RowStream
    private let ending: (RowStream) -> [UInt8]
    /// Whether the heading is the first piece.
    private var hasFirst = false
    private var isEnded = false

    private init(_ heading: [UInt8], _ rows: RowStream, _ ending: @escaping (RowStream) -> [UInt8]) {
        self.heading = heading
        self.rows = rows
        self.ending = ending
    }

    /// A body of a heading, rows and an ending, which may depend on what rows have been written.
    ///
    /// What fits one piece comes as it is: it has a length, and the engine may store it. More comes in chunks.
    static func body(
        _ heading: [UInt8], _ rows: RowStream, ending: @escaping (RowStream) -> [UInt8] = { _ in [] }
    ) -> ResponseBody {
        let body = StreamedBody(heading, rows, ending)
        var first: [UInt8] = []
        _ = body.appendNext(to: &first)
        if body.isEnded { return .bytes(first) }
        body.heading = first
        body.hasFirst = true
        return .chunks(body)
    }

    func appendNext(to bytes: inout [UInt8]) -> Bool {
        if hasFirst {
            // The first piece, made to see whether it is all.
            bytes.append(contentsOf: heading)
            heading = []
            hasFirst = false
            return true
        }
        guard !isEnded else { return false }
        bytes.append(contentsOf: heading)
        heading = []
        _ = rows.appendNext(to: &bytes)
        if rows.isDone {
            bytes.append(contentsOf: ending(rows))
            isEnded = true
        }
        return true
    }
}
