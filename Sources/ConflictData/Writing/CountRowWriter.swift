/// Writes rows of counts from their columns: no allocation and no string for each of them.
///
/// The rows of one tally follow each other and share most of their cells, so those are written once and copied.
/// Used by one thread at a time.
final class CountRowWriter {
    private let plan: CountRowPlan
    private let symbols: SymbolTable
    /// The cells that all rows of the tally at hand share, and where those of each run end.
    private let shared = ByteBuffer(capacity: 2_048)
    private var sharedEnds: [Int]
    private var sharedTally = -1
    /// The tally of the row at hand.
    private var tally = -1
    private let joined = ByteBuffer(capacity: 256)
    /// Something of all that was looked at, so that the looking is not taken for needless.
    private var seen: UInt64 = 0

    init(_ plan: CountRowPlan, _ symbols: SymbolTable) {
        (self.plan, self.symbols) = (plan, symbols)
        sharedEnds = Array(repeating: 0, count: plan.runs.count)
    }

    /// - Parameter fields: members of the table of counts, in the order of the cells.
    convenience init(_ form: CountRowPlan.Form, _ fields: [ServedField], _ records: Records) {
        self.init(CountRowPlan(form, fields, of: records), records.symbols)
    }

    /// Appends rows, each with `end` behind it, until there are none left or `limit` bytes are reached.
    /// - Parameter begin: writes what stands before a row.
    /// - Returns: whether rows are left.
    func append(
        _ rows: inout RowSequence, to out: ByteBuffer, upTo limit: Int, endingRowsWith end: StaticString,
        begin: (Int) -> Void
    ) -> Bool {
        LentRowPlan.with(plan) { plan in
            while out.count < limit {
                guard let row = rows.next() else { return false }
                begin(row)
                append(row, plan, to: out)
                out.append(end)
            }
            return true
        }
    }

    /// Appends a page of rows, which may be from all over the columns.
    func append(_ rows: [Int], to out: ByteBuffer, separator: StaticString) {
        LentRowPlan.with(plan) { plan in
            if rows.count > 1 { look(at: rows, plan) }
            let parents = plan.view(CountRowPlan.parents)
            for index in rows.indices {
                if index > 0 { out.append(separator) }
                let next = index + 1 < rows.count ? Int(parents.narrow(rows[index + 1])) : -1
                append(rows[index], plan, to: out, isLast: next != Int(parents.narrow(rows[index])))
            }
        }
    }

    /// Looks at what rows hold before they are written.
    ///
    /// A cell that is not in the cache keeps the writer waiting, and so does nearly each of them. Looked at column by
    /// column the cells do not depend on each other, so that many are on their way at once.
    private func look(at rows: [Int], _ plan: LentRowPlan) {
        let parents = plan.view(CountRowPlan.parents)
        let tallies = rows.map { Int(parents.narrow($0)) }
        var seen: UInt64 = 0
        for index in 0..<plan.runCount {
            let run = plan.run(index)
            for index in run.cells { look(at: run.isOfTally ? tallies : rows, plan.cell(index), plan, &seen) }
        }
        self.seen ^= seen
    }

    @inline(__always)
    private func look(at rows: [Int], _ cell: CountRowPlan.Cell, _ plan: LentRowPlan, _ seen: inout UInt64) {
        let view = plan.view(cell.column)
        if let link = cell.link {
            let links = plan.view(link)
            for row in rows { if let place = links.link(row) { seen ^= UInt64(view.narrow(place)) } }
            return
        }
        switch cell.shape {
        case .plain, .text: for row in rows { seen ^= UInt64(symbols.look(at: view.narrow(row))) }
        case .date, .integer, .number: for row in rows { seen ^= UInt64(bitPattern: view.wide(row)) }
        case .list: for row in rows { seen ^= UInt64(view.list(row).lowerBound) }
        case .flag, .shared: for row in rows { seen ^= UInt64(view.narrow(row)) }
        case .rowID, .wholeID, .constant: break
        }
    }

    /// - Parameter isLast: whether the next row is of another tally, so that what is written is of use to this row alone.
    private func append(_ row: Int, _ plan: LentRowPlan, to out: ByteBuffer, isLast: Bool = false) {
        tally = Int(plan.view(CountRowPlan.parents).narrow(row))
        let start = out.count
        if isLast, tally != sharedTally {
            for index in 0..<plan.runCount {
                let run = plan.run(index)
                for cell in run.cells { append(plan.cell(cell), run.isOfTally ? tally : row, plan, to: out) }
            }
        } else {
            appendSharing(row, plan, to: out)
        }
        if plan.hasLinks {
            appendLinks(row, plan, to: out)
        } else if !plan.isSheet {
            out.append(UInt8(ascii: "}"))
        } else if out.count == start {
            // Readers pass over empty lines.
            out.append("\"\"")
        }
    }

    private func appendSharing(_ row: Int, _ plan: LentRowPlan, to out: ByteBuffer) {
        if tally != sharedTally { writeShared(plan) }
        var sharedStart = 0
        for index in 0..<plan.runCount {
            let run = plan.run(index)
            if run.isOfTally {
                unsafe out.append(shared.slice(sharedStart, sharedEnds[index] - sharedStart))
                sharedStart = sharedEnds[index]
            } else {
                for cell in run.cells { append(plan.cell(cell), row, plan, to: out) }
            }
        }
    }

    /// Writes what the rows of the tally at hand share.
    private func writeShared(_ plan: LentRowPlan) {
        sharedTally = tally
        shared.truncate(to: 0)
        for index in 0..<plan.runCount {
            let run = plan.run(index)
            guard run.isOfTally else { continue }
            for cell in run.cells { append(plan.cell(cell), tally, plan, to: shared) }
            sharedEnds[index] = shared.count
        }
    }

    private func appendLinks(_ row: Int, _ plan: LentRowPlan, to out: ByteBuffer) {
        out.append(",\"links\":{\"self\":\"/v1/counts/")
        appendAddress(of: row, plan, to: out)
        out.append("\",\"tally\":\"/v1/tallies/")
        symbols.append(plan.view(CountRowPlan.tallyIDs).narrow(tally), to: out)
        out.append("\"}}")
    }

    /// `<tally id>.<n>`; rows of one tally only, so the whole of a part has the same id before its number.
    private func appendAddress(of row: Int, _ plan: LentRowPlan, to out: ByteBuffer) {
        symbols.append(plan.view(CountRowPlan.tallyIDs).narrow(tally), to: out)
        out.append(UInt8(ascii: "."))
        out.append(decimal: plan.view(CountRowPlan.numbers).wide(row))
    }

    // MARK: Cells

    /// - Parameter row: the count's, or for cells of the tally the tally's.
    @inline(__always)
    private func append(_ cell: CountRowPlan.Cell, _ row: Int, _ plan: LentRowPlan, to out: ByteBuffer) {
        if case .shared(let cells) = cell.shape { return append(cells, cell, row, plan, to: out) }
        plan.appendPrefix(of: cell, to: out)
        if let link = cell.link {
            guard let place = plan.view(link).link(row) else { return appendNothing(plan, to: out) }
            appendValue(of: cell, place, plan, to: out)
        } else {
            appendValue(of: cell, row, plan, to: out)
        }
    }

    private func append(
        _ cells: SharedCells, _ cell: CountRowPlan.Cell, _ row: Int, _ plan: LentRowPlan, to out: ByteBuffer
    ) {
        let text = unsafe plan.sharedText(of: cells, plan.view(cell.column).link(row))
        guard text.isEmpty else { return unsafe out.append(text) }
        for index in cells.cells { append(plan.cell(index), row, plan, to: out) }
    }

    /// - Parameter place: the row of the cell's column.
    private func appendValue(of cell: CountRowPlan.Cell, _ place: Int, _ plan: LentRowPlan, to out: ByteBuffer) {
        let view = plan.view(cell.column)
        switch cell.shape {
        case .constant, .shared: break
        case .plain:
            let symbol = view.narrow(place)
            if symbol == SymbolTable.none { return appendNothing(plan, to: out) }
            if plan.isSheet { return symbols.append(symbol, to: out) }
            out.append(UInt8(ascii: "\""))
            symbols.append(symbol, to: out)
            out.append(UInt8(ascii: "\""))
        case .text:
            let symbol = view.narrow(place)
            if symbol == SymbolTable.none { return appendNothing(plan, to: out) }
            unsafe append(text: symbols.bytes(symbol), plan, to: out)
        case .integer:
            let value = view.wide(place)
            if value == Column.noNumber { return appendNothing(plan, to: out) }
            out.append(decimal: value)
        case .rowID: appendAddressCell(of: place, plan, to: out)
        case .wholeID:
            guard let whole = plan.view(CountRowPlan.wholes).link(place) else { return appendNothing(plan, to: out) }
            appendAddressCell(of: whole, plan, to: out)
        case .flag:
            let flag = view.narrow(place)
            if flag == 0 { return appendNothing(plan, to: out) }
            out.append(flag == 2 ? "true" : "false")
        case .date: append(date: view, place, plan, to: out)
        case .number:
            let value = view.wide(place)
            if value == Column.noNumber { return appendNothing(plan, to: out) }
            for byte in "\(Double(bitPattern: UInt64(bitPattern: value)))".utf8 { out.append(byte) }
        case .list: append(list: view, place, plan, to: out)
        }
    }

    /// What stands where there is no value: nothing in a sheet, null in JSON.
    @inline(__always)
    private func appendNothing(_ plan: LentRowPlan, to out: ByteBuffer) {
        if !plan.isSheet { out.append("null") }
    }

    @inline(__always)
    private func append(text: UnsafeBufferPointer<UInt8>, _ plan: LentRowPlan, to out: ByteBuffer) {
        switch plan.form {
        case .sheet(let dialect): unsafe out.append(cell: text, dialect)
        case .object, .properties: unsafe out.append(jsonString: text)
        }
    }

    private func appendAddressCell(of row: Int, _ plan: LentRowPlan, to out: ByteBuffer) {
        if !plan.isSheet { out.append(UInt8(ascii: "\"")) }
        appendAddress(of: row, plan, to: out)
        if !plan.isSheet { out.append(UInt8(ascii: "\"")) }
    }

    private func append(date view: ColumnView, _ row: Int, _ plan: LentRowPlan, to out: ByteBuffer) {
        let bits = view.wide(row)
        if bits == PackedDate.none { return appendNothing(plan, to: out) }
        // As it is written, where that is not how we write.
        let symbol = view.narrow(row)
        if symbol != SymbolTable.none { return unsafe append(text: symbols.bytes(symbol), plan, to: out) }
        if !plan.isSheet { out.append(UInt8(ascii: "\"")) }
        out.append(date: PackedDate(bits: bits))
        if !plan.isSheet { out.append(UInt8(ascii: "\"")) }
    }

    private func append(list view: ColumnView, _ row: Int, _ plan: LentRowPlan, to out: ByteBuffer) {
        let values = view.list(row)
        if case .object = plan.form {
            out.append(UInt8(ascii: "["))
            for place in values {
                if place > values.lowerBound { out.append(UInt8(ascii: ",")) }
                unsafe out.append(jsonString: symbols.bytes(view.narrow(place)))
            }
            return out.append(UInt8(ascii: "]"))
        }
        guard !values.isEmpty else { return out.append(plan.isSheet ? "" : "null") }
        joined.truncate(to: 0)
        for place in values {
            if place > values.lowerBound { joined.append(SheetDialect.listSeparator) }
            unsafe joined.append(listed: symbols.bytes(view.narrow(place)))
        }
        unsafe append(text: joined.bytes, plan, to: out)
    }
}

/// What many rows share.
extension CountRowWriter {
    /// What has no room in so many bytes is shared by few rows or is very long, and is written anew each time.
    private static let maxSharedBytes = 32 << 20

    /// Adds a text for each of some rows: some cells of the plan, read from the rows of their columns; none where there is
    /// no row. Behind them one more follows, of no row, with cells that say nothing if that is wanted.
    func write(cells: Range<Int>, of rows: [Int?], isNothingLast: Bool, to text: inout SharedText) {
        let buffer = ByteBuffer(capacity: rows.count * 64)
        let start = text.bytes.count
        LentRowPlan.with(plan) { plan in
            for row in rows {
                if let row, buffer.count < Self.maxSharedBytes {
                    for index in cells {
                        plan.appendPrefix(of: plan.cell(index), to: buffer)
                        appendValue(of: plan.cell(index), row, plan, to: buffer)
                    }
                }
                text.starts.append(UInt32(start + buffer.count))
            }
            if isNothingLast {
                for index in cells {
                    plan.appendPrefix(of: plan.cell(index), to: buffer)
                    if !plan.cell(index).shape.isConstant { appendNothing(plan, to: buffer) }
                }
            }
            text.starts.append(UInt32(start + buffer.count))
        }
        unsafe text.bytes.append(contentsOf: buffer.bytes)
    }
}

extension ByteBuffer {
    /// Appends a value of a list: a `|` or `\` inside it follows a `\`.
    func append(listed text: UnsafeBufferPointer<UInt8>) {
        for index in text.indices {
            let byte = unsafe text[index]
            if byte == SheetDialect.listSeparator || byte == UInt8(ascii: "\\") { append(UInt8(ascii: "\\")) }
            append(byte)
        }
    }
}
