/// What one worker made of one piece of a file: columns, rendered records and findings, in file order.
final class DecodedChunk {
    /// A record's JSON in `text`, without its closing brace, and where it came from.
    struct Record {
        let start: Int
        let length: Int
        /// Byte of the file at which it begins.
        let origin: Int
    }

    let file: Int
    /// The table of the records in it; nil for `dataset.json`.
    let type: RecordType?
    let symbols: SymbolTable
    let text: ByteBuffer
    let columns: InPlace<GrowingColumn>
    /// Rows of each table so far.
    let rowCounts: InPlace<Int>
    /// Of rows inside records: the row of the record (in this chunk).
    let parents: InPlace<PlainRun<UInt32>>
    var records: [Record] = []
    var findings: [RawFinding] = []
    /// Of a file with a record a line: how many lines there are, and the bytes of the file at which some of them begin,
    /// the first and then each that is so many lines further on.
    var lineCount = 0
    var lineStarts: [Int] = []
    static let linesBetweenStarts = 32
    /// A record could not be read.
    var isIncomplete = false

    init(file: Int, type: RecordType?, expectedBytes: Int) {
        self.file = file
        self.type = type
        symbols = SymbolTable(capacity: max(1024, expectedBytes / 256))
        text = ByteBuffer(capacity: expectedBytes + expectedBytes / 4 + 1024)
        columns = InPlace(count: Schema.shared.columnCount) { GrowingColumn() }
        rowCounts = InPlace(count: Schema.shared.tables.count) { 0 }
        parents = InPlace(count: Schema.shared.tables.count) { PlainRun() }
        Terms.intern(into: symbols)
    }

    deinit {
        columns.free()
        rowCounts.free()
        parents.free()
    }

    /// Takes back the rows of a record that broke off: everything after `rows` rows of each table.
    func takeBack(to rows: [Int]) {
        isIncomplete = true
        for (table, layout) in Schema.shared.tables.enumerated() {
            rowCounts[table] = rows[table]
            parents[table].truncate(to: rows[table])
            for column in layout.firstColumn..<layout.firstColumn + layout.columns.count {
                columns[column].truncate(to: rows[table])
            }
        }
    }
}
