/// Records written one after the other, a piece at a time, so that an answer of any length needs the memory of a piece.
///
/// Used by one thread at a time.
package final class RowStream {
    /// What is written of each row.
    package enum Form: Sendable {
        /// JSON objects, a line each.
        case lines(FieldSelection?)
        /// JSON objects with a comma between them.
        case elements(FieldSelection?)
        case sheet(SheetColumns, SheetDialect)
    }

    /// Writes the rows of one type.
    private enum Writer {
        case counts(CountRowWriter)
        case cells(MemberCells)
        case records(FieldSelection?)
    }

    /// A piece is sent as one chunk: large enough that its frame costs nothing, small enough to stay in the cache.
    package static let pieceBytes = 49_152

    private let dataset: Dataset
    private let type: RecordType
    private var rows: RowSequence
    private let writer: Writer
    private let rowEnd: StaticString
    private let buffer = ByteBuffer(capacity: RowStream.pieceBytes + 4_096)
    private var scratch: [UInt8] = []
    private var isDone = false

    package init(_ rows: RowSequence, of type: RecordType, in dataset: Dataset, as form: Form) {
        self.dataset = dataset
        self.type = type
        self.rows = rows
        switch form {
        case .lines(let selection), .elements(let selection):
            writer = Self.objects(type, selection, dataset)
            if case .lines = form { rowEnd = "\n" } else { rowEnd = "," }
        case .sheet(let columns, let dialect):
            writer = Self.sheet(columns, dialect, dataset)
            rowEnd = "\r\n"
        }
    }

    private static func objects(_ type: RecordType, _ selection: FieldSelection?, _ dataset: Dataset) -> Writer {
        guard type == .count, let fields = CountRow.fields(in: selection) else { return .records(selection) }
        return .counts(CountRowWriter(.object(hasLinks: selection == nil), fields, dataset.records))
    }

    private static func sheet(_ columns: SheetColumns, _ dialect: SheetDialect, _ dataset: Dataset) -> Writer {
        guard columns.type == .count, let fields = columns.fields else {
            return .cells(MemberCells(.sheet(dialect), columns.names))
        }
        return .counts(CountRowWriter(.sheet(dialect), fields, dataset.records))
    }

    /// Appends the next piece; false when there is none left.
    package func appendNext(to bytes: inout [UInt8]) -> Bool {
        guard !isDone else { return false }
        buffer.truncate(to: 0)
        isDone = !fill()
        unsafe bytes.append(contentsOf: buffer.bytes)
        return !isDone || buffer.count > 0
    }

    /// Fills the buffer; false when there are no rows left.
    private func fill() -> Bool {
        switch writer {
        case .counts(let writer):
            return writer.append(&rows, to: buffer, upTo: Self.pieceBytes, endingRowsWith: rowEnd)
        case .cells(let cells):
            return fill { row in
                render(row, nil)
                unsafe scratch.withUnsafeBufferPointer { unsafe cells.append($0, to: buffer) }
            }
        case .records(let selection):
            return fill { row in
                render(row, selection)
                buffer.append(scratch)
            }
        }
    }

    /// Puts the JSON of a row into `scratch`.
    private func render(_ row: Int, _ selection: FieldSelection?) {
        scratch.removeAll(keepingCapacity: true)
        dataset.appendJSON(ofRow: row, in: type, selection: selection, to: &scratch)
    }

    private func fill(_ append: (Int) -> Void) -> Bool {
        while buffer.count < Self.pieceBytes {
            guard let row = rows.next() else { return false }
            append(row)
            buffer.append(rowEnd)
        }
        return true
    }
}
