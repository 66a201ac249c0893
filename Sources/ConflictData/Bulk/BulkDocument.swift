/// A whole list as text: every record of a type, with all its members, in the default order.
struct BulkDocument: Sendable {
    let type: RecordType
    let form: RowStream.Form
    /// What stands before the rows: the names of a sheet's columns.
    let heading: [UInt8]

    init(_ type: RecordType, isSheet: Bool) {
        self.type = type
        guard isSheet else {
            (form, heading) = (.lines(nil), [])
            return
        }
        let (columns, dialect) = (SheetColumns(of: type, nil), SheetDialect())
        form = .sheet(columns, dialect)
        heading =
            SheetHeading(columns: columns.names, tags: nil, separator: dialect.separator, hasMark: false).bytes
    }

    /// The rows of a stretch that are served, as text.
    func text(of stretch: Range<Int>, in dataset: Dataset) -> ByteBuffer {
        let text = ByteBuffer(capacity: stretch.count * Self.typicalRowBytes)
        let rows = RowSequence(dataset.served(type), in: stretch)
        RowStream(rows, of: type, in: dataset, as: form).appendAll(to: text)
        return text
    }

    /// Most rows are smaller; the buffer grows for those that are not.
    private static let typicalRowBytes = 1_280
}
