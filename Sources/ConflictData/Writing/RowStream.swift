/// Records written one after the other, a piece at a time, so that an answer of any length needs the memory of a piece.
///
/// Used by one thread at a time.
package final class RowStream {
    /// What is written of each row.
    package enum Form: Sendable {
        /// JSON objects, a line each.
        case lines(FieldSelection?)
        case sheet(SheetColumns, SheetDialect)
        /// GeoJSON features (RFC 7946) with a comma between them; the columns are their properties.
        case features(SheetColumns)
    }

    private enum Writer {
        case counts(CountRowWriter)
        case cells
        case records(FieldSelection?)
    }

    /// A piece is sent as one chunk: large enough that its frame costs nothing, small enough to stay in the cache.
    package static let pieceBytes = 49_152

    private let dataset: Dataset
    private let type: RecordType
    /// Whether rows are tallies of a history, of which those that were withdrawn are told in part.
    private let isHistory: Bool
    private var rows: RowSequence
    private let writer: Writer
    private var cells: MemberCells?
    /// Between rows, and behind each.
    private let (separator, rowEnd): (StaticString, StaticString)
    private var features: FeatureWriter?
    /// The JSON of the row at hand.
    private var scratch: [UInt8] = []
    private var hasBegun = false
    package private(set) var isDone = false

    package init(
        _ rows: RowSequence, of type: RecordType, in dataset: Dataset, as form: Form, isHistory: Bool = false
    ) {
        self.dataset = dataset
        self.type = type
        self.isHistory = isHistory
        self.rows = rows
        switch form {
        case .lines(let selection):
            writer = Self.objects(type, selection, dataset)
            (separator, rowEnd) = ("", "\n")
        case .sheet(let columns, let dialect):
            (writer, cells) = Self.cells(columns, .sheet(dialect), .sheet(dialect), dataset)
            (separator, rowEnd) = ("", "\r\n")
        case .features(let columns):
            (writer, cells) = Self.cells(columns, .properties, .properties, dataset)
            (separator, rowEnd) = (",", "}")
            features = FeatureWriter(type, dataset)
        }
    }

    private static func objects(_ type: RecordType, _ selection: FieldSelection?, _ dataset: Dataset) -> Writer {
        guard type == .count, let fields = CountRow.fields(in: selection) else { return .records(selection) }
        let plan =
            selection == nil
            ? dataset.view.countRowPlan : CountRowPlan(.object(hasLinks: false), fields, of: dataset.records)
        return .counts(CountRowWriter(plan, dataset.records.symbols))
    }

    private static func cells(
        _ columns: SheetColumns, _ ofCounts: CountRowPlan.Form, _ ofOthers: MemberCells.Form, _ dataset: Dataset
    ) -> (Writer, MemberCells?) {
        guard columns.type == .count, let fields = columns.fields else {
            return (.cells, MemberCells(ofOthers, columns.names))
        }
        return (.counts(CountRowWriter(ofCounts, fields, dataset.records)), nil)
    }

    /// The smallest box that holds all locations written so far: west, south, east, north; nil when there was none.
    package var boundingBox: [Double]? { features?.boundingBox }

    /// Appends the next piece; false when there is none left.
    package func appendNext(to bytes: inout [UInt8]) -> Bool {
        guard !isDone else { return false }
        // Not kept between pieces: a client that has stopped reading should cost little.
        let buffer = ByteBuffer(capacity: Self.pieceBytes + 4_096)
        isDone = !fill(buffer, upTo: Self.pieceBytes)
        unsafe bytes.append(contentsOf: buffer.bytes)
        return !isDone || buffer.count > 0
    }

    /// Appends all rows at once.
    func appendAll(to buffer: ByteBuffer) { isDone = !fill(buffer, upTo: .max) }

    /// Fills the buffer; false when there are no rows left.
    private func fill(_ buffer: ByteBuffer, upTo limit: Int) -> Bool {
        switch writer {
        case .counts(let writer):
            return writer.append(&rows, to: buffer, upTo: limit, endingRowsWith: rowEnd) {
                begin($0, in: buffer)
            }
        case .cells:
            return fill(buffer, upTo: limit) { row in
                render(row, nil)
                unsafe scratch.withUnsafeBufferPointer { unsafe cells?.append($0, to: buffer) }
            }
        case .records(let selection):
            return fill(buffer, upTo: limit) { row in
                render(row, selection)
                buffer.append(scratch)
            }
        }
    }

    private func fill(_ buffer: ByteBuffer, upTo limit: Int, _ append: (Int) -> Void) -> Bool {
        while buffer.count < limit {
            guard let row = rows.next() else { return false }
            begin(row, in: buffer)
            append(row)
            buffer.append(rowEnd)
        }
        return true
    }

    /// Writes what stands before a row.
    private func begin(_ row: Int, in buffer: ByteBuffer) {
        if hasBegun { buffer.append(separator) }
        hasBegun = true
        features?.begin(row, in: buffer)
    }

    /// Puts the JSON of a row into `scratch`.
    private func render(_ row: Int, _ selection: FieldSelection?) {
        scratch.removeAll(keepingCapacity: true)
        if isHistory {
            dataset.appendStatement(row, selection: selection, to: &scratch)
        } else {
            dataset.appendJSON(ofRow: row, in: type, selection: selection, to: &scratch)
        }
    }
}
