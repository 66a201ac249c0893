extension Dataset {
    /// Appends a record's JSON object; of all its members, or just of those selected.
    package func appendJSON(
        ofRow row: Int,
        in type: RecordType,
        selection: FieldSelection?,
        to bytes: inout [UInt8]
    ) {
        guard let selection else { return appendWhole(row, type, to: &bytes) }
        var whole: [UInt8] = []
        appendWhole(row, type, to: &whole)
        unsafe whole.withUnsafeBufferPointer { unsafe selection.append(of: $0, to: &bytes) }
    }

    /// Appends the JSON of several records, with a comma between them.
    package func appendJSON(
        ofRows rows: [Int],
        in type: RecordType,
        selection: FieldSelection?,
        to bytes: inout [UInt8]
    ) {
        guard !rows.isEmpty else { return }
        let stream = RowStream(RowSequence(rows), of: type, in: self, as: .elements(selection))
        while stream.appendNext(to: &bytes) {}
        bytes.removeLast()
    }

    private func appendWhole(_ row: Int, _ type: RecordType, to bytes: inout [UInt8]) {
        switch type {
        case .count: appendCount(row, to: &bytes)
        case .excerpt: appendExcerpt(row, to: &bytes)
        default:
            let json = unsafe records.text(type.table, row)
            if let trimmed = view.trimmed[type.table], trimmed.contains(row) {
                unsafe MomentColumns.appendTrimmed(json, type.table, row, in: records, to: &bytes)
            } else {
                unsafe bytes.append(contentsOf: json)
            }
            appendTail(type, row, to: &bytes)
        }
    }

    /// A row of `/v1/counts`: every column, null where there is nothing.
    private func appendCount(_ row: Int, to bytes: inout [UInt8]) {
        let writer = CountRowWriter(.object(hasLinks: true), CountRow.fields, records)
        let buffer = ByteBuffer(capacity: 2_048)
        var rows = RowSequence([row])
        _ = writer.append(&rows, to: buffer, upTo: .max, endingRowsWith: "")
        unsafe bytes.append(contentsOf: buffer.bytes)
    }
}
