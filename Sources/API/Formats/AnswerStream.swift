import HTTP

/// Rows that are worked out as a body: pieces are made when the socket has room for them, and rows only then.
final class AnswerStream<Rows: Sequence>: ChunkSource, @unchecked Sendable {
    // Proof for @unchecked Sendable: made by the thread that works out the answer, which hands it to the connection and
    // does not keep it; from then on the engine asks for pieces on that connection's loop only.
    private var heading: [UInt8]
    private var rows: Rows.Iterator
    private let write: (Rows.Element) -> [UInt8]
    private var isEnded = false

    /// A piece is about as large as what a socket takes at once.
    private static var typicalPieceBytes: Int { 32_768 }

    private init(_ heading: [UInt8], _ rows: Rows, _ write: @escaping (Rows.Element) -> [UInt8]) {
        self.heading = heading
        self.rows = rows.makeIterator()
        self.write = write
    }

    /// A body of a heading and rows. What fits one piece comes as it is: it has a length, and the engine may store it.
    static func body(
        _ heading: [UInt8], _ rows: Rows, write: @escaping (Rows.Element) -> [UInt8]
    ) -> ResponseBody {
        let body = AnswerStream(heading, rows, write)
        var first: [UInt8] = []
        _ = body.appendNext(to: &first)
        if body.isEnded { return .bytes(first) }
        // Made to see whether it is all, it is the first piece.
        body.heading = first
        return .chunks(body)
    }

    func appendNext(to bytes: inout [UInt8]) -> Bool {
        guard !isEnded else { return false }
        let end = bytes.count + Self.typicalPieceBytes
        bytes.append(contentsOf: heading)
        heading = []
        while bytes.count < end {
            guard let row = rows.next() else {
                isEnded = true
                break
            }
            bytes.append(contentsOf: write(row))
        }
        return true
    }
}
