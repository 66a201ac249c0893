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

    private func appendWhole(_ row: Int, _ type: RecordType, to bytes: inout [UInt8]) {
        switch type {
        case .count: CountRowWriter(self).append(row, to: &bytes)
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
}

/// Writes rows of `/v1/counts`: every column, null where there is nothing.
struct CountRowWriter {
    private let dataset: Dataset
    private let records: Records

    init(_ dataset: Dataset) {
        self.dataset = dataset
        records = dataset.records
    }

    func append(_ row: Int, to bytes: inout [UInt8]) {
        for (index, field) in FieldTable.of(.count).fields.enumerated() {
            bytes.append(UInt8(ascii: index == 0 ? "{" : ","))
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: field.name.utf8)
            bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
            append(field, row, to: &bytes)
        }
        bytes.append(contentsOf: ",\"links\":{\"self\":\"/v1/counts/".utf8)
        bytes.append(contentsOf: dataset.id(ofRow: row, in: .count).utf8)
        let tally = records.id(.tally, Int(records.parents[CountRow.table][row]))
        bytes.append(contentsOf: "\",\"tally\":\"/v1/tallies/\(tally)\"}}".utf8)
    }

    private func append(_ field: ServedField, _ row: Int, to bytes: inout [UInt8]) {
        switch field.source {
        case .rowID: JSONText.append(dataset.id(ofRow: row, in: .count), to: &bytes)
        case .wholeID:
            guard let whole = records.link(DerivedColumns.whole, row) else { return appendNull(to: &bytes) }
            JSONText.append(dataset.id(ofRow: Int(whole), in: .count), to: &bytes)
        case .own(let column): append(field, column, row, to: &bytes)
        case .via(let hops, let column):
            guard let end = FieldAccess.follow(hops, from: row, in: records) else { return appendNull(to: &bytes) }
            append(field, column, end, to: &bytes)
        case .inner: appendNull(to: &bytes)
        }
    }

    private func append(_ field: ServedField, _ column: Int, _ row: Int, to bytes: inout [UInt8]) {
        let values = records.columns[column]
        if field.isList {
            bytes.append(UInt8(ascii: "["))
            for (index, place) in values.list(row).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                unsafe JSONText.append(records.symbols.bytes(values.narrow[place]), to: &bytes)
            }
            return bytes.append(UInt8(ascii: "]"))
        }
        switch field.kind {
        case .integer, .number, .date: appendWide(field.kind, values, row, to: &bytes)
        case .flag:
            let flag = values.narrow(row)
            bytes.append(contentsOf: (flag == 0 ? "null" : flag == 2 ? "true" : "false").utf8)
        default:
            let symbol = values.narrow(row)
            if symbol == SymbolTable.none { return appendNull(to: &bytes) }
            unsafe JSONText.append(records.symbols.bytes(symbol), to: &bytes)
        }
    }

    private func appendWide(_ kind: Field.Kind, _ values: Column, _ row: Int, to bytes: inout [UInt8]) {
        let value = values.wide(row)
        guard value != Column.noNumber else { return appendNull(to: &bytes) }
        switch kind {
        case .number: bytes.append(contentsOf: "\(Double(bitPattern: UInt64(bitPattern: value)))".utf8)
        case .date:
            let symbol = values.narrow(row)
            if symbol != SymbolTable.none { return unsafe JSONText.append(records.symbols.bytes(symbol), to: &bytes) }
            bytes.append(UInt8(ascii: "\""))
            PackedDate(bits: value).appendText(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        default: bytes.append(contentsOf: String(value).utf8)
        }
    }

    private func appendNull(to bytes: inout [UInt8]) { bytes.append(contentsOf: "null".utf8) }
}
