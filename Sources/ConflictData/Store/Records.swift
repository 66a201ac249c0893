/// All records of a dataset as columns, rows in default order: newest first where there is a date, else by id.
///
/// Tables and columns are numbered as in `Schema.shared`.
struct Records: Sendable {
    /// Where the JSON of a record stands, without its closing brace.
    struct TextReference: Sendable {
        let start: Int
        let buffer: UInt32
        let length: UInt32
    }

    /// Where a record was read.
    struct Origin: Sendable {
        let file: Int32
        let offset: Int
    }

    /// No row.
    static let none = UInt32.max
    /// On links to sources or actors, which share one space of ids: the row is an actor's.
    static let secondType: UInt32 = 1 << 31

    var symbols = SymbolTable()
    var columns: [Column] = []
    /// Of columns that refer to records: the row for each value in `narrow`; empty for other columns.
    var links: [[UInt32]] = Array(repeating: [], count: Schema.shared.columnCount + DerivedColumns.count)
    var rowCounts: [Int] = Array(repeating: 0, count: Schema.shared.tables.count)
    /// Of tables inside records: the record's row.
    var parents: [[UInt32]] = Array(repeating: [], count: Schema.shared.tables.count)
    /// Of tables inside records: the first row of each record, and one more entry for the end.
    var firstRows: [[UInt32]] = Array(repeating: [], count: Schema.shared.tables.count)
    /// Rows that stand at another place in their record's list than their order says.
    var writtenPlaces: [[UInt32: Int]] = Array(repeating: [:], count: Schema.shared.tables.count)
    var buffers: [ByteBuffer] = []
    var texts: [[TextReference]] = Array(repeating: [], count: Schema.shared.tables.count)
    var origins: [[Origin]] = Array(repeating: [], count: Schema.shared.tables.count)
    /// Columns whose values are of one moment, and may differ from those that indexes were made of.
    var momentColumns: Set<Int> = []
    /// Present and former ids of each table's records.
    var rowOfID: [[SymbolTable.Symbol: UInt32]] = Array(repeating: [:], count: Schema.shared.tables.count)

    /// The records' JSON alone, for those who read it while others change the rest.
    var textsAlone: Records {
        var records = Records()
        (records.texts, records.buffers) = (texts, buffers)
        return records
    }

    /// The rows inside a record, in order.
    func rows(of table: Int, in record: Int) -> Range<Int> {
        let first = firstRows[table]
        guard record + 1 < first.count else { return 0..<0 }
        return Int(first[record])..<Int(first[record + 1])
    }

    /// All rows of an inner table that stand inside some records.
    func rows(of table: Int, inside records: Bitmap) -> Bitmap {
        let (count, first) = (rowCounts[table], firstRows[table])
        guard first.count > records.count, let start = records.next(from: 0),
            let last = records.previous(before: records.count)
        else { return Bitmap(count: count) }
        var rows = Bitmap(count: count, around: Int(first[start])..<Int(first[last + 1]))
        records.forEachRun { run in rows.insert(Int(first[run.lowerBound])..<Int(first[run.upperBound])) }
        return rows
    }

    func date(_ column: Int, _ row: Int) -> PackedDate? {
        let bits = columns[column].wide(row)
        return bits == PackedDate.none ? nil : PackedDate(bits: bits)
    }

    func integer(_ column: Int, _ row: Int) -> Int64? {
        let value = columns[column].wide(row)
        return value == Column.noNumber ? nil : value
    }

    /// The row that a single reference points to.
    func link(_ column: Int, _ row: Int) -> UInt32? {
        guard row < links[column].count, links[column][row] != Self.none else { return nil }
        return links[column][row]
    }

    func string(_ column: Int, _ row: Int) -> String? {
        let symbol = columns[column].narrow(row)
        return symbol == SymbolTable.none ? nil : symbols.string(symbol)
    }

    func id(_ type: RecordType, _ row: Int) -> String {
        symbols.string(columns[idColumn(type)].narrow(row))
    }

    func idColumn(_ type: RecordType) -> Int { Schema.shared.tables[Schema.shared.table(type)].firstColumn }

    /// The JSON of a record without its closing brace.
    func text(_ table: Int, _ row: Int) -> UnsafeBufferPointer<UInt8> {
        let reference = texts[table][row]
        return unsafe buffers[Int(reference.buffer)].slice(reference.start, Int(reference.length))
    }

    /// The column that dates a type's records for the default order; nil: they are ordered by id.
    static func orderColumn(_ type: RecordType) -> Int? {
        let name: String? =
            switch type {
            case .article: "published_at"
            case .tally: "report_date"
            case .event: "date_start"
            case .interview: "date"
            case .source, .place, .actor, .excerpt, .count: nil
            }
        return name.map { Schema.shared.column(Schema.shared.table(type), $0) }
    }

    /// The first instant of the date that orders a record; nil: it has none.
    func orderTime(_ type: RecordType, _ row: Int) -> Int64? {
        Self.orderColumn(type).flatMap { date($0, row)?.start }
    }
}
