package import ConflictData

extension JSONWriter {
    /// Writes rows as an array of objects.
    package mutating func rows<Row>(_ rows: some Sequence<Row>, _ columns: [AnswerColumn<Row>]) {
        beginArray()
        for row in rows { self.row(row, columns) }
        endArray()
    }

    /// Writes one row as an object; columns of one parent stand together.
    package mutating func row<Row>(_ row: Row, _ columns: [AnswerColumn<Row>]) {
        beginObject()
        var parent: String?
        for column in columns {
            if column.parent != parent {
                if parent != nil { endObject() }
                if let name = column.parent {
                    key(name)
                    beginObject()
                }
                parent = column.parent
            }
            key(column.name)
            value(column.value(row))
        }
        if parent != nil { endObject() }
        endObject()
    }

    private mutating func value(_ value: AnswerValue) {
        switch value {
        case .text(let text): string(text)
        case .integer(let number?): integer(Int(number))
        case .integer(nil): null()
        case .thousandths(let number): thousandths(number)
        case .flag(let flag): boolean(flag)
        case .texts(let texts): strings(texts)
        case .highlights(let highlights): self.highlights(highlights)
        }
    }

    /// Writes what a search found in a record.
    package mutating func highlights(_ highlights: [Highlight]) {
        array(highlights) { writer, highlight in
            writer.object { writer in
                writer.member("field", highlight.field)
                writer.member("text", highlight.text)
                writer.array("ranges", highlight.ranges) { writer, range in
                    writer.beginArray()
                    writer.integer(range.lowerBound)
                    writer.integer(range.upperBound)
                    writer.endArray()
                }
            }
        }
    }
}

/// Rows that were worked out as lines of JSON, from the same columns as their arrays.
package enum AnswerLines {
    package static func bytes<Row>(of rows: some Sequence<Row>, _ columns: [AnswerColumn<Row>]) -> [UInt8] {
        var bytes: [UInt8] = []
        for row in rows {
            var writer = JSONWriter()
            writer.row(row, columns)
            bytes += writer.bytes
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
