/// A whole list as a file: what is known of it before it is sent, and its bytes.
package struct BulkFile: Sendable {
    enum Content: Sendable {
        /// Written again whenever it is read: that costs less than keeping it.
        case rows(Dataset)
        case spooled(SpooledBytes)
    }

    package let name: BulkName
    package let measure: FileMeasure
    private let content: Content

    init(_ name: BulkName, _ measure: FileMeasure, _ content: Content) {
        (self.name, self.measure, self.content) = (name, measure, content)
    }

    /// Reads it from the beginning.
    package func reader() -> BulkReader {
        switch content {
        case .rows(let dataset): BulkReader(BulkDocument(name.type, isSheet: name.format == .sheet), dataset)
        case .spooled(let bytes): BulkReader(bytes)
        }
    }
}

extension Dataset {
    /// A list as a file. The first who asks waits until it has been gone through once, which takes a while for a long
    /// list: call it where nobody else has to wait.
    package func bulkFile(_ name: BulkName) -> BulkFile { view.bulk.file(name, of: self) }
}

/// How long a file is, and by what anybody who has it can tell that it is whole.
package struct FileMeasure: Sendable, Equatable {
    package let bytes: Int
    /// 32 bytes.
    package let sha256: [UInt8]

    package init(bytes: Int, sha256: [UInt8]) { (self.bytes, self.sha256) = (bytes, sha256) }

    /// As `sha256sum` prints it.
    package var sha256Hex: String {
        sha256.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// As fields of HTTP hold it: base64 (RFC 4648 §4), whose 32 bytes end with one sign of padding.
    package var sha256Base64: String {
        String(Base64URL.encode(sha256).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + "="
    }
}

/// The bytes of a file in pieces. Used by one thread at a time.
package final class BulkReader {
    private enum Rest {
        case heading([UInt8], RowStream)
        case rows(RowStream)
        case spooled(SpooledBytes, offset: Int)
    }

    private var rest: Rest

    fileprivate init(_ document: BulkDocument, _ dataset: Dataset) {
        rest = .heading(
            document.heading,
            RowStream(RowSequence(dataset.served(document.type)), of: document.type, in: dataset, as: document.form))
    }

    fileprivate init(_ bytes: SpooledBytes) { rest = .spooled(bytes, offset: 0) }

    /// Appends the next piece; false when there is none left.
    package func appendNext(to bytes: inout [UInt8]) -> Bool {
        switch rest {
        case .heading(let heading, let rows):
            bytes.append(contentsOf: heading)
            rest = .rows(rows)
            return rows.appendNext(to: &bytes) || !heading.isEmpty
        case .rows(let rows): return rows.appendNext(to: &bytes)
        case .spooled(let source, let offset):
            let count = source.append(from: offset, count: RowStream.pieceBytes, to: &bytes)
            rest = .spooled(source, offset: offset + count)
            return count > 0
        }
    }
}
