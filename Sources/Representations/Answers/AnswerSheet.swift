package import ConflictData

/// Rows that were worked out as a sheet, from the same columns as their JSON.
package struct AnswerSheet<Row: Sendable>: Sendable {
    private let columns: [AnswerColumn<Row>]
    private let dialect: SheetDialect

    package init(_ columns: [AnswerColumn<Row>], _ dialect: SheetDialect) {
        self.columns = columns
        self.dialect = dialect
    }

    /// Members of an object are named by a dot, as everywhere.
    package var names: [String] { columns.map { ($0.parent.map { $0 + "." } ?? "") + $0.name } }

    /// The hashtags of the columns: those of the rows of counts, whose names these are.
    /// - Parameter filters: names and values of the query, which may say what the figures count.
    package func tags(filters: [(name: String, value: String)]) -> [String?] {
        let names = columns.map(\.name)
        let table = FieldTable.of(.count)
        let own = names.map { name in
            table.field(name)?.hxl ?? table.field(String(name.map { $0 == "." ? "_" : $0 }))?.hxl ?? Self.tags[name]
        }
        return HXLTag.refined(own, names: names, filters: filters)
    }

    package func bytes(of rows: some Sequence<Row>) -> [UInt8] {
        var bytes: [UInt8] = []
        for row in rows {
            for (index, column) in columns.enumerated() {
                if index > 0 { bytes.append(dialect.separator) }
                switch column.value(row) {
                case .text(let text): if let text { dialect.append(cell: text, to: &bytes) }
                case .integer(let number): if let number { bytes.append(contentsOf: String(number).utf8) }
                case .thousandths(let number): bytes.append(contentsOf: JSONWriter.thousandthsText(number).utf8)
                case .flag(let flag): bytes.append(contentsOf: String(flag).utf8)
                case .texts(let texts): dialect.append(cell: Self.joined(texts), to: &bytes)
                case .highlights(let highlights): dialect.append(cell: Self.joined(highlights.map(\.text)), to: &bytes)
                }
            }
            bytes.append(contentsOf: [0x0D, 0x0A])
        }
        return bytes
    }

    /// As lists of records are joined: by `|`, before which a `\` stands where it is in a text itself.
    private static func joined(_ texts: [String]) -> String {
        texts.map { $0.replacing("\\", with: "\\\\").replacing("|", with: "\\|") }.joined(separator: "|")
    }

    /// Of columns that rows of counts do not have.
    private static var tags: [String: String] {
        [
            "time": "#date+occurred", "series": "#meta+series", "delta": "#indicator+num+delta",
            "derived": "#meta+derived", "counts": "#meta+counts", "tallies": "#meta+tallies", "actor": "#group+name",
            "day": "#date+start+day", "week": "#date+start+week", "month": "#date+start+month",
            "year": "#date+start+year", "severity": "#meta+severity", "rule": "#meta+rule", "type": "#meta+type",
            "file": "#meta+file", "line": "#meta+line", "column": "#meta+column", "pointer": "#meta+pointer",
            "message": "#description", "cursor": "#meta+cursor", "at": "#date+changed", "change": "#status+name",
            "fields": "#meta+fields", "score": "#meta+score", "title": "#meta+title", "url": "#meta+url",
            "highlights": "#description",
        ]
    }
}
