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
        appendWhole(row, type, hasLists: selection.keepsLists, to: &whole)
        unsafe whole.withUnsafeBufferPointer { unsafe selection.append(of: $0, to: &bytes) }
    }

    /// Appends the JSON of several records, with a comma between them.
    package func appendJSON(
        ofRows rows: [Int],
        in type: RecordType,
        selection: FieldSelection?,
        to bytes: inout [UInt8]
    ) {
        if type == .count, let fields = CountRow.fields(in: selection) {
            let plan =
                selection == nil ? view.countRowPlan : CountRowPlan(.object(hasLinks: false), fields, of: records)
            return appendCounts(rows, CountRowWriter(plan, records.symbols), to: &bytes)
        }
        for (index, row) in rows.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            appendJSON(ofRow: row, in: type, selection: selection, to: &bytes)
        }
    }

    private func appendWhole(_ row: Int, _ type: RecordType, hasLists: Bool = true, to bytes: inout [UInt8]) {
        switch type {
        case .count: appendJSON(ofRows: [row], in: .count, selection: nil, to: &bytes)
        case .excerpt: appendExcerpt(row, to: &bytes)
        default:
            let json = unsafe records.text(type.table, row)
            if let trimmed = view.trimmed[type.table], trimmed.contains(row) {
                unsafe MomentColumns.appendTrimmed(json, type.table, row, in: records, to: &bytes)
            } else {
                unsafe bytes.append(contentsOf: json)
            }
            appendTail(type, row, hasLists: hasLists, to: &bytes)
        }
    }

    /// Rows of `/v1/counts`: every column, null where there is nothing.
    private func appendCounts(_ rows: [Int], _ writer: CountRowWriter, to bytes: inout [UInt8]) {
        let buffer = ByteBuffer(capacity: rows.count * Self.typicalCountBytes)
        writer.append(rows, to: buffer, separator: ",")
        unsafe bytes.append(contentsOf: buffer.bytes)
    }

    /// Most rows of counts are a little smaller.
    private static let typicalCountBytes = 1_280
}
